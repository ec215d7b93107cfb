/// What the ledger can be asked of what is forgotten, inside and outside a decision.
package protocol RetentionMemory: AnyObject {
  /// What of an interchange is forgotten or about to be, by class.
  func prunings(of id: InterchangeID) throws(LedgerError) -> [Pruning]
}

/// What else a ledger keeps of it.
package protocol RetentionKeeping: RetentionMemory {
  /// Where a task of housekeeping stands; nil where it never ran.
  func progress(of task: HousekeepingTask) throws(LedgerError) -> HousekeepingProgress?

  func note(_ progress: HousekeepingProgress, of task: HousekeepingTask) throws(LedgerError)

  /// Why something of an interchange has to be kept whatever its age; nil where nothing speaks for it.
  ///
  /// - Parameter awaitingNumbers: whether customers that wait for a number of the other system count.
  func reasonToKeep(_ class: RetentionClass, of id: InterchangeID, awaitingNumbers: Bool) throws(LedgerError)
    -> KeepReason?

  /// Says what is going to be deleted. What was said before stays as it is.
  ///
  /// With ``RetentionClass/metadata``, issues and all records that were not rejected leave the ledger here: the link of
  /// the chain is a stated fact from then on, and what is left of the interchange has a hash of its own.
  ///
  /// - Throws: `unexpected` for metadata of an interchange that is not what was closed.
  func begin(_ prunings: [Pruning]) throws(LedgerError)

  /// Notes that what was said is gone. What was noted before stays as it is.
  func end(_ prunings: [Pruning], at moment: Timestamp) throws(LedgerError)

  /// What was said and not noted as gone, in the order of the ids.
  func unfinishedPrunings(limit: Int) throws(LedgerError) -> [Pruning]
}
