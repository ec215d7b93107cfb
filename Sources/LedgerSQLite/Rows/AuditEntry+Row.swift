import Exchange
import GRDB

extension AuditEntry {
  /// In the order in which ``init(columns:)`` reads them after the number, and ``values`` gives them.
  static let columns = "at, who, action, subject, reason, outcome, before, after, interchange, position"

  /// Takes ``values``. Adds nothing where the interchange that brought the decision is unknown or done.
  static let insertion =
    """
    INSERT INTO audit (\(columns)) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10
    WHERE EXISTS (SELECT 1 FROM interchange WHERE id = ?9 AND state <> 'done')
    """

  init(columns: inout Columns) throws {
    let number = try columns.integer()
    self.init(
      at: try columns.moment(), who: try columns.text(), action: try columns.text(), subject: try columns.text(),
      reason: try columns.optionalText(), outcome: try columns.word(), before: try columns.optionalText(),
      after: try columns.optionalText(), source: try columns.record())
    self.number = number
  }

  var values: StatementArguments {
    [
      at.milliseconds, who, action, subject, reason, outcome.rawValue, before, after, source.interchange.text,
      source.position,
    ]
  }
}
