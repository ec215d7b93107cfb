import DropFolder

/// What an earlier run, or an earlier scan, could not bring to its end: claimed files and open rows, each of which knows
/// where to go on.
extension Processor {
  /// The claimed files of an inbox by their ids; none where it is closed.
  func claims(through port: Port) -> [InterchangeID: ClaimedFile] {
    guard let room = port.inbox, let inbox = room.opened else { return [:] }
    do {
      return Dictionary(
        try inbox.claimed().map { (InterchangeID($0.id), $0) }, uniquingKeysWith: { first, _ in first })
    } catch {
      // Without the list nothing can be said of what is claimed.
      room.close(because: error)
      putOff(room.path, error)
      return [:]
    }
  }

  /// Open rows with their claimed files, as far as they can be carried on now.
  func takeUp(_ open: [Interchange], _ claims: [InterchangeID: ClaimedFile], _ port: Port) throws -> [Job] {
    var jobs: [Job] = []
    var obstacle: FolderError?
    for interchange in open {
      if isBackingOff(interchange.id) { continue }
      var job = Job(interchange: interchange, claim: claims[interchange.id], port: port, isResumed: true)
      switch interchange.state {
      case .decided, .published, .done:
        // The outcome is fixed; for that the inbox need not be there.
        jobs.append(job)
      case .received, .waiting:
        do {
          if let obstacle { throw obstacle }
          if try prepare(&job) { jobs.append(job) }
        } catch let error as FolderError {
          if obstacle == nil, interchange.handedIn == nil, port.inbox?.opened == nil || !hasRooms(port) {
            obstacle = error
          }
          putOff(job, error)
        }
      }
    }
    return jobs
  }

  private func hasRooms(_ port: Port) -> Bool {
    do {
      try requireRooms(of: port)
      return true
    } catch {
      return false
    }
  }

  /// Copies the claimed file of an undecided interchange again; false where it has to wait on.
  private func prepare(_ job: inout Job) throws -> Bool {
    if job.interchange.handedIn != nil {
      // It never was in an inbox.
      try requireRooms(of: job.port, planned: job.interchange.size)
      return try goOnWithTheCopy(&job)
    }
    guard let inbox = try job.port.inbox?.use() else {
      throw FolderError(
        .missing,
        "System \(job.port.system.name) has no inbox any more, and this file is still to be read. Give it back.",
        path: job.port.system.name)
    }
    try requireRooms(of: job.port, planned: job.interchange.size)
    job.hasWaitedEnough = job.interchange.waitsUntil.map { options.now() >= $0 } ?? false
    guard let claim = job.claim else { return try goOnWithTheCopy(&job) }
    let status = try inbox.status(of: claim)
    if let until = job.interchange.waitsUntil, let status, let seen = waitingClaims[job.id],
      status.hasSameContent(as: seen), !job.hasWaitedEnough, options.settle != .zero
    {
      waitOn(job.interchange, until: until)
      return false
    }
    let snapshot = try copy(claim, from: inbox, durably: true)
    try archive.use().incoming.synchronize()
    job.source = snapshot.source
    waitingClaims[job.id] = snapshot.source
    return try renew(&job, with: snapshot.digest)
  }

  /// The claimed file is gone. Its copy was durable before the ledger heard of it, and is as good if it is whole.
  private func goOnWithTheCopy(_ job: inout Job) throws -> Bool {
    let incoming = try archive.use().incoming
    let name = try job.snapshot
    if try incoming.status(of: name) != nil {
      let digest = try incoming.open(name).digest()
      if digest.sha256 == job.interchange.sha256 { return try renew(&job, with: digest) }
    }
    throw FolderError(
      .missing,
      "The claimed file is gone from .claimed before it could be read. Put a copy of the file there again, as "
        + "\(job.id)~\(job.interchange.fileName.display).", path: job.interchange.fileName.display)
  }

  /// Adapts the row of an interchange to its file as it is now; false where it has to wait on.
  private func renew(_ job: inout Job, with digest: FileDigest) throws -> Bool {
    let interchange = job.interchange
    let hasChanged = digest.sha256 != interchange.sha256
    // What has grown begins its time anew, also where nobody looked before the old one was over.
    if hasChanged { job.hasWaitedEnough = false }
    if let until = interchange.waitsUntil, !hasChanged, !job.hasWaitedEnough, options.settle != .zero {
      waitOn(interchange, until: until)
      return false
    }
    if hasChanged || interchange.state == .waiting {
      job.interchange = try ledger.resume(interchange.id, size: digest.size, sha256: digest.sha256)
    }
    return true
  }

  private func waitOn(_ interchange: Interchange, until: Timestamp) {
    tally.waiting += 1
    nextLook = min(nextLook ?? .seconds(2), .seconds(2))
    tell(.waiting(interchange, until: until))
  }

  /// Claimed files without an open row: those of which the ledger never heard, which are answered, and those that only
  /// need to be let go.
  func adopt(_ claims: [InterchangeID: ClaimedFile], through port: Port) throws -> [ClaimedFile] {
    guard let inbox = port.inbox?.opened else { return [] }
    var unknown: [ClaimedFile] = []
    for (id, claim) in claims.sorted(by: { $0.key.text < $1.key.text }) {
      guard let interchange = try ledger.interchange(id) else {
        if !isBackingOff(id) { unknown.append(claim) }
        continue
      }
      do {
        if interchange.state == .done {
          try letGo(claim, of: interchange, in: inbox)
        } else if interchange.sender != port.system.name {
          throw FolderError(
            .unexpected, "It was claimed for system \(interchange.sender). Give that system its inbox back.",
            path: port.inbox?.path ?? "")
        }
      } catch let error as FolderError {
        putOff(claim.originalName.display, error)
      }
    }
    guard !unknown.isEmpty else { return [] }
    do {
      try requireRooms(of: port)
      if try inbox.holdsFile(aheadOf: unknown) { unknown = try putBack(unknown, into: inbox) }
      // The process that claimed them may have ended before that was durable.
      try inbox.synchronizeClaims()
    } catch {
      putOff(port.system.name, error)
      return []
    }
    return unknown
  }

  /// Gives claimed files back, so that they come in their turn; answers those that cannot be. A power cut may have taken
  /// some claims back and left others, and the files that are in the inbox again were ahead of these.
  private func putBack(_ claims: [ClaimedFile], into inbox: Inbox) throws(FolderError) -> [ClaimedFile] {
    var left: [ClaimedFile] = []
    let incoming = try archive.use().incoming
    for claim in claims {
      do {
        // It will be claimed under another id; a copy under this one would lie there for ever.
        try incoming.remove(FileName.safe(claim.id))
        try inbox.putBack(claim)
      } catch let error where error.code == .nameTaken {
        left.append(claim)
      }
    }
    return left
  }

  /// Deletes the claimed file of an interchange that is done; or gives it back, if its sender has written into it since.
  private func letGo(_ claim: ClaimedFile, of interchange: Interchange, in inbox: Inbox) throws(FolderError) {
    guard let digest = try inbox.digest(of: claim) else { return }
    if digest.sha256 == interchange.sha256 {
      try inbox.release(claim)
    } else {
      try inbox.putBack(claim)
    }
    try inbox.synchronizeClaims()
  }
}
