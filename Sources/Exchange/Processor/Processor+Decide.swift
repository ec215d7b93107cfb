import DropFolder
import XMLEngine

/// Steps F3 and T2: read, validate, judge, map, prepare; then fix the outcome in one transaction.
extension Processor {
  func decide(_ jobs: [Job]) throws -> [Job] {
    let undecided = try clearPrepared(for: jobs.filter { $0.interchange.state == .received })
    return jobs.filter { $0.interchange.state != .received } + (try decideTogether(undecided))
  }

  private func decideTogether(_ jobs: [Job]) throws -> [Job] {
    guard !jobs.isEmpty else { return [] }
    let files = PreparedFiles(of: jobs.count, few: options.fewFiles)
    let attempts: [DecisionAttempt]
    do {
      let gates = try gates()
      attempts = try ledger.decide { log in
        // What ends the process from here on, or throws, is not the fault of the file that was read last.
        defer { options.inHand?.put(nil) }
        let attempts = try jobs.map { try attempt($0, files, log, gates) }
        try files.synchronize()
        return attempts
      }
    } catch let error as FolderError {
      // Nothing was decided. One outbox's trouble must not hold up what is meant for others, so each has its own attempt.
      if jobs.count > 1 { return try clearPrepared(for: jobs.map(\.resumed)).flatMap { try decideTogether([$0]) } }
      for job in jobs { putOff(job, error) }
      return []
    }
    var decided: [Job] = []
    for (job, attempt) in zip(jobs, attempts) {
      switch attempt {
      case .decided(let interchange):
        var job = job
        job.interchange = interchange
        job.interchange.state = .decided
        waitingClaims[job.id] = nil
        decided.append(job)
      case .notYetComplete(let issue): try postpone(job, because: issue)
      case .failed(let error): putOff(job, error)
      }
    }
    return decided
  }

  private func attempt(_ job: Job, _ files: PreparedFiles, _ log: any Decisions, _ gates: FlowGates) throws
    -> DecisionAttempt
  {
    try step(at: job.id)
    options.inHand?.put(job.id.text)
    return try DecisionAttempt(job, files, log) { try decision(on: $0, files, log, gates) }
  }

  private func decision(on job: Job, _ files: PreparedFiles, _ log: any Decisions, _ gates: FlowGates)
    throws(FolderError) -> InterchangeDecision
  {
    InterchangeDecision(
      job,
      DecisionPlace(
        configuration: configuration, catalogue: catalogue, terms: terms,
        open: { try OpenFile($0.snapshot, in: self.archive.use().incoming).source },
        outbox: { try self.outbox(for: $0, from: job.port) }, copies: try archive.use().incoming,
        acknowledgements: { try self.acknowledgements(of: $0, from: job.port) },
        content: { try self.content(of: $0, $1, at: $2) }, rejected: { try self.rejected($0) },
        handIn: { try self.handIn($0, $1, $2) },
        sent: { try self.sent($0) }, erase: { try self.prepareErasure($0, $1, $2, $3) }, gates: gates,
        releasable: { try self.releasable($0, byClock: $1, log) },
        prepared: { (system) throws(FolderError) in try self.prepared(for: system) }, step: { try self.step(at: $0) }),
      files: files, log: log, now: options.now(), mayGrow: mayGrow(job))
  }

  /// A file that ends too early may grow until its time is over; not what a decision handed in, to which nobody adds.
  private func mayGrow(_ job: Job) -> Bool {
    options.settle != .zero && !job.hasWaitedEnough && job.interchange.handedIn == nil
  }

  private func postpone(_ job: Job, because issue: Issue) throws {
    let until = options.now() + job.port.system.settle.incomplete
    try ledger.wait(
      job.id, until: until, size: job.interchange.size, sha256: job.interchange.sha256)
    waitingClaims[job.id] = job.source
    tally.waiting += 1
    nextLook = min(nextLook ?? .seconds(2), .seconds(2))
    tell(.waiting(job.interchange, until: until))
  }

  /// Deletes what earlier attempts prepared for undecided interchanges: no decision stands behind it. Answers those for
  /// which that could be done.
  private func clearPrepared(for jobs: [Job]) throws -> [Job] {
    var clean = jobs
    let resumed = jobs.filter(\.isResumed)
    for room in outboxes where resumed.contains(where: { outboxes(of: $0.port).contains { $0 === room } }) {
      let attempts = Set(resumed.map { "\($0.id)-\($0.interchange.attempt)" })
      do {
        try room.use().discardPrepared { name in
          attempts.contains(name.split(separator: "-").prefix(2).joined(separator: "-"))
        }
      } catch {
        clean.removeAll { job in
          guard job.isResumed, outboxes(of: job.port).contains(where: { $0 === room }) else { return false }
          putOff(job, error)
          return true
        }
      }
    }
    for job in resumed where job.port.system.name == System.desk {
      do {
        try discardHandedIn(by: job)
      } catch {
        clean.removeAll { $0.id == job.id }
        putOff(job, error)
      }
    }
    return clean
  }

  /// Deletes the content of further attempts that an earlier try at a file of decisions wrote. Their ids begin as its own
  /// does; what else does so is known to the ledger, or is copied again from the claimed file.
  private func discardHandedIn(by job: Job) throws {
    let incoming = try archive.use().incoming
    for entry in try incoming.entries() {
      guard let id = InterchangeID(written: entry.name.display), id.hasSameTime(as: job.id),
        try ledger.interchange(id) == nil
      else { continue }
      try incoming.remove(entry.name)
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
