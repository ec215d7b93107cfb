import DropFolder
import XMLEngine

/// Steps F3 and T2: read, validate, judge, map, prepare; then fix the outcome in one transaction.
extension Processor {
  /// What became of one attempt to decide.
  private enum Attempt {
    case decided(Interchange)
    case notYetComplete(Issue)
    case failed(any Error)
  }

  func decide(_ jobs: [Job]) throws -> [Job] {
    var result = jobs.filter { $0.interchange.state != .received }
    let undecided = jobs.filter { $0.interchange.state == .received }
    guard !undecided.isEmpty else { return result }
    let files = PreparedFiles()
    var attempts: [Attempt] = []
    do {
      attempts = try ledger.decide { log in
        let attempts = try undecided.map { try attempt($0, files, log) }
        try files.synchronize()
        return attempts
      }
    } catch let error as FolderError {
      // Nothing was decided: what was prepared is worthless, and is done again.
      for job in undecided { putOff(job, error) }
      try discardPrepared(for: undecided)
      return result
    }
    for (job, attempt) in zip(undecided, attempts) {
      switch attempt {
      case .decided(let interchange):
        var job = job
        job.interchange = interchange
        job.interchange.state = .decided
        result.append(job)
      case .notYetComplete(let issue): try postpone(job, because: issue)
      case .failed(let error): putOff(job, error)
      }
    }
    return result
  }

  private func attempt(_ job: Job, _ files: PreparedFiles, _ log: any Decisions) throws -> Attempt {
    var job = job
    if let original = job.interchange.repeats, try log.interchange(original)?.verdict == .rejected {
      // Both came in one batch. The first had no effect, so this one is judged like one that comes later.
      job.interchange.repeats = nil
    }
    if job.isResumed { try discardPrepared(for: [job]) }
    let before = files.count
    do {
      return .decided(try log.attempt { try decision(on: job, files, log).run(log) })
    } catch let refusal as Refusal {
      if files.count > before { try discardPrepared(for: [job]) }
      return .decided(try log.attempt { try decision(on: job, files, log).refuse(refusal) })
    } catch let incomplete as NotYetComplete {
      if files.count > before { try discardPrepared(for: [job]) }
      return .notYetComplete(incomplete.issue)
    } catch let error where error is FolderError || error is XMLEngineError {
      try discardPrepared(for: [job])
      return .failed(error)
    }
  }

  private func decision(on job: Job, _ files: PreparedFiles, _ log: any Decisions) -> InterchangeDecision {
    InterchangeDecision(
      job, snapshots: archive.incoming, configuration: configuration, catalogue: catalogue,
      outbox: { try self.outbox(for: $0) }, files: files, log: log, now: options.now(), mayGrow: mayGrow(job))
  }

  /// A file that ends too early may grow until its time is over.
  private func mayGrow(_ job: Job) -> Bool {
    options.settle != .zero && !job.hasWaitedEnough
  }

  private func postpone(_ job: Job, because issue: Issue) throws {
    let until = options.now() + job.port.system.settle.incomplete
    try ledger.wait(
      job.id, until: until, size: job.interchange.size, sha256: job.interchange.sha256)
    tally.waiting += 1
    nextLook = min(nextLook ?? .seconds(2), .seconds(2))
    tell(.waiting(job.interchange, until: until))
  }

  private func discardPrepared(for jobs: [Job]) throws(FolderError) {
    let ids = Set(jobs.map(\.id.text))
    for port in ports {
      for outbox in port.outboxes {
        try outbox.discardPrepared { ids.contains(String($0.prefix { $0 != "-" })) }
      }
    }
  }
}

extension InterchangeDecision {
  /// The way of every interchange: a repeat is answered again, anything else is read and judged.
  func run(_ log: any Decisions) throws -> Interchange {
    if let reason = interchange.setAside { throw Refusal(reason) }
    guard let original = try repeats.flatMap({ try log.interchange($0) }), original.sha256 == interchange.sha256 else {
      // No repeat; or the other one has become another content meanwhile, while it waited for its end.
      interchange.repeats = nil
      return try readAndJudge()
    }
    guard original.verdict != nil else {
      throw FolderError(
        .busy, "It repeats \(original.id), which is not decided yet. It follows by itself.",
        path: original.fileName.display)
    }
    return try repeatAnswer(of: original)
  }
}
