/// After how long a system is late, step by step. Nil for never.
package struct OverdueRules: Sendable, Equatable {
  /// Until a file in its inbox is complete. Default: 1 h.
  package var settled: Duration? = .seconds(3600)
  /// From the receipt of a file of its until that is decided. Default: 1 h.
  package var validated: Duration? = .seconds(3600)
  /// Until what was rejected of its files is put right. Default: never.
  package var rejected: Duration?
  /// From the decision until a document for it is in its outbox. Default: never.
  package var delivered: Duration?
  /// Until it has fetched a document. Default: never.
  package var taken: Duration?
  /// From the decision until it has confirmed a document. Default: never.
  package var imported: Duration?
  /// Where the rules stand in the configuration file.
  package var place = Place.start

  package static let standard = OverdueRules()
}
