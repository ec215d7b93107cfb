/// A record that waits: for another one, for a number, for missing data, for a person.
package struct Hold: Hashable, Sendable {
  /// The ledger's own number, in the order in which records came to be held; 0 until it is added.
  package var id: Int64
  package var reason: Reason
  /// What ends the wait.
  package var awaits: Awaited
  /// The record itself, which is decided anew when the wait ends.
  package var record: HeldRecord
  package var since: Timestamp
  /// When the wait is over in any case; nil for never.
  package var deadline: Timestamp?
  package var afterwards: Afterwards
  /// In a sentence for the clerk.
  package var sentence: String
  package var state: State
  /// When the wait was over; nil while it lasts.
  package var closedAt: Timestamp?

  package init(
    reason: Reason, awaits: Awaited, record: HeldRecord, since: Timestamp, deadline: Timestamp?,
    afterwards: Afterwards, sentence: String
  ) {
    id = 0
    self.reason = reason
    self.awaits = awaits
    self.record = record
    self.since = since
    self.deadline = deadline
    self.afterwards = afterwards
    self.sentence = sentence
    state = .open
  }

  package enum Reason: String, Hashable, Sendable, CaseIterable {
    /// The record that it refers to has not come.
    case reference
    /// What it refers to has no number in the other system yet.
    case number
    /// What it refers to lacks data that the other system needs.
    case data
    /// A person has to say whether it is the same as something that is known.
    case decision
    /// The other system refused what it refers to.
    case refused
  }

  package enum State: String, Hashable, Sendable, CaseIterable {
    case open, released, discarded, expired, superseded
  }

  /// What happens when the deadline passes.
  package enum Afterwards: String, Hashable, Sendable, CaseIterable {
    /// It is rejected, and its sender told.
    case reject
    /// It is sent as it is.
    case send
    /// It waits on; a person was to look at it by then.
    case wait
  }
}

/// What a held record waits for.
package enum Awaited: Hashable, Sendable {
  /// That something happens to an entity that is known.
  case entity(Int64)
  /// That an entity becomes known.
  case key(Entity, system: String, key: String)
  /// A person, or the deadline.
  case nothing

  /// As the ledger keeps it: two that are equal have the same text.
  package var text: String {
    switch self {
    case .entity(let id): "#\(id)"
    case .key(let kind, let system, let key): "\(kind.rawValue) \(system) \(key)"
    case .nothing: ""
    }
  }

  package init?(_ text: String) {
    if text.isEmpty {
      self = .nothing
    } else if text.first == "#" {
      guard let id = Int64(text.dropFirst()) else { return nil }
      self = .entity(id)
    } else {
      let words = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      guard words.count == 3, let kind = Entity(rawValue: String(words[0])) else { return nil }
      self = .key(kind, system: String(words[1]), key: String(words[2]))
    }
  }
}

/// A record that is kept to be decided later.
package struct HeldRecord: Hashable, Sendable {
  package var kind: Entity
  package var key: String
  package var sender: String
  package var source: RecordReference
  /// The record in the canonical vocabulary, as UTF-8. Empty once the wait is over.
  package var canonical: [UInt8]

  package init(kind: Entity, key: String, sender: String, source: RecordReference, canonical: [UInt8]) {
    self.kind = kind
    self.key = key
    self.sender = sender
    self.source = source
    self.canonical = canonical
  }
}
