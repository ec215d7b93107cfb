import DropFolder

/// Steps F1 to T1: take a file out of the inbox, copy it, and let the ledger know.
extension Processor {
  /// F1: takes settled files out of the inbox, each by one rename, durably.
  func claim(_ sightings: [Sighting], in inbox: Inbox) throws(FolderError) -> [ClaimedFile] {
    var claims: [ClaimedFile] = []
    for sighting in sightings {
      let id = InterchangeID.make(at: options.now())
      do {
        if let claim = try inbox.claim(sighting.name, as: id.text) { claims.append(claim) }
      } catch {
        // One file that cannot be renamed keeps no other one from its way.
        if error.code.concernsTheFolder { throw error }
        putOff(sighting.name.display, error)
      }
    }
    if !claims.isEmpty { try inbox.synchronizeClaims() }
    return claims
  }

  /// F2 and T1: copies claimed files while hashing them, and takes them into the ledger.
  func receive(_ claims: [ClaimedFile], through port: Port) throws -> [Job] {
    var arrivals: [Interchange] = []
    var received: [InterchangeID: (claim: ClaimedFile, source: FileStatus)] = [:]
    let isMany = claims.count > options.fewFiles
    do {
      guard let inbox = try port.inbox?.use() else { return [] }
      for claim in claims {
        let id = InterchangeID(claim.id)
        options.pulse()
        do {
          let snapshot = try copy(claim, from: inbox, durably: !isMany)
          var arrival = Interchange(
            id: id, sender: port.system.name, fileName: claim.originalName, size: snapshot.digest.size,
            sha256: snapshot.digest.sha256, receivedAt: options.now())
          if port.system.name != System.desk { arrival.believed = options.believed }
          arrivals.append(arrival)
          received[id] = (claim, snapshot.source)
          backOff.succeeded(id)
        } catch {
          let problem = ScanProblem(subject: claim.originalName.display, message: "\(error)", interchange: id)
          backOff.failed(id, at: options.clock.now, because: problem)
          putOff(problem)
        }
      }
      guard !arrivals.isEmpty else { return [] }
      try settleCopies(together: isMany)
    } catch {
      putOff(port.system.name, error)
      return []
    }
    return try ledger.receive(arrivals).map {
      Job(interchange: $0, claim: received[$0.id]?.claim, source: received[$0.id]?.source, port: port)
    }
  }

  /// Copies a claimed file into the archive's `incoming` folder, in the place of any earlier copy.
  func copy(_ claim: ClaimedFile, from inbox: Inbox, durably: Bool) throws(FolderError) -> Snapshot {
    try inbox.snapshot(
      of: claim, into: archive.use().incoming, named: FileName.safe(claim.id), durably: durably, pulse: options.pulse)
  }

  private func settleCopies(together: Bool) throws(FolderError) {
    let incoming = try archive.use().incoming
    if together { try incoming.synchronizeFileSystem() }
    try incoming.synchronize()
  }
}

extension FolderError.Code {
  /// It says nothing of a single file: the next one would fare no better.
  fileprivate var concernsTheFolder: Bool {
    switch self {
    case .exhausted, .unreachable, .deposed, .readOnly, .full, .ioError, .notAFolder: true
    default: false
    }
  }
}
