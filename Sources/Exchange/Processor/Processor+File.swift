import DropFolder

/// Steps F6 to F7: file the copy, close the row, let the claimed file go.
extension Processor {
  /// F6 and T4: into the archive, or among the rejected files with a report for the clerk.
  func file(_ jobs: [Job]) throws -> [Job] {
    var filed: [Job] = []
    do {
      let ready = try writeSideFiles(of: jobs.filter { $0.interchange.state == .published })
      for var job in ready {
        do throws(FolderError) {
          job.interchange.place = try fileCopy(of: job)
          filed.append(job)
        } catch {
          putOff(job, error)
        }
      }
      for room in rooms(of: filed) { try room.synchronize() }
    } catch let error as FolderError {
      putOff("archive", error)
      return []
    }
    guard !filed.isEmpty else { return [] }
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

  // MARK: - Where things go

  private static let sideSuffix = ".jsonl"
  private static let reportSuffix = ".report.txt"

  /// Where the copy of an interchange is kept.
  private func room(of job: Job) -> Archive {
    job.interchange.verdict == .rejected ? job.port.rejected ?? archive : archive
  }

  private func rooms(of jobs: [Job]) -> [Archive] {
    var rooms: [ObjectIdentifier: Archive] = [ObjectIdentifier(archive): archive]
    for job in jobs {
      for room in [room(of: job), job.port.rejected].compactMap({ $0 }) { rooms[ObjectIdentifier(room)] = room }
    }
    return Array(rooms.values)
  }

  /// Writes what will lie beside each copy into the rooms' `incoming` folders, durably.
  private func writeSideFiles(of jobs: [Job]) throws -> [Job] {
    var ready: [Job] = []
    for job in jobs {
      do {
        let durably = ready.count < Self.fewFiles
        let incoming = room(of: job).incoming
        try write(Self.sideSuffix, of: job, in: incoming, durably: durably) { file in
          try SideFile(job.interchange, ledger: ledger).write(to: &file)
        }
        if job.hasReport, let rejected = job.port.rejected {
          let report = try report(on: job.interchange)
          try write(Self.reportSuffix, of: job, in: rejected.incoming, durably: durably) { file in
            try file.write(Array(report.utf8))
          }
        }
        ready.append(job)
      } catch let error as FolderError {
        putOff(job, error)
      }
    }
    if ready.count > Self.fewFiles {
      for room in rooms(of: ready) { try room.folder.synchronizeFileSystem() }
    }
    return ready
  }

  private func write(
    _ suffix: String, of job: Job, in folder: Folder, durably: Bool, _ body: (inout FileWriter) throws -> Void
  ) throws {
    let name = try FileName.safe(job.id.text + suffix)
    try folder.remove(name)
    var file = try folder.create(name, permissions: 0o640)
    try body(&file)
    _ = try file.finish(durably: durably)
  }

  private func fileCopy(of job: Job) throws(FolderError) -> String {
    let day = ArchiveDay(secondsSince1970: job.interchange.receivedAt.milliseconds / 1000)
    let place: String
    if job.interchange.verdict == .rejected, let rejected = job.port.rejected {
      place = try moveToRejected(job, rejected)
    } else {
      do {
        place = try archive.store(job.snapshot, as: job.filedName, on: day, durably: false)
      } catch let error where error.code == .missing && job.isResumed {
        try copyAgain(job, because: error)
        place = try archive.store(job.snapshot, as: job.filedName, on: day, durably: false)
      }
    }
    try room(of: job).storeSideFile(
      FileName.safe(job.id.text + Self.sideSuffix), beside: place, suffix: Self.sideSuffix, durably: false)
    if job.hasReport, let rejected = job.port.rejected {
      try rejected.storeSideFile(
        FileName.safe(job.id.text + Self.reportSuffix), beside: job.filedName.display, suffix: Self.reportSuffix,
        durably: false)
    }
    return place
  }

  /// Makes the copy anew that a power cut took on its way to its place: its old name was durably gone, its new one not
  /// durably there. The claimed file stays until all is done, so nothing is lost with it.
  private func copyAgain(_ job: Job, because error: FolderError) throws(FolderError) {
    guard let claim = job.claim, let inbox = job.port.inbox else { throw error }
    let snapshot = try copy(claim, from: inbox, durably: true)
    guard snapshot.digest.sha256 == job.interchange.sha256 else {
      try archive.incoming.remove(snapshot.name)
      throw FolderError(
        .changed, "The claimed file is not what was decided any more, and its copy is gone. Restore it from a backup.",
        path: job.interchange.fileName.display)
    }
    try archive.incoming.synchronize()
  }

  /// The rejected files may lie on another file system than the archive, so the copy is copied once more.
  private func moveToRejected(_ job: Job, _ rejected: Archive) throws(FolderError) -> String {
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

extension Job {
  /// A clerk has something to read: the file, or records of it, were rejected.
  var hasReport: Bool {
    interchange.verdict == .rejected || interchange.verdict == .partiallyAccepted
  }
}
