/// Durations of the same thing.
struct Series {
  private var microseconds: [Double] = []

  mutating func add(_ duration: Duration) {
    microseconds.append(duration / .microseconds(1))
  }

  var median: Double { quantile(0.5) }
  var p95: Double { quantile(0.95) }

  private func quantile(_ part: Double) -> Double {
    guard !microseconds.isEmpty else { return 0 }
    let sorted = microseconds.sorted()
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]
  }
}
