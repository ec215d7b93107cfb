/// What the console asks of a ledger beyond ``Ledger``: everything in it answers soon also where there are a million
/// interchanges, and says so where it counted, or looked through, only so far.
package protocol ConsoleMemory: AnyObject, JobMemory {
  // MARK: What stands

  func overview(_ question: OverviewQuestion) throws(LedgerError) -> LedgerOverview

  /// Partners' files by when they were received: so many spans of the same length, one after another.
  func arrivals(from moment: Timestamp, every length: Duration, spans: Int) throws(LedgerError) -> [ArrivalSpan]

  func mark() throws(LedgerError) -> LedgerMark

  /// Another number whenever another connection has changed the ledger since. It says so only outside of
  /// ``Ledger/inOneState(_:)``, and means nothing to another connection.
  func changeNumber() throws(LedgerError) -> Int64

  func size() throws(LedgerError) -> LedgerSize

  // MARK: Interchanges

  func page(of query: InterchangeQuery, _ start: PageStart, limit: Int) throws(LedgerError) -> InterchangePage

  /// How many a list has got before its first one since that was shown.
  func newCount(of query: InterchangeQuery, after place: InterchangePlace, most: Int) throws(LedgerError) -> Capped

  /// Earlier interchanges of a sender with a control number, oldest first, without repeats.
  func interchanges(from sender: String, controlNumber: String) throws(LedgerError) -> [Interchange]

  /// Records of an interchange after a position, with all that belongs to each.
  func records(
    of id: InterchangeID, _ selection: RecordSelection, after position: Int, limit: Int
  ) throws(LedgerError) -> RecordPage

  /// How often each code was found in an interchange: once for each record, and once for the file.
  func codes(of id: InterchangeID) throws(LedgerError) -> [String: Int]

  // MARK: What is to be put right

  func openCauses(_ filter: OpenRejectionFilter) throws(LedgerError) -> OpenCauses

  /// The files with a cause, or all where none is named, after a place; nil for the first.
  func openRejections(
    of cause: CauseKey?, _ filter: OpenRejectionFilter, after place: RejectionPlace?, limit: Int
  ) throws(LedgerError) -> OpenRejectionPage

  // MARK: Business objects

  /// What has or had a key, of whatever kind, and whosever key that is.
  func crossReferences(withKey key: String) throws(LedgerError) -> [CrossReference]

  /// Keys with a beginning, at most `limit` of each kind and system.
  func crossReferences(withKeyFrom prefix: String, limit: Int) throws(LedgerError) -> [CrossReference]

  // MARK: Decisions, jobs, flows

  /// The audit trail from its end, before a number; nil for the newest.
  func audit(matching filter: AuditFilter, before number: Int64?, limit: Int) throws(LedgerError) -> AuditPage

  /// Attempts that the decisions of an interchange of the desk handed in.
  func attemptGroups(handedInBy id: InterchangeID) throws(LedgerError) -> [AttemptGroup]

  /// The newest documents of a flow that were published since a moment.
  ///
  /// - Parameter way: where documents went that never waited for the flow, which the ledger keeps no name of; those count
  ///   by the receipt of their files. Nil leaves them out.
  func steps(of flow: String, _ way: FlowWay?, since moment: Timestamp) throws(LedgerError) -> FlowSteps
}
