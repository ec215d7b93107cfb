extension FieldName {
  /// From the steps down to a field, each with its group's key where it is a member.
  package init(_ steps: [FieldPattern.Step]) {
    self.init(
      steps.map { step in
        guard let key = step.condition else { return step.name }
        return "\(step.name)[\(key.attribute)=\(Self.escaped(key.value))]"
      }.joined(separator: "/"))
  }

  /// Nil where the name is none of a field, such as ``whole``.
  package var steps: [FieldPattern.Step]? {
    guard let pattern = FieldPattern(text), !pattern.takesAllBelow else { return nil }
    return pattern.steps
  }

  /// Whether it is one step without a key, as most names are.
  var isPlain: Bool { !text.utf8.contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "/") } }

  /// A key is any text; a bracket in it would end the condition.
  private static func escaped(_ key: String) -> String {
    guard key.contains(where: { "%[]".contains($0) }) else { return key }
    return key.replacing("%", with: "%25").replacing("[", with: "%5B").replacing("]", with: "%5D")
  }

  static func unescaped(_ key: Substring) -> String {
    guard key.contains("%") else { return String(key) }
    return String(key).replacing("%5B", with: "[").replacing("%5D", with: "]").replacing("%25", with: "%")
  }
}
