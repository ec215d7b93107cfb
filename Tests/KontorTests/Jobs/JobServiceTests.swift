import Exchange
import Foundation
import LedgerSQLite
import Operations
import Testing

/// A job beside a running service, as in an installation; `KONTOR_JOB_FILES` says with how many files.
@Suite("A job beside a service")
struct JobServiceTests {
  private static let count = ProcessInfo.processInfo.environment["KONTOR_JOB_FILES"].flatMap { Int($0) } ?? 120

  private func service(_ site: Site) throws -> Process {
    let log = FileHandle.nullDevice
    return try Program.start(["run", "--interval", "100ms"], in: site.path, out: log, err: log)
  }

  /// Turns until something is so.
  private func turn(_ runner: JobRunner, until isSo: () throws -> Bool) async throws {
    for _ in 0..<20_000 {
      await runner.turn()
      if try isSo() { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("it never came to that")
  }

  @Test("service and console are killed in the middle, and each file is tried again once")
  func killed() async throws {
    let site = try Site()
    try site.rejectOrders(Self.count)
    try site.mendMapping()
    let workplace = try Workplace(configurationFile: site.path + "/kontor.yaml")
    let now = Timestamp.now()
    // Of the scans that were needed until now.
    try site.remove("ledger/heartbeat.json")
    let all = try await workplace.read { reading in
      try reading.selection(JobQuestion(.reprocess, .rejections(.code("mapping-failed"), OpenRejectionFilter())))
    }
    #expect(all.count == Self.count)
    let job = try await workplace.begin(
      all, id: InterchangeID.make(at: now).text, by: "ada", because: "the mapping is mended", query: nil, at: now)
    let clock = TestClock()
    let first = JobRunner(workplace.book, WorkplaceJobDesk(workplace), clock: { clock.now })

    // Nobody scans: one file lies there and no more.
    for _ in 0..<3 { await first.turn() }
    #expect(try site.names(in: "desk").count == 1)
    #expect(try await workplace.report(on: job, at: .now()).obstacle == .noService)

    var process = try service(site)
    defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    func tally() throws -> JobTally { try site.ledger().tally(ofDeskFiles: job.numbers) }
    try await turn(first) { try tally().attempts[.accepted] ?? 0 >= 50 }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    process = try service(site)

    // The first runner is not asked any more; another console takes the job over when its time is over.
    clock.pass(.seconds(31))
    let second = JobRunner(try site.book(), WorkplaceJobDesk(workplace), clock: { clock.now })
    try await turn(second) { try workplace.book.job(job.id)?.isOpen == false }

    let end = try tally()
    #expect(end.files == Array(1...job.chunks))
    #expect(end.attempts == [.accepted: Self.count] && end.undecided == 0 && end.refusals == [:])
    let report = try await workplace.report(on: job, at: .now())
    #expect(report.finished == Self.count && report.count(.accepted) == Self.count)
    // Each order was sent once.
    #expect(
      try site.rows(
        """
        SELECT count(*) AS n, count(DISTINCT entity) AS d FROM delivery WHERE system = 'erp' AND entity IN
          (SELECT id FROM entity WHERE kind = 'Order')
        """) == ["[n:\(Self.count) d:\(Self.count)]"])
    // A file that a scan had just taken when it was killed may have been dropped once more; that is a repeat.
    let files = try site.rows("SELECT verdict, count(*) AS n FROM interchange WHERE sender = 'desk' GROUP BY 1")
    #expect(files.first == "[verdict:\"accepted\" n:\(job.chunks)]", "\(files)")
    #expect(files.dropFirst().allSatisfy { $0 == "[verdict:\"duplicate\" n:1]" }, "\(files)")
    #expect(try site.run("rejected").out == "none\n")
    process.terminate()
    process.waitUntilExit()
  }
}
