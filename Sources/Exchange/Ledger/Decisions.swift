/// One transaction in which outcomes are fixed. Rows are written as records are read, so that an interchange of any
/// length takes no memory.
package protocol Decisions: EntityDecisions, RejectionDecisions, WaitingDecisions, IncidentDecisions, ReceiptDecisions,
  RetentionMemory, ErasureDecisions
{
  /// Runs `body` so that everything it wrote is undone if it throws, and nothing else is.
  ///
  /// Unless the ledger itself failed and took the whole decision back, a full disk above all: then every further call
  /// and the decision end with that ``LedgerError``.
  func attempt<Result>(_ body: () throws -> Result) throws -> Result

  /// Earlier interchanges of a sender with a control number, oldest first, without repeats.
  func interchanges(from sender: String, controlNumber: String) throws(LedgerError) -> [Interchange]

  /// The highest control number of a sender that is a whole number, among interchanges that were not rejected.
  func highestControlNumber(from sender: String) throws(LedgerError) -> Int64?

  /// Takes the next number of a system's outbox, from 1. No number is given twice.
  func nextSequence(for system: String) throws(LedgerError) -> Int64

  func add(_ record: RecordOutcome, of interchange: InterchangeID) throws(LedgerError)

  /// `record` is the position of the record that the issue is about; nil for the interchange itself.
  func add(_ issue: Issue, record: Int?, of interchange: InterchangeID) throws(LedgerError)

  func add(_ document: Document) throws(LedgerError)

  /// As ``Ledger/forEachRecord(of:exceptions:_:)``, seeing what this transaction wrote.
  func forEachRecord(
    of id: InterchangeID, exceptions: Bool, _ body: (RecordOutcome, [Issue], [Document]) throws -> Void
  ) throws

  func issues(of id: InterchangeID) throws(LedgerError) -> [Issue]

  /// Gives a held record of an undecided interchange another verdict, and takes back what was said of its waiting
  /// (``IssueCode/waiting``): a later record of its file released it.
  func change(_ verdict: RecordVerdict, ofRecord position: Int, of interchange: InterchangeID) throws(LedgerError)

  /// Fixes the outcome: envelope, verdict, totals and all, in state `decided`. What ``Ledger/receive(_:)`` wrote stays.
  ///
  /// - Throws: `unexpected` where the totals do not add up or differ from the records, where a verdict or its moment is
  ///   missing, and for an interchange that was decided before.
  func conclude(_ interchange: Interchange) throws(LedgerError)
}
