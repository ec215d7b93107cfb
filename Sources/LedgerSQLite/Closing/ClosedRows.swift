import Crypto
import Exchange
import GRDB

/// The hash of a link of the chain.
///
/// SHA-256 over these bytes, in this order:
///
/// - `kontor-closing-1`, then number and origin of the link, the id of its interchange, and the hash of the link before
///   it in hexadecimal (empty for the first);
/// - the row of the interchange, its records by position, its issues by record and then as written (those of the file
///   come first), its documents by ordinal: each row with the columns of ``sections`` in their order.
///
/// A row is its table's name in one value, then its columns. A value is `n;` for NULL, `i<decimal>;` for an integer,
/// `t<bytes>:<UTF-8>;` for text and `b<bytes>:<bytes>;` for a BLOB, so that no two contents have the same bytes.
/// Nothing of that may change for links that exist: another form needs another first word and a column that tells.
struct ClosedRows {
  private var hash = SHA256()
  private var buffer: [UInt8] = []

  private static let sections = [
    ("interchange", interchange), ("record", records), ("issue", issues), ("document", documents),
  ]

  private static let interchange = """
    SELECT id, sender, fileName, size, sha256, receivedAt, state, envelopeSender, envelopeReceiver, controlNumber,
    created, isTest, verdict, level, advice, summary, announced, read, accepted, unchanged, held, rejected, duplicate,
    superseded, ignored, repeats, corrects, versions, decidedAt, doneAt, place, ends, faults, setAside
    FROM interchange WHERE id = ?
    """

  private static let records = """
    SELECT position, entity, key, verdict, startLine, startColumn, startByte
    FROM record WHERE interchange = ? ORDER BY position
    """

  private static let issues = """
    SELECT record, severity, code, phase, atLine, atColumn, atByte, path, value, expected, message
    FROM issue WHERE interchange = ? ORDER BY record, number
    """

  private static let documents = """
    SELECT id, ordinal, kind, system, name, entity, firstRecord, lastRecord, size, sha256, state, publicationOrder
    FROM document WHERE interchange = ? ORDER BY ordinal
    """

  /// The hash that a link must have after the one before it, by what the ledger holds now.
  static func sha256(
    number: Int64, _ id: InterchangeID, _ origin: Closing.Origin, after previous: String, in database: Database
  ) throws -> String {
    var rows = ClosedRows()
    rows.add("kontor-closing-1")
    rows.add(.int64(number))
    for text in [origin.rawValue, id.text, previous] { rows.add(text) }
    for (table, sql) in sections { try rows.add(table, sql, id, database) }
    return rows.finish()
  }

  private mutating func add(_ table: String, _ sql: String, _ id: InterchangeID, _ database: Database) throws {
    let statement = try database.cachedStatement(sql: sql)
    let rows = try Row.fetchCursor(statement, arguments: [id.text])
    let columns = 0..<statement.columnCount
    while let row = try rows.next() {
      add(table)
      for column in columns { add((row[column] as DatabaseValue).storage) }
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
    return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
