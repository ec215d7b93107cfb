/// How the documents for a system are named, such as `{sequence}-{entity}-{key}.xml`.
package struct NameTemplate: Sendable, Equatable, CustomStringConvertible {
  /// What can stand in braces.
  package enum Variable: String, Sendable, CaseIterable, Hashable {
    /// The number of the document in its outbox, counted by the ledger and never used twice.
    case sequence
    /// The entity of the document's first record.
    case entity
    /// The key of the document's first record.
    case key
    /// Kontor's own id of the file that the records came in.
    case interchange
    /// The position of the document's first record in that file, from 1.
    case position
    /// The day of writing in UTC, `yyyyMMdd`.
    case date
    /// The control number that the sender gave the file.
    case controlNumber = "control-number"
  }

  /// A piece of the name.
  enum Part: Sendable, Equatable {
    case literal(String)
    case variable(Variable)
  }

  /// Why a text is no template.
  enum Mistake: Error, Equatable {
    case unknownVariable(String)
    case openBrace
    case strayBrace
    case unsafeText(String)
  }

  let parts: [Part]

  /// What a format without a `document` key gets.
  package static let standard = NameTemplate(parts: [
    .variable(.sequence), .literal("-"), .variable(.entity), .literal("-"), .variable(.key), .literal(".xml"),
  ])

  init(parts: [Part]) {
    self.parts = parts
  }

  init(_ text: String) throws(Mistake) {
    var parts: [Part] = []
    var rest = text[...]
    while let first = rest.first {
      if first == "{" {
        guard let end = rest.firstIndex(of: "}") else { throw .openBrace }
        let name = String(rest[rest.index(after: rest.startIndex)..<end])
        guard let variable = Variable(rawValue: name) else { throw .unknownVariable(name) }
        parts.append(.variable(variable))
        rest = rest[rest.index(after: end)...]
      } else {
        let literal = rest.prefix { $0 != "{" }
        if literal.contains("}") { throw .strayBrace }
        parts.append(.literal(String(literal)))
        rest = rest[literal.endIndex...]
      }
    }
    let literals = parts.reduce(into: "") { if case .literal(let text) = $1 { $0 += text } }
    let unsafe = literals.filter { !Self.isSafe($0) }
    let begins = text.first.map { $0 == "." || $0 == "-" } ?? true
    if !unsafe.isEmpty || begins || text.hasSuffix(".") || literals.count > Self.longest {
      throw .unsafeText(unsafe.isEmpty ? text : unsafe)
    }
    self.init(parts: parts)
  }

  package var variables: Set<Variable> {
    Set(parts.compactMap { if case .variable(let variable) = $0 { variable } else { nil } })
  }

  /// Whether two documents of one record each can never get the same name.
  var isUnique: Bool {
    variables.contains(.sequence) || variables.isSuperset(of: [.interchange, .position])
  }

  package var description: String {
    parts.map { part in
      switch part {
      case .literal(let text): text
      case .variable(let variable): "{\(variable.rawValue)}"
      }
    }.joined()
  }

  /// The most characters that one value, or all literal text together, may take. File systems end names at 255 bytes.
  static let longest = 60

  /// The name with its variables filled in.
  ///
  /// Values come from other systems' files: whatever is not a letter, a digit, `.`, `-` or `_` in ASCII becomes `_`, and
  /// a long value is cut, so that no key can lead out of the outbox or hide the document. What makes the name unique is
  /// Kontor's own and passes unchanged.
  package func name(_ value: (Variable) -> String) -> String {
    let name = parts.map { part in
      switch part {
      case .literal(let text): text
      case .variable(let variable):
        String(value(variable).prefix(Self.longest).map { Self.isSafe($0) ? $0 : "_" })
      }
    }.joined()
    return name.hasPrefix(".") || name.hasPrefix("-") ? "_" + name : name
  }

  private static func isSafe(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
  }
}
