import Exchange

extension Hold {
  /// In the order in which ``init(columns:)`` reads them.
  static let columns =
    """
    id, reason, awaits, kind, key, sender, interchange, position, canonical, since, deadline, afterwards, sentence, \
    state, closedAt
    """

  /// Takes the moment since when, and ``bindChange(to:)``.
  static let insertion = Query(
    """
    INSERT INTO hold (state, since, reason, awaits, kind, key, sender, interchange, position, canonical, deadline,
      afterwards, sentence)
    VALUES ('open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)

  /// Takes ``bindChange(to:)`` and the number.
  static let change = Query(
    """
    UPDATE hold SET reason = ?, awaits = ?, kind = ?, key = ?, sender = ?, interchange = ?, position = ?,
      canonical = ?, deadline = ?, afterwards = ?, sentence = ? WHERE id = ? AND state = 'open'
    """)

  static let awaiting = Query("SELECT \(columns) FROM hold WHERE state = 'open' AND awaits = ? ORDER BY id")

  static let byKey = Query("SELECT \(columns) FROM hold WHERE state = 'open' AND kind = ? AND sender = ? AND key = ?")

  init(columns: inout Columns) throws {
    let id = try columns.integer()
    let reason: Reason = try columns.word()
    guard let awaits = Awaited(try columns.text()) else { throw DamagedRow() }
    let (kind, key, sender): (Entity, String, String) = (try columns.word(), try columns.text(), try columns.text())
    let record = HeldRecord(
      kind: kind, key: key, sender: sender, source: try columns.record(), canonical: try columns.blob())
    self.init(
      reason: reason, awaits: awaits, record: record, since: try columns.moment(),
      deadline: try columns.optionalMoment(), afterwards: try columns.word(), sentence: try columns.text())
    self.id = id
    state = try columns.word()
    closedAt = try columns.optionalMoment()
  }

  func bindChange(to row: inout Bindings) {
    row.word(reason)
    row.text(awaits.text)
    row.word(record.kind)
    row.text(record.key)
    row.text(record.sender)
    row.record(record.source)
    row.blob(record.canonical)
    row.moment(deadline)
    row.word(afterwards)
    row.text(sentence)
  }
}
