/// One transaction in which a lost ledger is filled again from the side files of filed interchanges.
///
/// Records, issues and documents are added as for a decision, between ``begin(_:)`` and ``close(_:)``.
package protocol Restoration: Decisions {
  /// Begins with an interchange that was done. Where one of the same id is known already: `unexpected`.
  func begin(_ interchange: Interchange) throws(LedgerError)

  /// Ends it in state `done`, as the next link of the chain.
  ///
  /// - Throws: `unexpected` where totals and records do not agree. Of simply accepted records there may be fewer than
  ///   the totals say, since side files leave them out; of all that were not rejected, where these are forgotten.
  func close(_ interchange: Interchange) throws(LedgerError)

  /// Adds what of an interchange that was begun is forgotten.
  func add(_ pruning: Pruning) throws(LedgerError)

  /// Lets the numbers of a system's outbox go on after `last`, unless they are further already.
  func continueNumbers(of system: String, after last: Int64) throws(LedgerError)
}
