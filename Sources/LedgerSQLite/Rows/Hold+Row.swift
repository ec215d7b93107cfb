import Exchange
import Foundation
import GRDB

extension Hold {
  /// In the order in which ``init(columns:)`` reads them.
  static let columns =
    """
    id, reason, awaits, kind, key, sender, interchange, position, canonical, since, deadline, afterwards, sentence, \
    state, closedAt
    """

  /// Takes the moment since when, and ``changing``.
  static let insertion =
    """
    INSERT INTO hold (state, since, reason, awaits, kind, key, sender, interchange, position, canonical, deadline,
      afterwards, sentence)
    VALUES ('open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  /// Takes ``changing`` and the number.
  static let change =
    """
    UPDATE hold SET reason = ?, awaits = ?, kind = ?, key = ?, sender = ?, interchange = ?, position = ?,
      canonical = ?, deadline = ?, afterwards = ?, sentence = ? WHERE id = ? AND state = 'open'
    """

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

  var changing: StatementArguments {
    [
      reason.rawValue, awaits.text, record.kind.rawValue, record.key, record.sender, record.source.interchange.text,
      record.source.position, Data(record.canonical), deadline?.milliseconds, afterwards.rawValue, sentence,
    ]
  }
}
