import Crypto
import Exchange
import GRDB

/// The hash of a link of the chain.
///
/// SHA-256 over these bytes, in this order:
///
/// - `kontor-closing-` and the number of the form (`closing.form`), then number and origin of the link, the id of its
///   interchange, and the hash of the link before it in hexadecimal (empty for the first);
/// - the row of the interchange, from the second form on then its rejection, its records by position, its issues by record
///   and then as written (those of the file come first), its documents by ordinal, in the third form then the documents
///   whose wait it ended, from the second form on then what it settled and its audit entries, both as written: each row
///   with the columns of ``ClosedForm/sections`` in their order.
///
/// A row is its table's name in one value, then its columns. A value is `n;` for NULL, `i<decimal>;` for an integer,
/// `t<bytes>:<UTF-8>;` for text and `b<bytes>:<bytes>;` for a BLOB, so that no two contents have the same bytes.
/// Nothing of that may change for links that exist: what is added needs another form.
struct ClosedRows {
  private var hash = SHA256()
  private var buffer: [UInt8] = []

  /// The hash that a link must have after the one before it, by what the ledger holds now.
  static func sha256(
    number: Int64, _ id: InterchangeID, _ origin: Closing.Origin, after previous: String, as form: ClosedForm,
    in database: Database
  ) throws -> String {
    try sha256(form.word, form.sections, number: number, id, origin, after: previous, in: database)
  }

  /// The hash of what is left of an interchange whose records are forgotten, behind the hash that its link has. It begins
  /// with `kontor-remains` in the place of the form.
  static func sha256(ofRemains link: Closing, in database: Database) throws -> String {
    try sha256(
      "kontor-remains", ClosedForm.remains, number: link.number, link.interchange, link.origin, after: link.sha256,
      in: database)
  }

  /// The hash of what is left of an interchange after an erasure, likewise. It begins with `kontor-rest`.
  static func sha256(ofRest link: Closing, in database: Database) throws -> String {
    try sha256(
      "kontor-rest", ClosedForm.rest, number: link.number, link.interchange, link.origin, after: link.sha256,
      in: database)
  }

  private static func sha256(
    _ word: String, _ sections: [(table: String, sql: String)], number: Int64, _ id: InterchangeID,
    _ origin: Closing.Origin, after previous: String, in database: Database
  ) throws -> String {
    var rows = ClosedRows()
    rows.add(word)
    rows.add(.int64(number))
    for text in [origin.rawValue, id.text, previous] { rows.add(text) }
    for (table, sql) in sections { try rows.add(table, sql, id, database) }
    return rows.finish()
  }

  private mutating func add(_ table: String, _ sql: String, _ id: InterchangeID, _ database: Database) throws {
    let statement = try database.cachedStatement(sql: sql)
    let count = statement.columnCount
    let rows = try StatementRows(statement, [id.text])
    while var columns = try rows.next() {
      add(table)
      for _ in 0..<count { add(columns.next()) }
      if buffer.count > 1 << 16 { flush() }
    }
  }

  private mutating func add(_ text: String) { add(.string(text)) }

  private mutating func add(_ value: DatabaseValue.Storage) {
    switch value {
    case .null: buffer.append(UInt8(ascii: "n"))
    case .int64(let number): add("i", String(number).utf8)
    // No column of a ledger holds one; a damaged row must still have a hash, and a wrong one.
    case .double(let number): add("f", String(number).utf8)
    case .string(let text): add("t", counted: text.utf8)
    case .blob(let bytes): add("b", counted: bytes)
    }
    buffer.append(UInt8(ascii: ";"))
  }

  private mutating func add(_ kind: Unicode.Scalar, _ digits: some Collection<UInt8>) {
    buffer.append(UInt8(ascii: kind))
    buffer.append(contentsOf: digits)
  }

  private mutating func add(_ kind: Unicode.Scalar, counted bytes: some Collection<UInt8>) {
    add(kind, String(bytes.count).utf8)
    buffer.append(UInt8(ascii: ":"))
    buffer.append(contentsOf: bytes)
  }

  private mutating func flush() {
    hash.update(data: buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private mutating func finish() -> String {
    flush()
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
