import Exchange
import Foundation
import GRDB
import GRDBSQLite

/// One row, read column by column from the left, in the order of the statement's list.
///
/// The tables are STRICT, so that a wrong type can only come from a damaged file; it is told as such instead of ending
/// the process, as GRDB's own conversions would.
struct Columns {
  private let statement: OpaquePointer
  private var index: CInt = 0

  /// Where the statement stands now: good until it takes its next step.
  init(_ statement: OpaquePointer) {
    self.statement = statement
  }

  mutating func integer() throws(DamagedRow) -> Int64 {
    guard let value = try optionalInteger() else { throw DamagedRow() }
    return value
  }

  mutating func optionalInteger() throws(DamagedRow) -> Int64? {
    switch next() {
    case .null: return nil
    case .int64(let value): return value
    case .double, .string, .blob: throw DamagedRow()
    }
  }

  mutating func int() throws(DamagedRow) -> Int { Int(try integer()) }

  mutating func optionalInt() throws(DamagedRow) -> Int? { try optionalInteger().map { Int($0) } }

  mutating func text() throws(DamagedRow) -> String {
    guard let value = try optionalText() else { throw DamagedRow() }
    return value
  }

  mutating func optionalText() throws(DamagedRow) -> String? {
    switch next() {
    case .null: return nil
    case .string(let value): return value
    case .double, .int64, .blob: throw DamagedRow()
    }
  }

  mutating func blob() throws(DamagedRow) -> [UInt8] {
    switch next() {
    case .blob(let value): return Array(value)
    case .null, .double, .int64, .string: throw DamagedRow()
    }
  }

  mutating func word<Word: RawRepresentable<String>>() throws(DamagedRow) -> Word {
    guard let value: Word = try optionalWord() else { throw DamagedRow() }
    return value
  }

  mutating func optionalWord<Word: RawRepresentable<String>>() throws(DamagedRow) -> Word? {
    guard let text = try optionalText() else { return nil }
    guard let value = Word(rawValue: text) else { throw DamagedRow() }
    return value
  }

  mutating func moment() throws(DamagedRow) -> Timestamp { Timestamp(milliseconds: try integer()) }

  mutating func optionalMoment() throws(DamagedRow) -> Timestamp? {
    try optionalInteger().map { Timestamp(milliseconds: $0) }
  }

  /// Of whatever type.
  mutating func next() -> DatabaseValue.Storage {
    defer { index += 1 }
    switch sqlite3_column_type(statement, index) {
    case SQLITE_INTEGER: return .int64(sqlite3_column_int64(statement, index))
    case SQLITE_TEXT:
      let start = sqlite3_column_text(statement, index)
      let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))
      return .string(String(decoding: bytes, as: UTF8.self))
    case SQLITE_BLOB:
      let start = sqlite3_column_blob(statement, index)
      return .blob(Data(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))))
    case SQLITE_FLOAT: return .double(sqlite3_column_double(statement, index))
    default: return .null
    }
  }
}

/// A row that no Kontor can have written.
struct DamagedRow: Error {}
