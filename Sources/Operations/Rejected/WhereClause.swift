import DropFolder
package import Exchange
import XMLEngine

/// Which interchanges are meant, in words of a command line: `system=crm code=value-invalid age>2d`.
///
/// Terms are divided by spaces, and all of them must hold. A value with a space in it stands in quotes.
package struct WhereClause {
  package enum Key: String, CaseIterable {
    case system, code, entity, age, file, rejection
  }

  package static let example = "\"system=crm code=value-invalid entity=Order age>2d file=orders-*.xml\""

  package private(set) var filter = InterchangeFilter()
  private let configuration: Configuration
  private let now: Timestamp

  package init(_ text: String, _ configuration: Configuration, now: Timestamp = .now()) throws(Failure) {
    self.configuration = configuration
    self.now = now
    filter.limit = .max
    for term in try Self.terms(of: text) { try add(term) }
  }

  private mutating func add(_ term: String) throws(Failure) {
    guard let mark = term.firstIndex(where: { "=<>".contains($0) }), mark != term.startIndex else {
      throw Self.failure("“\(Printable.line(term))” is no condition; a condition is KEY=VALUE")
    }
    let (name, sign, value) = (String(term[..<mark]), term[mark], String(term[term.index(after: mark)...]))
    guard let key = Key(rawValue: name) else {
      let keys = Key.allCases.map(\.rawValue)
      let remedy =
        NearestName.of(name, among: keys).map { "did you mean \($0)?" } ?? "there are \(keys.joined(separator: ", "))"
      throw Self.failure("there is no key “\(Printable.line(name))”; \(remedy)")
    }
    if key == .age {
      guard sign != "=" else {
        throw Self.failure("age is more or less than a time: age>\(value), or age<\(value)")
      }
    } else if sign != "=" {
      throw Self.failure("\(name) takes no \(sign), only =")
    }
    guard !value.isEmpty else { throw Self.failure("\(name)\(sign) says nothing; give it a value") }
    switch key {
    case .system: try set(\.sender, to: try system(value), name)
    case .code: try set(\.code, to: try Self.word(value, among: Self.codes, "code"), name)
    case .entity: try set(\.entity, to: try entity(value), name)
    case .file: try set(\.name, to: value, name)
    case .rejection:
      let state = try Self.word(value, among: Rejection.State.allCases.map(\.rawValue), "state of a rejection")
      try set(\.rejection, to: Rejection.State(rawValue: state) ?? .open, name)
    case .age:
      guard let duration = Quantity.duration(value) else {
        throw Self.failure("“\(Printable.line(value))” is no time; write 30m, 2h or 2d")
      }
      let moment = now + (.zero - duration)
      try set(sign == ">" ? \.until : \.since, to: moment, "\(name)\(sign)")
    }
  }

  private mutating func set<Value>(
    _ field: WritableKeyPath<InterchangeFilter, Value?>, to value: Value, _ name: String
  ) throws(Failure) {
    guard filter[keyPath: field] == nil else {
      throw Self.failure("\(name) is said twice, and both would have to hold")
    }
    filter[keyPath: field] = value
  }

  // MARK: - Values

  private func system(_ name: String) throws(Failure) -> String {
    if name == System.desk { return name }
    return try Self.word(name, among: configuration.systems.map(\.name), "system")
  }

  private func entity(_ name: String) throws(Failure) -> String {
    if let known = Entity.allCases.first(where: { $0.rawValue.lowercased() == name.lowercased() }) {
      return known.rawValue
    }
    return try Self.word(name, among: Entity.allCases.map(\.rawValue), "entity")
  }

  private static let codes = Diagnostic.Code.allCases.map(\.rawValue) + IssueCode.allCases.map(\.rawValue)

  private static func word(_ value: String, among words: [String], _ what: String) throws(Failure) -> String {
    if words.contains(value) { return value }
    let remedy =
      NearestName.of(value, among: words).map { "did you mean \($0)?" }
      ?? (words.count <= 12
        ? "there are \(Phrase.list(words))" : "kontor rejected shows those that were found")
    throw failure("there is no \(what) “\(Printable.line(value))”; \(remedy)")
  }

  // MARK: - Words

  private static func terms(of text: String) throws(Failure) -> [String] {
    var terms: [String] = []
    var term = ""
    var quote: Character?
    var isOpen = false
    for character in text {
      switch character {
      case "\"", "'":
        if quote == nil {
          quote = character
          isOpen = true
        } else if quote == character {
          quote = nil
        } else {
          term.append(character)
        }
      case " ", "\t", "\n":
        if quote != nil {
          term.append(character)
        } else if isOpen || !term.isEmpty {
          terms.append(term)
          (term, isOpen) = ("", false)
        }
      default: term.append(character)
      }
    }
    if quote != nil { throw failure("a quote is not closed") }
    if isOpen || !term.isEmpty { terms.append(term) }
    if terms.isEmpty { throw failure("it says nothing") }
    return terms
  }

  private static func failure(_ message: String) -> Failure {
    let end = message.hasSuffix("?") ? "" : "."
    return Failure(.usage, "--where: \(message)\(end) Write for example --where \(example)")
  }
}
