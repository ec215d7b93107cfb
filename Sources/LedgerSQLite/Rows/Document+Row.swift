import DropFolder
import Exchange
import Foundation
import GRDB

extension Document {
  /// In the order in which ``init(row:)`` reads them and ``values`` gives them.
  static let columns =
    """
    id, interchange, ordinal, kind, system, name, entity, firstRecord, lastRecord, size, sha256, state, \
    publicationOrder, resends
    """

  /// Takes ``values``. Made once, because it runs for every document.
  static let insertion = "INSERT INTO document (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

  init(row: Row) throws {
    var columns = Columns(row)
    self.init(
      id: try columns.text(), interchange: InterchangeID(try columns.text()), ordinal: try columns.int(),
      kind: try columns.word(), system: try columns.text(), name: try FileName(bytes: try columns.blob()),
      entity: try columns.optionalText(), records: try Document.range(&columns), size: try columns.integer(),
      sha256: try columns.text(), state: try columns.word(), publicationOrder: try columns.int())
    resends = try columns.optionalText()
  }

  private static func range(_ columns: inout Columns) throws(DamagedRow) -> ClosedRange<Int>? {
    let (first, last) = (try columns.optionalInt(), try columns.optionalInt())
    guard let first, let last else { return nil }
    guard first <= last else { throw DamagedRow() }
    return first...last
  }

  var values: StatementArguments {
    [
      id, interchange.text, ordinal, kind.rawValue, system, Data(name.bytes), entity, records?.lowerBound,
      records?.upperBound, size, sha256, state.rawValue, publicationOrder, resends,
    ]
  }
}
