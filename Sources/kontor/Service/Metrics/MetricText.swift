import Operations

/// A registry as Prometheus reads it: the text format, version 0.0.4.
struct MetricText {
  /// The media type of the format.
  static let type = "text/plain; version=0.0.4; charset=utf-8"

  let registry: MetricRegistry

  func text() -> String {
    var text = ""
    for family in registry.families {
      text += "# HELP \(family.name) \(Self.escaped(help: family.help))\n"
      text += "# TYPE \(family.name) \(family.kind.word)\n"
      let samples = registry.samples(of: family)
      for (labels, value) in samples.values.map({ (Self.written($0.key), $0.value) }).sorted(by: { $0.0 < $1.0 }) {
        text += "\(family.name)\(labels) \(Self.number(value))\n"
      }
      guard case .histogram(let bounds) = family.kind else { continue }
      for (labels, histogram) in samples.histograms.sorted(by: { Self.written($0.key) < Self.written($1.key) }) {
        var count = 0
        for (bound, inBucket) in zip(bounds + [.infinity], histogram.counts) {
          count += inBucket
          let bucket = Self.written(labels, and: ("le", Self.number(bound)))
          text += "\(family.name)_bucket\(bucket) \(count)\n"
        }
        text += "\(family.name)_sum\(Self.written(labels)) \(Self.number(histogram.sum))\n"
        text += "\(family.name)_count\(Self.written(labels)) \(count)\n"
      }
    }
    return text
  }

  private static func written(_ labels: MetricRegistry.Labels, and last: (String, String)? = nil) -> String {
    var pairs = labels.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    if let last { pairs.append(last) }
    if pairs.isEmpty { return "" }
    return "{" + pairs.map { "\($0.0)=\"\(escaped(label: $0.1))\"" }.joined(separator: ",") + "}"
  }

  /// As Go reads a number; infinity has a sign there.
  static func number(_ value: Double) -> String {
    if value == .infinity { return "+Inf" }
    if value == -.infinity { return "-Inf" }
    if value.isNaN { return "NaN" }
    return Int64(exactly: value).map { String($0) } ?? "\(value)"
  }

  private static func escaped(help text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }

  private static func escaped(label text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
