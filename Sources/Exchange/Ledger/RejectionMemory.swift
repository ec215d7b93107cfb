package import DropFolder

/// What the ledger can be asked about rejected files and their way back, inside and outside a decision.
package protocol RejectionMemory: AnyObject {
  func interchange(_ id: InterchangeID) throws(LedgerError) -> Interchange?

  func document(_ id: String) throws(LedgerError) -> Document?

  /// Documents of a kind in the order of publication, page by page: at most `limit` after one that was seen.
  func documents(of id: InterchangeID, kind: Document.Kind, after last: Document?, limit: Int) throws(LedgerError)
    -> [Document]

  /// Nil where nothing of the interchange was rejected.
  func rejection(of id: InterchangeID) throws(LedgerError) -> Rejection?

  /// The newest open rejection of a sender whose file had a name.
  func openRejection(from sender: String, named name: FileName) throws(LedgerError) -> Rejection?

  /// The newest open rejection of a sender whose file had this content, by its SHA-256.
  func openRejection(from sender: String, sha256: String) throws(LedgerError) -> Rejection?

  /// Positions of rejected records of an interchange that are still to be put right, page by page: at most `limit` after
  /// a position. None for one that was refused as a whole.
  func openRejections(of id: InterchangeID, after position: Int, limit: Int) throws(LedgerError) -> [Int]

  /// Rejected records of a sender, with an entity (or an element's name) and a key, that are still to be put right, in
  /// the order in which their interchanges were received.
  func openRejections(of entity: String, key: String, from sender: String) throws(LedgerError) -> [RecordReference]

  /// How what was wrong with an interchange was settled, in the order in which that happened.
  func settlements(of id: InterchangeID) throws(LedgerError) -> [Settlement]

  /// What an interchange settled, in the order in which that happened.
  func settlements(by id: InterchangeID) throws(LedgerError) -> [Settlement]

  /// Interchanges that put this one right, or tried to (``Interchange/corrects``), in the order of receipt.
  func attempts(correcting id: InterchangeID) throws(LedgerError) -> [Interchange]

  /// What the audit trail says of a decision, by the record that is it.
  func auditEntry(from source: RecordReference) throws(LedgerError) -> AuditEntry?

  /// Interchanges that decisions of an interchange handed in (``Interchange/handedIn``), in the order of receipt.
  func attempts(handedInBy id: InterchangeID) throws(LedgerError) -> [Interchange]
}

/// What a decision writes about rejected files.
package protocol RejectionDecisions: RejectionMemory {
  /// Opens a rejection of an interchange that this decision concludes, with all of it still to be put right.
  ///
  /// - Throws: `unexpected` where the interchange is unknown or done, and where it has a rejection already.
  func open(_ rejection: Rejection) throws(LedgerError)

  /// Settles a rejected record, or a file that was refused as a whole; the rejection closes with its last one.
  ///
  /// - Throws: `unexpected` where that is settled already, or nothing was rejected there, and where the interchange that
  ///   settles it is unknown or done.
  func settle(_ settlement: Settlement) throws(LedgerError)

  /// Takes in a further attempt at a rejected interchange, in state `received`. Its content must be durable when the
  /// decision commits.
  ///
  /// - Throws: `unexpected` where the id is known.
  func handIn(_ interchange: Interchange) throws(LedgerError)

  /// Adds an entry to the audit trail; its number is given by the ledger.
  ///
  /// - Throws: `unexpected` where the interchange that brought the decision is unknown or done.
  func add(_ entry: AuditEntry) throws(LedgerError)
}

/// What else a ledger keeps of them.
package protocol RejectionKeeping: RejectionMemory {
  /// Rejections of a sender that are closed and whose files still lie among the open ones, in the order in which they were
  /// closed.
  func rejectionsToPutAway(of sender: String, limit: Int) throws(LedgerError) -> [Rejection]

  /// - Throws: `unexpected` for one that has no closed rejection.
  func markPutAway(_ interchanges: [InterchangeID]) throws(LedgerError)

  /// How many interchanges a filter takes; its limit does not count.
  func count(matching filter: InterchangeFilter) throws(LedgerError) -> Int

  /// The audit trail from its beginning, page by page: at most `limit` after a number.
  func audit(matching filter: AuditFilter, after number: Int64, limit: Int) throws(LedgerError) -> [AuditEntry]

  /// As ``RejectionMemory/settlements(by:)``, one by one, however many there are.
  func forEachSettlement(by id: InterchangeID, _ body: (Settlement) throws -> Void) throws

  /// The audit entries of an interchange's decisions, in the order in which they were added.
  func forEachAuditEntry(of id: InterchangeID, _ body: (AuditEntry) throws -> Void) throws
}
