import Synchronization

/// A statement that runs for every record, or nearly so. A connection prepares it once and finds it by its number:
/// looking it up by its text would cost as much as running it.
struct Query: Sendable {
  let sql: String
  /// Its place among the statements of a connection.
  let number: Int

  private static let count = Atomic<Int>(0)

  /// To be made once for each text, as a `static let`.
  init(_ sql: String) {
    self.sql = sql
    number = Self.count.add(1, ordering: .relaxed).oldValue
  }
}
