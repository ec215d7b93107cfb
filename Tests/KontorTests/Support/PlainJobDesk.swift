import Exchange
import LedgerSQLite
import Operations
import Synchronization

/// The desk and the ledger of a site, as a console of it meets them.
struct PlainJobDesk: JobDesk {
  let site: Site
  /// Called before each drop; what it throws keeps the file from the desk.
  var beforeDrop: @Sendable (Int) throws -> Void = { _ in }
  /// Called after each drop; what it throws is all that the runner hears of it.
  var afterDrop: @Sendable (Int) throws -> Void = { _ in }

  func course(of job: BulkJob, from place: Int) async throws -> JobCourse {
    try files(of: job).course(from: place)
  }

  func drop(_ decisions: [Decision], of job: BulkJob, chunk place: Int) async throws {
    try beforeDrop(place)
    try files(of: job).drop(decisions, chunk: place)
    try afterDrop(place)
  }

  func files(of job: BulkJob) throws -> JobFiles {
    JobFiles(job, configuration: try site.configuration(), ledger: try site.ledger())
  }
}

extension Site {
  func configuration() throws -> Configuration { try Configuration.read(from: path + "/kontor.yaml") }

  func ledger() throws -> SQLiteLedger { try SQLiteLedger(path: path + "/ledger/kontor.sqlite", access: .reading) }

  func book() throws -> SQLiteConsoleBook { try SQLiteConsoleBook(path: path + "/ledger/console.sqlite") }

  /// A job on all that is to be put right, as it is selected now.
  func job(
    _ action: Decision.Action = .reprocess, chunk: Int = 2, in book: any ConsoleBook
  ) throws -> BulkJob {
    var filter = InterchangeFilter()
    filter.rejection = .open
    filter.limit = BulkJob.mostItems
    let items = try OpenSubjects(ledger: ledger()).matching(filter).enumerated().map { place, subject in
      JobItem(
        place + 1, .interchange(subject.interchange.id), basis: action == .reprocess ? subject.basis : nil)
    }
    let job = BulkJob(
      id: InterchangeID.make(at: .now()).text, at: .now(), by: "ada", action, reason: "the mapping is mended",
      total: items.count, chunk: chunk)
    try book.create(job, items)
    return job
  }
}

/// A clock that tests put on.
final class TestClock: Sendable {
  private let moment = Mutex(Timestamp(milliseconds: 1_800_000_000_000))

  var now: Timestamp { moment.withLock { $0 } }

  func pass(_ duration: Duration) {
    moment.withLock { $0 = $0 + duration }
  }
}
