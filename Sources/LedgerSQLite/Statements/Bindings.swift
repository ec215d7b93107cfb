import Exchange
import GRDBSQLite

/// The values of a statement, given one by one from the left: the counterpart of ``Columns``.
///
/// SQLite copies what it is given.
struct Bindings {
  private let statement: OpaquePointer
  private var index: CInt = 0
  /// The first thing that SQLite would not take.
  private(set) var failure: CInt?

  init(_ statement: OpaquePointer) {
    self.statement = statement
  }

  mutating func integer(_ value: Int64?) {
    index += 1
    note(value.map { sqlite3_bind_int64(statement, index, $0) } ?? sqlite3_bind_null(statement, index))
  }

  mutating func int(_ value: Int?) { integer(value.map(Int64.init)) }

  mutating func moment(_ value: Timestamp?) { integer(value?.milliseconds) }

  mutating func text(_ value: String?) {
    index += 1
    guard var value else {
      note(sqlite3_bind_null(statement, index))
      return
    }
    note(
      value.withUTF8 { bytes in
        // Without an address it would be NULL.
        guard let start = bytes.baseAddress else { return sqlite3_bind_text(statement, index, "", 0, Self.copied) }
        return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
          sqlite3_bind_text(statement, index, $0, CInt(bytes.count), Self.copied)
        }
      })
  }

  mutating func word(_ value: some RawRepresentable<String>) { text(value.rawValue) }

  mutating func record(_ value: RecordReference?) {
    text(value?.interchange.text)
    int(value?.position)
  }

  mutating func blob(_ value: [UInt8]) {
    index += 1
    note(
      value.withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
        return sqlite3_bind_blob(statement, index, start, CInt(bytes.count), Self.copied)
      })
  }

  private mutating func note(_ result: CInt) {
    if result != SQLITE_OK, failure == nil { failure = result }
  }

  /// SQLITE_TRANSIENT, which is a cast that Swift does not import.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
