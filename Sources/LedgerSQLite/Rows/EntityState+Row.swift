import Exchange
import GRDB

extension EntityState {
  /// In the order in which ``init(columns:)`` reads them.
  static let columns =
    """
    entity.id, entity.kind, stage, origin, createdInterchange, createdPosition, fields, contentInterchange, \
    contentPosition, deletedBy, refusal
    """

  /// Takes ``creation`` and ``changing``.
  static let insertion =
    """
    INSERT INTO entity (kind, origin, createdInterchange, createdPosition, stage, fields, contentInterchange,
      contentPosition, deletedBy, refusal, conflicts)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  /// Takes ``changing`` and the number.
  static let change =
    """
    UPDATE entity SET stage = ?, fields = ?, contentInterchange = ?, contentPosition = ?, deletedBy = ?, refusal = ?,
      conflicts = ? WHERE id = ?
    """

  /// Without its keys, which have a table of their own.
  init(columns: inout Columns) throws {
    let id = try columns.integer()
    self.init(
      kind: try columns.word(), stage: try columns.optionalWord(), origin: try columns.text(),
      created: try columns.record())
    self.id = id
    fields = try columns.stored(StoredFields.fields(in:))
    content = try columns.optionalRecord()
    deletedBy = try columns.stored(StoredFields.words(in:))
    refusal = try columns.optionalText()
  }

  var creation: StatementArguments { [kind.rawValue, origin, created.interchange.text, created.position] }

  var changing: StatementArguments {
    [
      stage?.rawValue, StoredFields.text(of: fields), content?.interchange.text, content?.position,
      StoredFields.text(of: deletedBy), refusal, conflicts.count,
    ]
  }
}

extension Columns {
  /// A text of a form that only the program knows.
  mutating func stored<Value>(_ read: (String?) throws(UnreadableFields) -> Value) throws(DamagedRow) -> Value {
    let text = try optionalText()
    do {
      return try read(text)
    } catch {
      throw DamagedRow()
    }
  }

  mutating func record() throws(DamagedRow) -> RecordReference {
    guard let record = try optionalRecord() else { throw DamagedRow() }
    return record
  }

  mutating func optionalRecord() throws(DamagedRow) -> RecordReference? {
    let (interchange, position) = (try optionalText(), try optionalInt())
    guard let interchange, let position else { return nil }
    return RecordReference(InterchangeID(interchange), position)
  }
}
