import DropFolder

/// Steps F6 to F7: file the copy, close the row, let the claimed file go.
extension Processor {
  /// F6 and T4: into the archive, or among the rejected files with a report for the clerk.
  func file(_ jobs: [Job]) throws -> [Job] {
    // Files that need the same rooms share their synchronizing; those that need others do not wait for these.
    let groups = Dictionary(grouping: jobs.filter { $0.interchange.state == .published }) { job in
      Set(rooms(of: job).map(ObjectIdentifier.init))
    }
    var filed: [Job] = jobs.filter { $0.interchange.state == .done }
    for group in groups.values.sorted(by: { $0[0].id.text < $1[0].id.text }) {
      do {
        filed += try fileTogether(group)
      } catch let error as FolderError {
        for job in group { putOff(job, error) }
      }
    }
    return filed
  }

  private func fileTogether(_ jobs: [Job]) throws -> [Job] {
    var filed: [Job] = []
    try discardSuperseded(by: jobs)
    // The side file says when it was done, so that moment is fixed before.
    let moment = options.now()
    for var job in try writeSideFiles(of: jobs, doneAt: moment) {
      do throws(FolderError) {
        job.interchange.place = try fileCopy(of: job)
        filed.append(job)
      } catch {
        putOff(job, error)
      }
    }
    guard let first = filed.first else { return [] }
    for room in rooms(of: first) { try synchronize(room) }
    try ledger.markDone(filed.map { ($0.id, $0.interchange.place ?? "") }, at: moment)
    for index in filed.indices {
      filed[index].interchange.state = .done
      backOff.succeeded(filed[index].id)
      tally.add(filed[index].interchange)
      tell(.finished(filed[index].interchange))
    }
    return filed
  }

  private func synchronize(_ room: Room<Archive>) throws(FolderError) {
    do {
      try room.use().synchronize()
    } catch {
      room.close(because: error)
      throw error
    }
  }

  /// F7: the copy is filed, so the claimed file has served.
  func release(_ jobs: [Job]) {
    var inboxes: [ObjectIdentifier: Inbox] = [:]
    for job in jobs {
      guard let claim = job.claim, let inbox = job.port.inbox?.opened else { continue }
      do {
        // Its sender may have gone on writing. The next scan looks into it then, and gives it back.
        if let source = job.source, try inbox.status(of: claim)?.hasSameContent(as: source) != true { continue }
        guard job.source != nil else { continue }
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

  /// Where the copy of an interchange is kept.
  private func room(of job: Job) -> Room<Archive> {
    job.interchange.verdict == .rejected ? job.port.rejected : archive
  }

  /// The rooms in which something is filed for it; the copy comes out of the archive's in any case.
  private func rooms(of job: Job) -> [Room<Archive>] {
    job.hasReport ? [archive, job.port.rejected] : [archive]
  }

  /// Writes what will lie beside each copy into the rooms' `incoming` folders, durably.
  private func writeSideFiles(of jobs: [Job], doneAt moment: Timestamp) throws -> [Job] {
    let isMany = jobs.count > options.fewFiles
    let ready = try ledger.inOneState {
      let sequences = try ledger.sequences()
      var ready: [Job] = []
      for var job in jobs {
        try step(at: job.id)
        job.interchange.doneAt = moment
        do {
          let incoming = try room(of: job).use().incoming
          try write(SideFile.suffix, of: job, in: incoming, durably: !isMany) { file in
            try SideFile(job.interchange, sequences: sequences, ledger: ledger).write(to: &file)
          }
          if job.hasReport { try writeReports(on: job, durably: !isMany) }
          ready.append(job)
        } catch let error as FolderError {
          putOff(job, error)
        }
      }
      return ready
    }
    if isMany, let first = ready.first {
      try Folder.synchronizeFileSystems(
        of: rooms(of: first).map { (room) throws(FolderError) in try room.use().folder })
    }
    return ready
  }

  func write(
    _ suffix: String, of job: Job, in folder: Folder, durably: Bool, _ body: (inout FileWriter) throws -> Void
  ) throws {
    let name = try FileName.safe(job.id.text + suffix)
    var file = try folder.create(anew: name, permissions: 0o640)
    try body(&file)
    try file.end(durably: durably)
  }

  private func fileCopy(of job: Job) throws(FolderError) -> String {
    let place: String
    if job.interchange.verdict == .rejected {
      place = try moveToRejected(job, job.port.rejected.use())
    } else {
      place = try archive.use().store(snapshot(of: job), as: job.filedName, on: job.day, durably: false)
    }
    try room(of: job).use().storeSideFile(
      FileName.safe(job.id.text + SideFile.suffix), beside: place, suffix: SideFile.suffix, durably: false)
    if job.hasReport { try fileReports(on: job) }
    try fileCopies(of: job, beside: place)
    return place
  }

  /// The copy in the archive's `incoming` folder. Where it is lost and the claimed file is not, it is made again.
  func snapshot(of job: Job) throws(FolderError) -> FileName {
    let name = try job.snapshot
    guard job.isResumed, let claim = job.claim, let inbox = job.port.inbox?.opened else { return name }
    let archive = try archive.use()
    guard try archive.incoming.status(of: name) == nil, try !archive.holds(job.filedName, on: job.day),
      try inbox.digest(of: claim)?.sha256 == job.interchange.sha256
    else { return name }
    return try copy(claim, from: inbox, durably: true).name
  }

  /// The rejected files may lie on another file system than the archive, so the copy is copied once more.
  private func moveToRejected(_ job: Job, _ rejected: Archive) throws(FolderError) -> String {
    let incoming = try archive.use().incoming
    let name = try job.snapshot
    if try rejected.folder.status(of: job.filedName) == nil {
      let source = try incoming.open(try snapshot(of: job))
      var copy = try rejected.incoming.create(anew: name, permissions: 0o640)
      try copy.write(from: source)
      _ = try copy.finish(durably: true)
      _ = try rejected.store(name, as: job.filedName, on: job.day)
    }
    try incoming.remove(name)
    return job.filedName.display
  }
}

extension Job {
  /// A clerk has something to read: the file, or records of it, were rejected.
  var hasReport: Bool {
    interchange.verdict == .rejected || interchange.verdict == .partiallyAccepted
  }

  var day: ArchiveDay { interchange.day }
}

extension Interchange {
  /// The day under which its copy is filed.
  var day: ArchiveDay { ArchiveDay(secondsSince1970: receivedAt.milliseconds / 1000) }
}
