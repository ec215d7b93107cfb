import Exchange
import LedgerSQLite
import Operations
import Synchronization
import Testing

@Suite("carrying out jobs")
struct JobRunnerTests {
  /// So many rejected files, and a mapping with which they would pass.
  private func site(_ count: Int) throws -> Site {
    let site = try Site()
    try site.rejectOrders(count)
    try site.mendMapping()
    return site
  }

  private func scan(_ site: Site) throws { _ = try site.run("scan", "--settle", "0") }

  /// Turns and scans until the job has ended.
  private func carry(_ job: BulkJob, _ runner: JobRunner, _ site: Site) async throws {
    for _ in 0..<50 {
      await runner.turn()
      if try site.book().job(job.id)?.isOpen == false { return }
      try scan(site)
    }
    Issue.record("the job does not end")
  }

  private struct Killed: Error {}

  @Test("chunk by chunk, one on the desk at a time, until the ledger has all")
  func whole() async throws {
    let site = try site(5)
    let book = try site.book()
    let job = try site.job(in: book)
    let told = Mutex<[String]>([])
    let runner = JobRunner(book, PlainJobDesk(site: site), tell: { sentence in told.withLock { $0.append(sentence) } })
    await runner.turn()
    await runner.turn()
    #expect(try site.names(in: "desk") == ["reprocess-\(job.number(ofChunk: 1)).xml"])
    try scan(site)
    let half = try site.ledger().tally(ofDeskFiles: job.numbers)
    #expect(half.files == [1] && half.attempts == [.accepted: 2])
    try await carry(job, runner, site)
    let tally = try site.ledger().tally(ofDeskFiles: job.numbers)
    #expect(tally.files == [1, 2, 3])
    #expect(tally.decisions == [.accepted: 5])
    #expect(tally.attempts == [.accepted: 5])
    #expect(tally.undecided == 0 && tally.refusals == [:] && tally.refusedFiles == [])
    #expect(try site.documents("-Order-").count == 5)
    #expect(told.withLock { $0 } == [])
    #expect(try site.rows("SELECT who, count(*) FROM audit GROUP BY who") == ["[who:\"ada\" count(*):5]"])
  }

  @Test("killed before it dropped anything, another process goes on when its time is over")
  func killedBefore() async throws {
    let site = try site(3)
    let book = try site.book()
    let job = try site.job(in: book)
    let clock = TestClock()
    let first = JobRunner(
      book, PlainJobDesk(site: site, beforeDrop: { _ in throw Killed() }), clock: { clock.now })
    await first.turn()
    let second = JobRunner(try site.book(), PlainJobDesk(site: site), clock: { clock.now })
    await second.turn()
    #expect(try site.names(in: "desk") == [])
    clock.pass(.seconds(31))
    try await carry(job, second, site)
    #expect(try site.documents("-Order-").count == 3)
  }

  @Test(
    "killed after it dropped a file, nothing is dropped again, wherever the file has gone", arguments: [false, true])
  func killedAfter(_ isScanned: Bool) async throws {
    let site = try site(4)
    let book = try site.book()
    let job = try site.job(in: book)
    let clock = TestClock()
    let first = JobRunner(
      book, PlainJobDesk(site: site, afterDrop: { _ in throw Killed() }), clock: { clock.now })
    await first.turn()
    if isScanned { try scan(site) }
    clock.pass(.seconds(31))
    let second = JobRunner(try site.book(), PlainJobDesk(site: site), clock: { clock.now })
    try await carry(job, second, site)
    #expect(try site.documents("-Order-").count == 4)
    #expect(try site.rows("SELECT count(*) FROM interchange WHERE sender = 'desk'") == ["[count(*):2]"])
  }

