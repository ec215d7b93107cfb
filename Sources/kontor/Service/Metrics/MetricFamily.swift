import Operations

/// One metric by its name, with what its samples mean.
struct MetricFamily: Hashable {
  enum Kind: Hashable {
    case counter
    case gauge
    /// With the upper bounds of its buckets, ascending; the bucket of everything is added by itself.
    case histogram([Double])

    var word: String {
      switch self {
      case .counter: "counter"
      case .gauge: "gauge"
      case .histogram: "histogram"
      }
    }
  }

  let name: String
  let help: String
  let kind: Kind

  init(_ kind: Kind, _ name: String, _ help: String) {
    self.kind = kind
    self.name = name
    self.help = help
  }
}
