import Operations

/// The numbers that an operator follows, family by family. A plain value: whoever counts owns it.
struct MetricRegistry {
  typealias Labels = [String: String]

  struct Histogram {
    /// So many observations up to each bound, each counted in its own bucket only; the last one has no bound.
    var counts: [Int]
    var sum = 0.0

    init(buckets: Int) {
      counts = Array(repeating: 0, count: buckets + 1)
    }
  }

  struct Samples {
    var values: [Labels: Double] = [:]
    var histograms: [Labels: Histogram] = [:]
  }

  /// In the order in which they were first declared, which is that of the page.
  private(set) var families: [MetricFamily] = []
  private var samples: [String: Samples] = [:]

  /// Makes a family known, so that it is told of before anything was counted. With labels nobody can know beforehand it
  /// stays without samples until then.
  mutating func declare(_ family: MetricFamily, labels: [Labels] = [[:]]) {
    guard samples[family.name] == nil else { return }
    families.append(family)
    var first = Samples()
    for labels in labels {
      switch family.kind {
      case .histogram(let bounds): first.histograms[labels] = Histogram(buckets: bounds.count)
      case .counter, .gauge: first.values[labels] = 0
      }
    }
    samples[family.name] = first
  }

  /// Adds to a counter.
  mutating func count(_ family: MetricFamily, _ labels: Labels = [:], by amount: Int = 1) {
    declare(family, labels: [])
    samples[family.name]?.values[labels, default: 0] += Double(amount)
  }

  /// Sets a gauge, or a counter that is counted elsewhere.
  mutating func set(_ family: MetricFamily, _ labels: Labels = [:], to value: Double) {
    declare(family, labels: [])
    samples[family.name]?.values[labels] = value
  }

  /// Sets all samples of a gauge: what is not named is not there any more.
  mutating func replace(_ family: MetricFamily, by values: [Labels: Double]) {
    declare(family, labels: [])
    samples[family.name]?.values = values
  }

  /// Notes one observation of a histogram.
  mutating func observe(_ family: MetricFamily, _ value: Double, _ labels: Labels = [:]) {
    guard case .histogram(let bounds) = family.kind else { return }
    declare(family, labels: [])
    let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
    samples[family.name]?.histograms[labels, default: Histogram(buckets: bounds.count)].counts[bucket] += 1
    samples[family.name]?.histograms[labels]?.sum += value
  }

  func samples(of family: MetricFamily) -> Samples { samples[family.name] ?? Samples() }
}
