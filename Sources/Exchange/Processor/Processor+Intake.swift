import DropFolder

/// Steps F1 to T1: take a file out of the inbox, copy it, and let the ledger know.
extension Processor {
  /// F1: takes settled files out of the inbox, each by one rename, durably.
  func claim(_ sightings: [Sighting], in inbox: Inbox) throws(FolderError) -> [ClaimedFile] {
    var claims: [ClaimedFile] = []
    for sighting in sightings {
      let id = InterchangeID.make(at: options.now())
      if let claim = try inbox.claim(sighting.name, as: id.text) { claims.append(claim) }
    }
    if !claims.isEmpty { try inbox.synchronizeClaims() }
    return claims
  }

  /// F2 and T1: copies claimed files while hashing them, and takes them into the ledger.
  func receive(_ claims: [ClaimedFile], through port: Port) throws -> [Job] {
    guard let inbox = port.inbox else { return [] }
    var arrivals: [Interchange] = []
    var copied: [InterchangeID: ClaimedFile] = [:]
    for claim in claims {
      let id = InterchangeID(claim.id)
      do {
        let snapshot = try copy(claim, from: inbox, durably: arrivals.count < Self.fewFiles)
        arrivals.append(
          Interchange(
            id: id, sender: port.system.name, fileName: claim.originalName, size: snapshot.digest.size,
            sha256: snapshot.digest.sha256, receivedAt: options.now()))
        copied[id] = claim
      } catch {
        putOff(claim.originalName.display, error)
      }
    }
    do {
      try settleCopies(arrivals.count)
    } catch {
      putOff(port.system.name, error)
      return []
    }
    guard !arrivals.isEmpty else { return [] }
    return try ledger.receive(arrivals).map { Job(interchange: $0, claim: copied[$0.id], port: port) }
  }

  static let fewFiles = 16

  /// Copies a claimed file into the archive's `incoming` folder, in the place of any earlier copy.
  func copy(_ claim: ClaimedFile, from inbox: Inbox, durably: Bool) throws(FolderError) -> Snapshot {
    let name = try FileName.safe(claim.id)
    try archive.incoming.remove(name)
    return try inbox.snapshot(of: claim, into: archive.incoming, named: name, durably: durably)
  }

  private func settleCopies(_ count: Int) throws(FolderError) {
    if count > Self.fewFiles { try archive.incoming.synchronizeFileSystem() }
    if count > 0 { try archive.incoming.synchronize() }
  }

  // MARK: - What was left over

  /// Everything that an earlier run, or an earlier scan, could not bring to its end.
  func leftOver() throws -> [Job] {
    let open = try ledger.open()
    var jobs: [Job] = []
    for port in ports {
      guard let inbox = port.inbox else { continue }
      let mine = open.filter { $0.sender == port.system.name }
      do {
        let claims = try inbox.claimed()
        let byID = Dictionary(claims.map { (InterchangeID($0.id), $0) }, uniquingKeysWith: { first, _ in first })
        for interchange in mine {
          if let job = try takeUp(interchange, claim: byID[interchange.id], port, inbox) { jobs.append(job) }
        }
        let known = Set(mine.map(\.id))
        jobs += try adopt(claims.filter { !known.contains(InterchangeID($0.id)) }, port, inbox)
      } catch let error as FolderError {
        putOff(port.system.name, error)
      }
    }
    return jobs
  }

  /// Claimed files that the ledger does not call open: their row was never written, or they only need to be let go.
  private func adopt(_ claims: [ClaimedFile], _ port: Port, _ inbox: Inbox) throws -> [Job] {
    var unknown: [ClaimedFile] = []
    for claim in claims {
      if try ledger.interchange(InterchangeID(claim.id)) != nil {
        try inbox.release(claim)
      } else {
        unknown.append(claim)
      }
    }
    return try receive(unknown, through: port)
  }

  private func takeUp(
    _ interchange: Interchange, claim: ClaimedFile?, _ port: Port, _ inbox: Inbox
  ) throws -> Job? {
    if let wait = backOff.wait(for: interchange.id, at: options.clock.now) {
      nextLook = min(nextLook ?? wait, wait)
      return nil
    }
    var job = Job(interchange: interchange, claim: claim, port: port, isResumed: true)
    switch interchange.state {
    case .decided, .published, .done:
      return job
    case .received, .waiting:
      guard let claim else {
        putOff(
          job,
          FolderError(
            .missing,
            "The claimed file is gone from .claimed before it could be read. Put it back there, or drop it again.",
            path: interchange.fileName.display))
        return nil
      }
      do {
        let snapshot = try copy(claim, from: inbox, durably: true)
        try archive.incoming.synchronize()
        job.hasWaitedEnough = interchange.waitsUntil.map { options.now() >= $0 } ?? false
        guard let renewed = try renew(interchange, with: snapshot, isFinal: job.hasWaitedEnough) else { return nil }
        job.interchange = renewed
        return job
      } catch let error as FolderError {
        putOff(job, error)
        return nil
      }
    }
  }

  /// The row of an interchange whose file was copied anew; nil where it has to wait on.
  private func renew(_ interchange: Interchange, with snapshot: Snapshot, isFinal: Bool) throws -> Interchange? {
    let hasChanged = snapshot.digest.sha256 != interchange.sha256
    if let until = interchange.waitsUntil, !hasChanged, !isFinal, options.settle != .zero {
      tally.waiting += 1
      tell(.waiting(interchange, until: until))
      return nil
    }
    guard hasChanged || interchange.state == .waiting else { return interchange }
    return try ledger.resume(interchange.id, size: snapshot.digest.size, sha256: snapshot.digest.sha256)
  }
}
