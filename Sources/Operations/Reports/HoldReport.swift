package import Exchange

/// What `held --json` says of one record.
package struct HoldReport: Encodable, Sendable {
  package var hold: Int64
  package var entity: String
  package var key: String
  package var from: String
  package var interchange: String
  package var position: Int
  package var reason: String
  package var awaits: String
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
    sentence = hold.sentence
    since = hold.since.moment
    deadline = hold.deadline?.moment
    afterwards = hold.afterwards.rawValue
  }
}
