import DropFolder
import Exchange
import GRDB

extension Document {
  /// In the order in which ``init(columns:)`` reads them and ``bind(to:)`` gives them.
  static let columns =
    """
    id, interchange, ordinal, kind, system, name, entity, firstRecord, lastRecord, size, sha256, state, \
    publicationOrder, resends, flow
    """

  static let insertion = Query(
    "INSERT INTO document (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")

  /// A page of an interchange's documents in the order of publication.
  ///
  /// The kind stands in the statement: bound, SQLite would compile it anew each time, to see whether an index of one kind
  /// fits.
  static func page(of kind: Kind, unpublished: Bool) -> String {
    switch kind {
    case .import: unpublished ? unpublishedImports : imports
    case .acknowledgement: unpublished ? unpublishedAcknowledgements : acknowledgements
    }
  }

  private static let imports = page(of: .import)
  private static let unpublishedImports = page(of: .import, " AND \(isUnpublished)")
  private static let acknowledgements = page(of: .acknowledgement)
  private static let unpublishedAcknowledgements = page(of: .acknowledgement, " AND \(isUnpublished)")

  /// Still to be published: `prepared` or `in-doubt`. In these words, by which SQLite finds the index of them.
  static let isUnpublished = "state <> 'published' AND state <> 'waiting' AND state <> 'superseded'"

  /// A page of what an interchange released and is not published, in the order in which that waited, after a document.
  static let unpublishedReleased =
    """
    SELECT \(columns.replacing(/\w+/) { "document.\($0.output)" }) FROM waiting
    JOIN document ON document.id = waiting.document
    WHERE waiting.endedBy = ?1 AND \(isUnpublished)
      AND waiting.place > coalesce((SELECT place FROM waiting WHERE document = ?2), 0)
    ORDER BY waiting.place LIMIT ?3
    """

  private static func page(of kind: Kind, _ condition: String = "") -> String {
    """
    SELECT \(columns) FROM document
    WHERE interchange = ? AND kind = '\(kind.rawValue)' AND (publicationOrder, ordinal) > (?, ?)\(condition)
    ORDER BY publicationOrder, ordinal LIMIT ?
    """
  }

  init(columns: inout Columns) throws {
    self.init(
      id: try columns.text(), interchange: InterchangeID(try columns.text()), ordinal: try columns.int(),
      kind: try columns.word(), system: try columns.text(), name: try FileName(bytes: try columns.blob()),
      entity: try columns.optionalText(), records: try Document.range(&columns), size: try columns.integer(),
      sha256: try columns.text(), state: try columns.word(), publicationOrder: try columns.int())
    resends = try columns.optionalText()
    flow = try columns.optionalText()
  }

  private static func range(_ columns: inout Columns) throws(DamagedRow) -> ClosedRange<Int>? {
    let (first, last) = (try columns.optionalInt(), try columns.optionalInt())
    guard let first, let last else { return nil }
    guard first <= last else { throw DamagedRow() }
    return first...last
  }

  func bind(to row: inout Bindings) {
    row.text(id)
    row.text(interchange.text)
    row.int(ordinal)
    row.word(kind)
    row.text(system)
    row.blob(name.bytes)
    row.text(entity)
    row.int(records?.lowerBound)
    row.int(records?.upperBound)
    row.integer(size)
    row.text(sha256)
    row.word(state)
    row.int(publicationOrder)
    row.text(resends)
    row.text(flow)
  }
}
