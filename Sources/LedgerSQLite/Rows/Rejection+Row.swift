import DropFolder
import Exchange
import GRDB

extension Rejection {
  /// In the order in which ``init(columns:)`` reads them.
  static let columns =
    """
    rejection.interchange, rejection.sender, rejection.fileName, since, count, open, rejection.state, closedAt, putAway
    """

  /// Takes the id, the moment since when, the count, and whether its files are put away. Adds nothing for an interchange
  /// that is unknown or done, or has a rejection.
  static let insertion =
    """
    INSERT INTO rejection (number, interchange, sender, fileName, since, count, open, state, putAway)
    SELECT number, id, sender, fileName, ?2, ?3, ?3, 'open', ?4 FROM interchange WHERE id = ?1 AND state <> 'done'
    ON CONFLICT DO NOTHING
    """

  init(columns: inout Columns) throws {
    self.init(
      interchange: InterchangeID(try columns.text()), sender: try columns.text(),
      fileName: try FileName(bytes: try columns.blob()), since: try columns.moment(), count: try columns.int())
    open = try columns.int()
    state = try columns.word()
    closedAt = try columns.optionalMoment()
    isPutAway = try columns.integer() != 0
  }
}
