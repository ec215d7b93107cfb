/// What the ledger knows of one field of one entity: what holds, and what each system said and was sent.
package struct FieldState: Hashable, Sendable, Codable {
  /// What holds by the agreement, and what the systems are to have. Empty text: there is no value any more. Nil: nobody
  /// has said anything yet.
  package internal(set) var agreed: String?
  /// The system whose word that is, or the person's who decided.
  package internal(set) var agreedBy: String?
  package internal(set) var agreedVersion: RecordVersion?
  /// The last value on which all systems that said anything were at one.
  package internal(set) var base: String?
  package internal(set) var sides: [String: Side] = [:]
  /// Both sides changed it, and a person has to decide.
  package internal(set) var conflict: Conflict?

  package init() {}

  /// One system's side of a field.
  package struct Side: Hashable, Sendable, Codable {
    /// What the system said last.
    package internal(set) var said: String?
    package internal(set) var version: RecordVersion?
    /// The record with which it said so.
    package internal(set) var source: RecordReference?
    /// What it has by all that is known: its own word, or what it was sent since.
    package internal(set) var believed: String?
    /// What it was sent by documents that may still be on their way, oldest first: where it turns up, that is an echo
    /// and no change.
    package internal(set) var sent: [Sent] = []
    /// It went on saying the same although it was sent something else, and was sent that again.
    package internal(set) var wasReminded = false

    package init() {}

    /// How many values are remembered; a system that never answers would let them grow without end.
    static let mostSent = 8

    /// The number of the document that must have brought this value: the system did not have it before.
    func importProved(by value: String, _ version: RecordVersion) -> Int64? {
      if value == said { return nil }
      if let known = self.version, version.isOlder(than: known) || version.isSame(as: known) { return nil }
      // Of several documents with the value only the first is certain.
      return sent.first { $0.value == value }?.first
    }

    /// Documents up to this one are on their way no more. Answers the last value that they brought.
    mutating func arrived(through document: Int64) -> String? {
      var last: String?
      while let next = sent.first, next.first <= document {
        last = next.value
        if next.last > document {
          sent[0].first = document + 1
          break
        }
        sent.removeFirst()
      }
      return last
    }

    private enum CodingKeys: String, CodingKey {
      case said = "s"
      case version = "v"
      case source = "r"
      case believed = "b"
      case sent = "o"
      case wasReminded = "m"
    }
  }

  /// A value, and the numbers of the first and last of the successive documents that sent it.
  package struct Sent: Hashable, Sendable, Codable {
    package internal(set) var value: String
    package internal(set) var first: Int64
    package internal(set) var last: Int64

    private enum CodingKeys: String, CodingKey {
      case value = "v"
      case first = "f"
      case last = "l"
    }
  }

  /// A conflict that waits for a person.
  package struct Conflict: Hashable, Sendable, Codable {
    /// Each system's own value, which it keeps until the decision.
    package internal(set) var values: [String: String]
    /// The record that brought it about.
    package internal(set) var source: RecordReference
    package internal(set) var since: Timestamp
    package internal(set) var rule: String
  }

  private enum CodingKeys: String, CodingKey {
    case agreed = "a"
    case agreedBy = "w"
    case agreedVersion = "v"
    case base = "b"
    case sides = "s"
    case conflict = "c"
  }

  /// What a system is to have: what holds, but its own value while a person has yet to decide.
  package func target(of system: String) -> String? { conflict?.values[system] ?? agreed }

  /// Whether a system has to be sent the value.
  package func isOwed(to system: String) -> Bool {
    guard let target = target(of: system) else { return false }
    let believed = sides[system]?.believed
    // Nobody has to be told that there is still nothing.
    if believed == nil, target.isEmpty { return false }
    return believed != target
  }

  /// Notes that a document says the field's value: what the system is to have, whether it is owed that or not.
  ///
  /// - Parameter document: its number, which grows with every document to the system about the entity.
  package mutating func send(to system: String, document: Int64) {
    guard let target = target(of: system) else { return }
    var side = sides[system] ?? Side()
    side.believed = target
    if side.sent.last?.value == target {
      side.sent[side.sent.count - 1].last = document
    } else {
      side.sent.append(Sent(value: target, first: document, last: document))
      if side.sent.count > Side.mostSent { side.sent.removeFirst() }
    }
    sides[system] = side
  }

  /// Notes that a system confirmed that it imported a document.
  package mutating func confirm(document: Int64, by system: String) {
    guard let last = sides[system]?.arrived(through: document) else { return }
    sides[system]?.said = last
    // Where it said something else meanwhile, that may have been before the import: it is told again.
    if sides[system]?.sent.isEmpty ?? true { sides[system]?.believed = last }
    settleBase()
  }

  /// The base moves to what holds once every system that said anything says that.
  mutating func settleBase() {
    guard conflict == nil, let agreed, sides.values.allSatisfy({ $0.said == nil || $0.said == agreed }) else { return }
    base = agreed
  }
}

/// A record as it was read: interchange and position.
package struct RecordReference: Hashable, Sendable, Codable {
  package var interchange: InterchangeID
  package var position: Int

  package init(_ interchange: InterchangeID, _ position: Int) {
    self.interchange = interchange
    self.position = position
  }

  private enum CodingKeys: String, CodingKey {
    case interchange = "i"
    case position = "p"
  }
}

extension InterchangeID: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
