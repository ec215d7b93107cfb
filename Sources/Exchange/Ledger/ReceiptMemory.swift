package import DropFolder

/// What the ledger can be asked about what receivers did with documents, inside and outside a decision.
package protocol ReceiptMemory: AnyObject {
  /// The newest word of its receiver's folders on a document.
  func lastReceipt(of document: String) throws(LedgerError) -> Receipt?
}

/// What a decision writes about it.
package protocol ReceiptDecisions: ReceiptMemory {
  func add(_ receipt: Receipt) throws(LedgerError)
}

/// What else a ledger keeps of it.
package protocol ReceiptKeeping: ReceiptMemory {
  /// Documents for a system that were published and, as far as is known, not taken: those of the outbox, or where
  /// acknowledgements have a folder of their own, of both. What was published before the ledger kept the time is not
  /// counted. Of a system whose outbox is not watched (`receipts: { taken: no }`) all of them are.
  func standing(inOutboxOf system: String) throws(LedgerError) -> OutboxStanding

  /// Those of one kind one by one, in the order in which they were published. `body` asks the ledger nothing.
  func forEachStanding(_ kind: Document.Kind, for system: String, _ body: (StandingDocument) throws -> Void) throws

  /// Remembers that documents were seen to be taken. One that is known to be taken stays as it is.
  func markTaken(_ documents: [String], at moment: Timestamp) throws(LedgerError)

  /// Names in one of the places in which a system leaves word, of which nothing more is to be found out.
  func namesDoneWith(of system: String, in place: String) throws(LedgerError) -> Set<FileName>

  /// Forgets some of them, and adds others.
  func note(doneWith names: [FileName], forgetting gone: [FileName], of system: String, in place: String)
    throws(LedgerError)

  /// Nil where there is no such document.
  func moments(of document: String) throws(LedgerError) -> DocumentMoments?
}
