package import Exchange
import XMLEngine

/// What a person says of fields in conflict, as a command line names it: `Phone[use=main]=crm`, or
/// `Name=value:Müller GmbH`.
package struct FieldChoices {
  package let entity: EntityState
  /// As the command line calls it.
  package let words: String

  package init(entity: EntityState, words: String) {
    self.entity = entity
    self.words = words
  }

  package func read(_ texts: [String]) throws(Failure) -> [Decision.Field] {
    var fields: [Decision.Field] = []
    for text in texts {
      let field = try field(text)
      if fields.contains(where: { $0.name == field.name }) {
        throw Failure(.usage, "\(field.name) is decided twice; say it once")
      }
      fields.append(field)
    }
    return fields
  }

  private func field(_ text: String) throws(Failure) -> Decision.Field {
    guard let (written, choice) = Self.split(text) else {
      throw Failure(
        .usage, "\(text) is no decision on a field; write FIELD=SYSTEM, or FIELD=value:TEXT: \(example)")
    }
    let name = FieldName(written)
    guard let state = entity.fields[name], let conflict = state.conflict else { throw noConflict(on: name) }
    if choice.hasPrefix(Self.valueMark) {
      return Decision.Field(name.text, .value(try normal(String(choice.dropFirst(Self.valueMark.count)), for: name)))
    }
    guard conflict.values[choice] != nil else {
      let systems = conflict.values.keys.sorted()
      let remedy =
        NearestName.of(choice, among: systems).map { "did you mean \($0)?" }
        ?? "take that of \(systems.joined(separator: " or ")), or give one: \(name)=value:…"
      throw Failure(.usage, "\(choice) has no value of \(name) that could be taken; \(remedy)")
    }
    return Decision.Field(name.text, .take(choice))
  }

  private func normal(_ written: String, for name: FieldName) throws(Failure) -> String {
    guard let shape = EntityShape.of(entity.kind) else { return written }
    do {
      return try shape.normal(written, for: name)
    } catch {
      throw Failure(.usage, "\(name): \(error.message)")
    }
  }

  private func noConflict(on name: FieldName) -> Failure {
    let there = entity.conflicts.map(\.text)
    if there.isEmpty {
      return Failure(
        .usage, "there is no conflict on any field of \(words); kontor explain \(words) tells how it stands")
    }
    let remedy =
      NearestName.of(name.text, among: there).map { "did you mean \($0)?" } ?? "there is one on \(list(there))"
    return Failure(.usage, "there is no conflict on \(name) of \(words); \(remedy)")
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  private var example: String {
    guard let name = entity.conflicts.first,
      let system = entity.fields[name]?.conflict?.values.keys.sorted().first
    else { return "\"Phone[use=main]=crm\"" }
    return "\"\(name)=\(system)\""
  }

  // MARK: - Words

  private static let valueMark = "value:"

  /// At the last `=` that stands in no brackets; but what begins with `value:` is text to its end.
  package static func split(_ text: String) -> (field: String, choice: String)? {
    var depth = 0
    var last: String.Index?
    for index in text.indices {
      switch text[index] {
      case "[": depth += 1
      case "]": depth -= 1
      case "=" where depth == 0:
        last = index
        if text[text.index(after: index)...].hasPrefix(valueMark) {
          return parts(of: text, at: index)
        }
      default: break
      }
    }
    return last.flatMap { parts(of: text, at: $0) }
  }

  private static func parts(of text: String, at equals: String.Index) -> (String, String)? {
    let field = text[..<equals]
    let choice = text[text.index(after: equals)...]
    return field.isEmpty || choice.isEmpty ? nil : (String(field), String(choice))
  }
}