  @Test("a file that gets onto the desk twice is a repeat, and nothing is done a second time")
  func twice() async throws {
    let site = try site(2)
    let book = try site.book()
    let job = try site.job(in: book)
    let desk = PlainJobDesk(site: site)
    let decisions = try book.items(of: job.id, after: 0, limit: 2).map { $0.decision(of: job) }
    try await desk.drop(decisions, of: job, chunk: 1)
    // It lies there already.
    try await desk.drop(decisions, of: job, chunk: 1)
    #expect(try site.names(in: "desk").count == 1)
    try scan(site)
    try await desk.drop(decisions, of: job, chunk: 1)
    try scan(site)
    #expect(try site.documents("-Order-").count == 2)
    #expect(
      try site.rows("SELECT verdict FROM interchange WHERE sender = 'desk' ORDER BY number")
        == ["[verdict:\"accepted\"]", "[verdict:\"duplicate\"]"])
    let tally = try site.ledger().tally(ofDeskFiles: job.numbers)
    #expect(tally.decisions == [.accepted: 2] && tally.attempts == [.accepted: 2])
  }

  @Test("two processes on one book never have the same job")
  func twoRunners() async throws {
    let site = try site(6)
    let book = try site.book()
    let job = try site.job(in: book)
    let drops = Mutex<[String]>([])
    let clock = TestClock()
    let runners = try ["a", "b"].map { name in
      JobRunner(
        try site.book(),
        PlainJobDesk(site: site, beforeDrop: { place in drops.withLock { $0.append("\(name) \(place)") } }),
        name: name, clock: { clock.now })
    }
    for _ in 0..<10 {
      await withTaskGroup { group in
        for runner in runners { group.addTask { await runner.turn() } }
      }
      if try book.job(job.id)?.isOpen == false { break }
      try scan(site)
    }
    #expect(try book.job(job.id)?.isOpen == false)
    let all = drops.withLock { $0 }
    #expect(all == ["a 1", "a 2", "a 3"] || all == ["b 1", "b 2", "b 3"], "\(all)")
    #expect(try site.documents("-Order-").count == 6)
  }

  @Test("a stopped job finishes what is on the desk and begins nothing more")
  func stopped() async throws {
    let site = try site(5)
    let book = try site.book()
    let job = try site.job(in: book)
    let runner = JobRunner(book, PlainJobDesk(site: site))
    await runner.turn()
    #expect(try book.stop(job.id, by: "bob", at: .now()))
    await runner.turn()
    #expect(try book.job(job.id)?.isOpen == true)
    try scan(site)
    try await carry(job, runner, site)
    let tally = try site.ledger().tally(ofDeskFiles: job.numbers)
    #expect(tally.files == [1] && tally.attempts == [.accepted: 2])
    #expect(try site.documents("-Order-").count == 2)
  }

  @Test("what somebody else did meanwhile is told in the tally and not done twice")
  func outdated() async throws {
    let site = try site(4)
    let book = try site.book()
    let job = try site.job(in: book)
    let runner = JobRunner(book, PlainJobDesk(site: site))
    #expect(try site.run("reprocess", "orders-3", "--by", "bob").code == 0)
    #expect(try site.run("discard", "orders-4", "--by", "bob", "--reason", "sent by mistake").code == 0)
    try await carry(job, runner, site)
    let tally = try site.ledger().tally(ofDeskFiles: job.numbers)
    #expect(tally.decisions == [.accepted: 2, .rejected: 2])
    #expect(tally.refusals == ["attempt-outdated": 1, "not-rejected": 1])
    #expect(tally.attempts == [.accepted: 2])
    #expect(try site.documents("-Order-").count == 3)
  }

  @Test("what keeps a job is told once, and the job goes on when it has passed")
  func trouble() async throws {
    let site = try site(2)
    let book = try site.book()
    let job = try site.job(in: book)
    let told = Mutex<[String]>([])
    let isBroken = Mutex(true)
    let runner = JobRunner(
      book,
      PlainJobDesk(
        site: site,
        beforeDrop: { _ in
          if isBroken.withLock({ $0 }) { throw Failure(.ioError, "the desk is full; free space") }
        }), tell: { sentence in told.withLock { $0.append(sentence) } })
    for _ in 0..<3 { await runner.turn() }
    #expect(told.withLock { $0 } == ["job \(job.id): the desk is full; free space"])
    isBroken.withLock { $0 = false }
    try await carry(job, runner, site)
    #expect(try site.documents("-Order-").count == 2)
    #expect(told.withLock { $0.count } == 1)
  }

  @Test("a process that ends in order gives its jobs back")
  func givingBack() async throws {
    let site = try site(2)
    let book = try site.book()
    let job = try site.job(in: book)
    let runner = JobRunner(book, PlainJobDesk(site: site))
    let task = Task { await runner.run() }
    for _ in 0..<100 {
      if try book.job(job.id)?.runner != nil { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(try book.job(job.id)?.runner != nil)
    task.cancel()
    await task.value
    #expect(try book.job(job.id)?.runner == nil)
  }

  @Test("jobs of different people go side by side, a chunk of each in turn")
  func several() async throws {
    let site = try site(6)
    let book = try site.book()
    let first = try site.job(.reprocess, in: book)
    let second = try site.job(.discard, chunk: 5, in: book)
    let runner = JobRunner(book, PlainJobDesk(site: site))
    await runner.turn()
    #expect(
      try site.names(in: "desk") == [
        "discard-\(second.number(ofChunk: 1)).xml", "reprocess-\(first.number(ofChunk: 1)).xml",
      ])
    try await carry(first, runner, site)
    try await carry(second, runner, site)
    let (one, other) = (
      try site.ledger().tally(ofDeskFiles: first.numbers), try site.ledger().tally(ofDeskFiles: second.numbers)
    )
    #expect(one.decided == 6 && other.decided == 6)
    // Each file came to one end: reprocessed or discarded.
    #expect((one.attempts[.accepted] ?? 0) + (other.decisions[.accepted] ?? 0) == 6)
    #expect(try site.documents("-Order-").count == one.attempts[.accepted] ?? 0)
  }
}
