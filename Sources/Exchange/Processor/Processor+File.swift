import DropFolder

/// Steps F6 to F7: file the copy, close the row, let the claimed file go.
extension Processor {
  /// F6 and T4: into the archive, or among the rejected files with a report for the clerk.
  func file(_ jobs: [Job]) throws -> [Job] {
    var filed: [Job] = []
    for var job in jobs where job.interchange.state == .published {
      do {
        job.interchange.place = try fileCopy(of: job)
        filed.append(job)
      } catch let error as FolderError {
        putOff(job, error)
      }
    }
    do {
      try archive.synchronize()
    } catch {
      putOff(archive.folder.path, error)
      return []
    }
    let moment = options.now()
    try ledger.markDone(filed.map { ($0.id, $0.interchange.place ?? "") }, at: moment)
    for index in filed.indices {
      filed[index].interchange.state = .done
      filed[index].interchange.doneAt = moment
      backOff.succeeded(filed[index].id)
      tally.add(filed[index].interchange)
      tell(.finished(filed[index].interchange))
    }
    return filed
  }

  /// F7: the copy is filed, so the claimed file has served.
  func release(_ jobs: [Job]) {
    var inboxes: [ObjectIdentifier: Inbox] = [:]
    for job in jobs {
      guard let claim = job.claim, let inbox = job.port.inbox else { continue }
      do {
        try inbox.release(claim)
        inboxes[ObjectIdentifier(inbox)] = inbox
      } catch {
        // The row is done; the next scan lets it go.
        putOff(job.interchange.fileName.display, error)
      }
    }
    for inbox in inboxes.values {
      do {
        try inbox.synchronizeClaims()
      } catch {
        putOff(inbox.folder.path, error)
      }
    }
  }

  private func fileCopy(of job: Job) throws -> String {
    let needsReport = job.interchange.verdict == .rejected || job.interchange.verdict == .partiallyAccepted
    let place =
      job.interchange.verdict == .rejected
      ? try moveToRejected(job)
      : try archive.store(
        job.snapshot, as: job.filedName, on: ArchiveDay(secondsSince1970: job.interchange.receivedAt.milliseconds / 1000),
        durably: false)
    if needsReport, let rejected = job.port.rejected {
      try rejected.writeSideFile(
        Array(try report(on: job.interchange).utf8), beside: job.filedName.display, suffix: ".report.txt")
    }
    let side = try SideFile(job.interchange, ledger: ledger).bytes()
    let room = job.interchange.verdict == .rejected ? job.port.rejected ?? archive : archive
    try room.writeSideFile(side, beside: place, suffix: ".json")
    return place
  }

  /// The rejected files may lie on another file system than the archive, so the copy is copied once more.
  private func moveToRejected(_ job: Job) throws(FolderError) -> String {
    guard let rejected = job.port.rejected else {
      throw FolderError(.missing, "There is no folder for rejected files.", path: configuration.rejected.absolute)
    }
    let name = try job.snapshot
    if try rejected.folder.status(of: job.filedName) == nil {
      try rejected.incoming.remove(name)
      let source = try archive.incoming.open(name)
      var copy = try rejected.incoming.create(name, permissions: 0o640)
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
      defer { buffer.deallocate() }
      while case let count = try source.read(into: buffer), count > 0 {
        try copy.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
      _ = try copy.finish(durably: true)
      _ = try rejected.store(name, as: job.filedName, on: ArchiveDay(secondsSince1970: 0))
    }
    try archive.incoming.remove(name)
    return job.filedName.display
  }

  private func report(on interchange: Interchange) throws -> String {
    var records: [(record: RecordOutcome, issues: [Issue])] = []
    try ledger.forEachRecord(of: interchange.id, exceptions: true) { record, issues, _ in
      guard record.verdict == .rejected, records.count < ClerkReport.longestList else { return }
      records.append((record, issues))
    }
    return ClerkReport(interchange: interchange, issues: try ledger.issues(of: interchange.id), records: records).text
  }
}
