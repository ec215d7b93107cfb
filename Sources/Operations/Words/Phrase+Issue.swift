package import Exchange
import XMLEngine

extension Phrase {
  /// `line 7, column 3: The value is no date. [value-invalid]`.
  package static func issue(_ issue: Issue) -> String {
    let place = issue.position.map { "line \($0.line), column \($0.column): " } ?? ""
    return "\(place)\(Printable.line(issue.message)) [\(Printable.line(issue.code))]"
  }
}
