/// Durations of the same thing.
package struct Series {
  private var microseconds: [Double] = []

  package init() {}

  package mutating func add(_ duration: Duration) {
    microseconds.append(duration / .microseconds(1))
  }

  /// Microseconds.
  package var median: Double { quantile(0.5) }
  /// Microseconds.
  package var p95: Double { quantile(0.95) }

  private func quantile(_ part: Double) -> Double {
    guard !microseconds.isEmpty else { return 0 }
    let sorted = microseconds.sorted()
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]
  }
}

extension Duration {
  package var seconds: Double { self / .seconds(1) }
}

/// Something was not done as it should be, so that figures would say nothing.
package struct Unexpected: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}
