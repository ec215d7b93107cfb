package import Exchange

extension Workplace {
  /// Fixes a job; the runner takes it up by itself.
  ///
  /// - Parameter id: of the form that asked for it. Sent twice, it is one job.
  package func begin(
    _ selection: JobSelection, id: String, by person: String, because reason: String?, query: String?,
    at now: Timestamp
  ) async throws -> BulkJob {
    let chunk = await obstacle(at: now) == .nextScan ? DecisionFiles.mostDecisions : BulkJob.usualChunk
    let job = BulkJob(
      id: id, at: now, by: person, selection.action, reason: reason, query: query, total: selection.count,
      chunk: chunk)
    return try await book.away { book in
      if let known = try book.job(id) { return known }
      try book.create(job, selection.items)
      try book.note(
        AccessEntry(
          at: now, who: person, what: .jobCreated, subject: "job \(id)",
          detail: AccessDetail.job(selection.action, selection.count).text))
      return job
    }
  }

  package func job(_ id: String) async throws -> BulkJob? {
    try await book.away { try $0.job(id) }
  }

  package func report(on job: BulkJob, at now: Timestamp) async throws -> JobReport {
    var report = try await read { try $0.report(on: job) }
    if job.isOpen { report.obstacle = await obstacle(at: now) }
    return report
  }

  /// Newest first, with one more than the limit where there are more.
  package func jobReports(before id: String? = nil, limit: Int = 50, at now: Timestamp) async throws -> [JobReport] {
    let jobs = try await book.away { try $0.jobs(before: id, limit: limit + 1) }
    var reports = try await read { reading in try jobs.map { try reading.report(on: $0) } }
    guard jobs.contains(where: \.isOpen), let obstacle = await obstacle(at: now) else { return reports }
    for index in reports.indices where jobs[index].isOpen { reports[index].obstacle = obstacle }
    return reports
  }

  /// Nothing more of it is begun; what is on the desk is finished.
  package func stop(_ job: BulkJob, by person: String, at now: Timestamp) async throws {
    try await book.away { book in
      guard try book.stop(job.id, by: person, at: now) else { return }
      try book.note(AccessEntry(at: now, who: person, what: .jobStopped, subject: "job \(job.id)"))
    }
  }

  /// Nil also where nobody can tell.
  private func obstacle(at now: Timestamp) async -> JobReport.Obstacle? {
    // A service's word lies in a small file beside the ledger.
    guard let heartbeat = try? heartbeat else { return .noService }
    return JobReport.Obstacle(Health(heartbeat, at: now))
  }
}

extension Bench {
  /// What would become of the first files of a selection by the schemas and mappings of today, each judged by itself and
  /// without any effect.
  package func trial(of selection: JobSelection, most: Int) throws -> [TrialReport] {
    let trial = AttemptTrial(configuration, ledger, catalogue: catalogue)
    return try selection.first.prefix(most).compactMap { thing in
      guard let id = thing.interchange, let interchange = try ledger.interchange(id) else { return nil }
      return TrialReport(
        try trial.judge(
          OpenSubject(
            interchange: interchange, rejection: try ledger.rejection(of: id), basis: thing.item.basis ?? id)))
    }
  }
}
