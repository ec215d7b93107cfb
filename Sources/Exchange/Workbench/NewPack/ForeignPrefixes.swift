/// The prefixes by which stylesheets call the namespaces of a foreign format.
struct ForeignPrefixes {
  private let namespaces: [String]

  init(_ survey: SampleSurvey) { namespaces = survey.namespaces }

  /// Declarations for the tag of the stylesheet, each with a space ahead.
  var declarations: String {
    namespaces.map { " xmlns:\(prefix(of: $0))=\"\(QuotedMarkup.escaped($0))\"" }.joined()
  }

  /// The attribute that keeps them out of what is written.
  func exclusion() -> String {
    namespaces.isEmpty ? "" : " exclude-result-prefixes=\"\(namespaces.map(prefix).joined(separator: " "))\""
  }

  private func prefix(of namespace: String) -> String {
    let index = namespaces.firstIndex(of: namespace) ?? 0
    return index == 0 ? "f" : "f\(index + 1)"
  }

  func name(_ name: ElementName) -> String {
    name.namespace.isEmpty ? name.local : "\(prefix(of: name.namespace)):\(name.local)"
  }

  /// - Parameter base: steps that lie behind already.
  func path(_ field: ForeignField, from base: [ElementName] = []) -> String {
    let steps = field.steps.dropFirst(base.count).map(name) + (field.attribute.map { ["@" + $0] } ?? [])
    return steps.isEmpty ? "." : steps.joined(separator: "/")
  }

  func path(_ steps: [ElementName]) -> String { steps.map(name).joined(separator: "/") }
}
