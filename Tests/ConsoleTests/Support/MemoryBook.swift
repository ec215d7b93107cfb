import Exchange
import Synchronization

/// A console's book for tests of the door: it keeps entries of access, and knows no jobs.
final class MemoryBook: ConsoleBook {
  private let entries = Mutex<[AccessEntry]>([])
  /// What noting throws; nil where it works.
  let failure = Mutex<LedgerError?>(nil)

  var all: [AccessEntry] { entries.withLock { $0 } }

  /// What stands in it, as `what who`.
  var words: [String] { all.map { $0.who.isEmpty ? $0.what.rawValue : "\($0.what.rawValue) \($0.who)" } }

  func note(_ entry: AccessEntry) throws(LedgerError) {
    if let failure = failure.withLock({ $0 }) { throw failure }
    entries.withLock { $0.append(entry) }
  }

  func access(matching filter: AccessFilter, before number: Int64?, limit: Int) -> [AccessEntry] { all.reversed() }

  func forget(before moment: Timestamp) -> Int { 0 }
  func create(_ job: BulkJob, _ items: [JobItem]) throws(LedgerError) {
    throw LedgerError(.unexpected, "There are no jobs here.", path: "memory")
  }
  func job(_ id: String) -> BulkJob? { nil }
  func jobs(before id: String?, limit: Int) -> [BulkJob] { [] }
  func openJobs() -> [BulkJob] { [] }
  func items(of job: String, after ordinal: Int, limit: Int) -> [JobItem] { [] }
  func stop(_ job: String, by person: String, at moment: Timestamp) -> Bool { false }
  func claim(_ job: String, by runner: String, at moment: Timestamp, until: Timestamp) -> Bool { false }
  func release(_ job: String, by runner: String) {}
  func end(_ job: String, by runner: String, at moment: Timestamp) -> Bool { false }
}
