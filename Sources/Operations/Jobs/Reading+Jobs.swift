import DropFolder
package import Exchange
import Synchronization

/// What became of jobs that have ended, as long as the process lives: a ledger that was restored begins anew.
private final class FinalTallies: Sendable {
  struct Key: Hashable {
    var generation: Int64
    var job: String
  }

  static let shared = FinalTallies()

  /// More than a page of jobs shows.
  private static let most = 500

  private let known = Mutex<[Key: JobTally]>([:])

  subscript(_ key: Key) -> JobTally? {
    get { known.withLock { $0[key] } }
    set {
      known.withLock { known in
        if known.count >= Self.most { known.removeAll() }
        known[key] = newValue
      }
    }
  }
}

/// One of the things that a job is about, and what became of it.
package struct JobThing: Sendable {
  package var item: JobItem
  package var outcome: JobOutcome
  package var name: ThingName
  /// The interchange that it is, or came in.
  package var interchange: InterchangeID?
  /// The further attempt that was handed in.
  package var attempt: InterchangeID?
  /// Why it was refused.
  package var issue: Issue?
}

/// A page of them, in their order.
package struct JobThings: Sendable {
  package var things: [JobThing] = []
  /// After which ordinal the next page begins; nil where there is none. There may be one also after an empty page: it
  /// looks through only so many at a time.
  package var next: Int?
}

extension Reading {
  package func report(on job: BulkJob) throws -> JobReport {
    guard !job.isOpen else { return JobReport(job, try ledger.tally(ofDeskFiles: job.numbers)) }
    // Of one that has ended nothing changes, and a job of 100,000 takes a tenth of a second to count.
    let key = FinalTallies.Key(generation: try ledger.generation(), job: job.id)
    if let known = FinalTallies.shared[key] { return JobReport(job, known) }
    let tally = try ledger.tally(ofDeskFiles: job.numbers)
    FinalTallies.shared[key] = tally
    return JobReport(job, tally)
  }

  /// So many chunks are looked through for one page, at most.
  private static let mostChunks = 200

  /// - Parameter outcome: only those that ended so; nil takes all.
  package func things(
    of job: BulkJob, in book: any ConsoleBook, _ outcome: JobOutcome? = nil, after ordinal: Int = 0, limit: Int = 50
  ) throws -> JobThings {
    var page = JobThings()
    var looked = 0
    var last = ordinal
    while last < job.total {
      let chunk = last / job.chunk + 1
      if looked == Self.mostChunks {
        page.next = last
        return page
      }
      looked += 1
      for thing in try things(ofChunk: chunk, of: job, in: book) where thing.item.ordinal > last {
        guard (outcome ?? thing.outcome) == thing.outcome else { continue }
        if page.things.count == limit {
          page.next = page.things[limit - 1].item.ordinal
          return page
        }
        page.things.append(thing)
      }
      last = chunk * job.chunk
    }
    return page
  }

  private func things(ofChunk place: Int, of job: BulkJob, in book: any ConsoleBook) throws -> [JobThing] {
    let items = try book.items(of: job.id, after: (place - 1) * job.chunk, limit: job.chunk)
    let number = job.number(ofChunk: place)
    let file = try ledger.interchanges(from: System.desk, controlNumber: number).first
    var decisions: [Int: (verdict: RecordVerdict, issue: Issue?)] = [:]
    var attempts: [Int: Interchange] = [:]
    var refusal: Issue?
    if let file {
      refusal = try ledger.issues(of: file.id).first { $0.severity == .error }
      try ledger.forEachRecord(of: file.id, exceptions: false) { record, issues, _ in
        decisions[record.position] = (record.verdict, issues.first { $0.severity == .error })
      }
      for attempt in try ledger.attempts(handedInBy: file.id) {
        if let source = attempt.handedIn { attempts[source.position] = attempt }
      }
    }
    return try items.enumerated().map { index, item in
      var thing = try named(item)
      if let attempt = attempts[index + 1] {
        thing.outcome = attempt.verdict.map { JobOutcome($0) } ?? .underWay
        thing.attempt = attempt.id
      } else if let decision = decisions[index + 1] {
        thing.outcome = JobOutcome(decision.verdict)
        thing.issue = decision.issue
      } else if let refusal {
        thing.outcome = .refused
        thing.issue = refusal
      } else {
        thing.outcome = job.isOpen ? .waiting : .notBegun
      }
      return thing
    }
  }

  private func named(_ item: JobItem) throws -> JobThing {
    var thing = JobThing(item: item, outcome: .waiting, name: ThingName(item.subject))
    switch item.subject {
    case .interchange(let id):
      thing.interchange = id
      thing.name = .text(try ledger.interchange(id)?.fileName.display ?? id.text)
    case .document(let id):
      let document = try ledger.document(id)
      thing.interchange = document?.interchange
      thing.name = .text(document?.name.display ?? id)
    case .hold(let number):
      guard let hold = try ledger.hold(number) else { break }
      thing.interchange = hold.record.source.interchange
      thing.name = ThingName(hold)
    case .entity, .flow, .incident: break
    }
    return thing
  }
}
