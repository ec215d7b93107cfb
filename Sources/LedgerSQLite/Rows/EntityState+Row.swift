import Exchange

extension EntityState {
  /// In the order in which ``init(columns:)`` reads them.
  static let columns =
    """
    entity.id, entity.kind, stage, origin, createdInterchange, createdPosition, fields, contentInterchange, \
    contentPosition, deletedBy, refusal
    """

  /// Takes ``bindCreation(to:)`` and ``bindChange(to:)``.
  static let insertion = Query(
    """
    INSERT INTO entity (kind, origin, createdInterchange, createdPosition, stage, fields, contentInterchange,
      contentPosition, deletedBy, refusal, conflicts)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)

  /// Takes ``bindChange(to:)`` and the number.
  static let change = Query(
    """
    UPDATE entity SET stage = ?, fields = ?, contentInterchange = ?, contentPosition = ?, deletedBy = ?, refusal = ?,
      conflicts = ? WHERE id = ?
    """)

  static let byNumber = Query("SELECT \(columns) FROM entity WHERE id = ?")

  static let byKey = Query(
    """
    SELECT \(columns) FROM entityKey JOIN entity ON entity.id = entityKey.entity
    WHERE entityKey.kind = ? AND entityKey.system = ? AND entityKey.key = ?
    """)

  static let presentKeys = Query("SELECT system, key FROM entityKey WHERE entity = ? AND standing = 'present'")

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

  func bindCreation(to row: inout Bindings) {
    row.word(kind)
    row.text(origin)
    row.record(created)
  }

  func bindChange(to row: inout Bindings) {
    row.text(stage?.rawValue)
    row.text(StoredFields.text(of: fields))
    row.record(content)
    row.text(StoredFields.text(of: deletedBy))
    row.text(refusal)
    row.int(fields.values.count { $0.conflict != nil })
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
