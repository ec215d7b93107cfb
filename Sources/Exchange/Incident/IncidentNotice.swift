/// Something that is to be told by one way. It is durable before it is tried, so that it is told at least once.
package struct IncidentNotice: Hashable, Sendable {
  /// The ledger's own number; 0 until it is added.
  package var number: Int64 = 0
  /// By which way: ``TellingWay/name``.
  package var way: String
  package var event: IncidentBook.News.Event
  /// What it is about. The number of one that opens in the same round is not known before.
  package var key: IncidentKey
  package var incident: Int64 = 0
  /// When it came up.
  package var at: Timestamp
  /// Not to be told before.
  package var due: Timestamp
  /// How often it was tried in vain.
  package var attempts = 0
  /// When it was told; nil until then.
  package var toldAt: Timestamp?
  /// Why it could not be told the last time.
  package var failure: String?

  package init(
    _ event: IncidentBook.News.Event, of key: IncidentKey, by way: String, at moment: Timestamp, due: Timestamp
  ) {
    self.event = event
    self.key = key
    self.way = way
    at = moment
    self.due = due
  }
}
