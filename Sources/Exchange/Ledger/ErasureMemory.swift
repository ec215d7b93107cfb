/// What the ledger can be asked of what was erased, inside and outside a decision.
package protocol ErasureMemory: AnyObject {
  /// What of an interchange's files was written over or deleted, in the order in which that was decided.
  func erasedFiles(of id: InterchangeID) throws(LedgerError) -> [ErasedFile]

  /// Positions of its records of which something was written over.
  func erasedRecords(of id: InterchangeID) throws(LedgerError) -> [Int]

  /// The last time that an entity was erased; nil where it never was.
  func erasure(of entity: Int64) throws(LedgerError) -> Erasure?

  /// The last erasure that touched files of an interchange.
  func erasure(in id: InterchangeID) throws(LedgerError) -> Erasure?

  /// The chain, page by page: at most `limit` links after a number.
  func closings(after number: Int64, limit: Int) throws(LedgerError) -> [Closing]

  /// Interchanges that are not done, in the order in which they were received.
  func open() throws(LedgerError) -> [Interchange]
}

/// What a decision writes of it.
package protocol ErasureDecisions: ErasureMemory {
  /// Takes a person's values out of all that is said in sentences, says which files are going to be rewritten, and gives
  /// each link of the chain that this touches a hash of what is left. What was taken out is written over in the file.
  ///
  /// The entity's own row and identifiers are the caller's to write.
  func erase(_ order: ErasureOrder) throws(LedgerError) -> ErasureOutcome

  /// Restores into a ledger that is filled again.
  func restore(_ erasure: Erasure) throws(LedgerError)
  func restore(_ file: ErasedFile) throws(LedgerError)
  func restore(erased record: RecordReference) throws(LedgerError)
}

/// What else a ledger keeps of it.
package protocol ErasureKeeping: ErasureMemory {
  /// What was said and not noted as done, in the order in which it was said.
  func unfinishedErasedFiles() throws(LedgerError) -> [ErasedFile]

  /// Interchanges of which rows were changed by an erasure that is not noted as done: their side files say what they said.
  func interchangesWithErasedRows() throws(LedgerError) -> [InterchangeID]

  /// Whether erased rows may still stand in the ledger's own file or its log.
  func hasErasedRemains() throws(LedgerError) -> Bool

  /// Clears them out, as far as nobody reads an older state meanwhile, and notes that all that was said is done.
  ///
  /// - Returns: false where somebody reads, so that it has to be done again.
  func endErasures(at moment: Timestamp) throws(LedgerError) -> Bool
}
