import Exchange
import GRDB

extension Database {
  /// Holds what an outcome says against the rows that explain it: an acknowledgement is made from these rows, and would
  /// otherwise contradict itself.
  ///
  /// - Parameter mayLack: verdicts of records that are only counted, as accepted ones are in a rebuilt ledger.
  func requireAgreement(of interchange: Interchange, mayLack: Set<RecordVerdict> = [], path: String) throws {
    let (id, totals) = (interchange.id, interchange.totals)
    guard totals.agree else {
      throw LedgerError.misuse("The totals of \(id) do not add up to the records read.", path: path)
    }
    var counted = Totals()
    try forEach("SELECT verdict, count(*) FROM record WHERE interchange = ? GROUP BY verdict", [id.text]) { columns in
      let verdict: RecordVerdict = try columns.word()
      counted[verdict] = try columns.int()
    }
    for verdict in RecordVerdict.allCases where totals[verdict] != counted[verdict] {
      if mayLack.contains(verdict), counted[verdict] < totals[verdict] { continue }
      throw LedgerError.misuse(
        "The totals of \(id) say \(totals[verdict]) \(verdict.rawValue), the ledger's records \(counted[verdict]).",
        path: path)
    }
    try forEach(
      """
      SELECT 1 FROM issue WHERE interchange = ?1 AND record IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM record WHERE record.interchange = ?1 AND record.position = issue.record) LIMIT 1
      """, [id.text]
    ) { _ in
      throw LedgerError.misuse("\(id) has an issue of a record that is not there.", path: path)
    }
  }

  func conclude(_ interchange: Interchange, path: String) throws {
    let statement = try cachedStatement(sql: Interchange.conclusion)
    try statement.execute(arguments: try interchange.conclusionValues())
    guard changesCount == 1 else {
      throw LedgerError.misuse("\(interchange.id) is unknown, or was decided before.", path: path)
    }
    // Mostly as it was received. Written again, it would cost a page of the index of contents, which has no order.
    try cachedStatement(sql: "UPDATE interchange SET repeats = ?1 WHERE id = ?2 AND repeats IS NOT ?1")
      .execute(arguments: [interchange.repeats?.text, interchange.id.text])
    for verdict in RecordVerdict.allCases {
      try tally("record", verdict.rawValue, add: interchange.totals[verdict])
    }
  }

  /// Ends an interchange that is decided and all of whose documents are out. False where it is not, or was done before.
  func markDone(_ id: InterchangeID, place: String, at moment: Timestamp) throws -> Bool {
    let mark = try cachedStatement(
      sql: """
        UPDATE interchange SET state = 'done', place = ?2, doneAt = ?3
        WHERE id = ?1 AND state IN ('decided', 'published') AND NOT EXISTS (
          SELECT 1 FROM document WHERE interchange = ?1 AND state = 'prepared' AND \(Document.isUnpublished))
        AND NOT EXISTS (
          SELECT 1 FROM waiting JOIN document ON document.id = waiting.document
          WHERE waiting.endedBy = ?1 AND state = 'prepared')
        """)
    try mark.execute(arguments: [id.text, place, moment.milliseconds])
    return changesCount == 1
  }
}

extension Interchange {
  fileprivate static let conclusion =
    """
    UPDATE interchange SET state = 'decided', waitsUntil = NULL, envelopeSender = ?, envelopeReceiver = ?,
    controlNumber = ?, controlValue = ?, created = ?, isTest = ?, verdict = ?, level = ?, advice = ?, summary = ?,
    corrects = ?, recognition = ?, versions = ?, decidedAt = ?, announced = ?, read = ?,
    \(RecordVerdict.allCases.map { "\($0.rawValue) = ?" }.joined(separator: ", "))
    WHERE id = ? AND state IN ('received', 'waiting')
    """

  fileprivate func conclusionValues() throws -> StatementArguments {
    var values: StatementArguments = [
      envelope.sender, envelope.receiver, envelope.controlNumber, envelope.controlValue, envelope.created,
      envelope.isTest, verdict?.rawValue, level?.rawValue, advice?.rawValue, summary, corrects?.text,
      recognition?.rawValue,
      try Version.text(of: versions), decidedAt?.milliseconds, totals.announced, totals.read,
    ]
    values += StatementArguments(RecordVerdict.allCases.map { totals[$0] })
    values += [id.text]
    return values
  }
}
