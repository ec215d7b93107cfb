import DropFolder
package import Exchange

/// What `held --json` says of one record.
package struct HoldReport: Encodable, Sendable {
  package var hold: Int64
  package var entity: String
  package var key: String
  package var from: String
  package var interchange: String
  package var position: Int
  /// The file that brought it; only where a list was asked for.
  package var file: String?
  package var reason: String
  package var awaits: String
  /// What it waits for, by a key; left out where it waits for a person alone.
  package var awaitsEntity: String?
  package var awaitsKey: String?
  /// Whether that is known here.
  package var awaitsKnown: Bool?
  package var sentence: String
  package var since: Moment
  package var deadline: Moment?
  package var afterwards: String

  package init(_ hold: Hold) {
    self.hold = hold.id
    entity = hold.record.kind.rawValue
    key = hold.record.key
    from = hold.record.sender
    interchange = hold.record.source.interchange.text
    position = hold.record.source.position
    reason = hold.reason.rawValue
    awaits = hold.awaits.text
    if case .key(let kind, _, let key) = hold.awaits {
      awaitsEntity = kind.rawValue
      awaitsKey = key
      awaitsKnown = false
    }
    sentence = hold.sentence
    since = hold.since.moment
    deadline = hold.deadline?.moment
    afterwards = hold.afterwards.rawValue
  }

  /// With the file and the name of what it waits for, as the ledger has them.
  package init(_ hold: Hold, in ledger: any Ledger) throws(LedgerError) {
    self.init(hold)
    file = try ledger.interchange(hold.record.source.interchange)?.fileName.display
    guard case .entity(let number) = hold.awaits, let awaited = try ledger.entity(number) else { return }
    awaitsEntity = awaited.kind.rawValue
    awaitsKey = awaited.keys.sorted { $0.key < $1.key }.first?.value
    awaitsKnown = true
  }
}
