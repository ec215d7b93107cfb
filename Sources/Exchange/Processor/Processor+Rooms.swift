import DropFolder

/// Step B0: which folders can be worked in now, and what has to be there before anything is begun.
extension Processor {
  /// Opens what is not open, and closes what is not the right folder any more. Opening makes durable what is visible: a
  /// power cut may still take back what an earlier run saw done, and everything from here on is concluded from it.
  package func openRooms() throws {
    var faults: [(path: String, fault: FolderError)] = []
    func refresh<Content>(_ room: Room<Content>?) throws {
      guard let room else { return }
      try room.refresh(register)
      if let fault = room.fault { faults.append((room.path, fault)) }
    }
    try refresh(archive)
    for outbox in outboxes { try refresh(outbox) }
    for port in ports where port.inbox != nil {
      try refresh(port.rejected)
      try refresh(port.inbox)
    }
    if let newer = faults.first(where: { $0.fault.code == .markerNewer })?.fault {
      throw LedgerError(
        .older,
        "\(newer.description) Nothing is done with it, because it does not know what was sent since. Put the newest copy "
          + "of the ledger back; or move it away and run kontor rebuild.", path: configuration.ledger.absolute)
    }
    for (path, fault) in faults { putOff(path, fault) }
  }

  /// A system that had an inbox may still have files under way.
  func openRooms(ofSendersWithoutInbox open: [Interchange]) throws {
    for port in ports where port.inbox == nil && open.contains(where: { $0.sender == port.system.name }) {
      try port.rejected.refresh(register)
      if let fault = port.rejected.fault { putOff(port.rejected.path, fault) }
    }
  }

  /// The open rooms whose folders bear markers.
  var openFolders: [(path: String, folder: Folder)] {
    var folders = outboxes.compactMap { room in room.opened.map { (room.path, $0.folder) } }
    for port in ports {
      if let room = port.inbox, let inbox = room.opened { folders.append((room.path, inbox.folder)) }
    }
    if let archive = archive.opened { folders.append((self.archive.path, archive.folder)) }
    return folders
  }

  /// Where documents for a system go that a file of a sender leads to.
  func outbox(for system: System, from port: Port) throws(FolderError) -> Outbox {
    guard let room = ports.first(where: { $0.system.name == system.name })?.outbox else {
      throw FolderError(.missing, "System \(system.name) has no outbox.", path: system.name)
    }
    return try checked(room.use(), for: port)
  }

  func acknowledgements(of system: String, from port: Port) throws(FolderError) -> Outbox? {
    guard let room = ports.first(where: { $0.system.name == system })?.acknowledgements else { return nil }
    return try checked(room.use(), for: port)
  }

  /// Of other senders the outboxes were looked at before their files were taken in.
  private func checked(_ outbox: Outbox, for port: Port) throws(FolderError) -> Outbox {
    if port.system.name == System.desk { try reserve.check(outbox.folder) }
    return outbox
  }

  /// Every outbox that documents of a sender's files may be prepared in: those of all systems that flows connect with
  /// it, since what one of them tells may release what another one sent, and correct a third.
  func outboxes(of port: Port) -> [Room<Outbox>] {
    let partners = configuration.partners(of: port.system.name)
    let rooms = ports.filter { port.system.name == System.desk || partners.contains($0.system.name) }
      .flatMap { [$0.outbox, $0.acknowledgements] }
    return outboxes.filter { known in rooms.contains { $0 === known } }
  }

  /// Throws why no file of a system may be begun now: each one has to be brought to its end, in all rooms that it needs.
  ///
  /// In which outboxes a decision has an effect is known only when it is read; so it asks for each when it needs it, and
  /// one that is away holds up no decision on something else.
  func requireRooms(of port: Port, planned: Int64 = 0) throws(FolderError) {
    let kept = try archive.use().folder
    try reserve.check(kept, planned: UInt64(clamping: planned))
    try reserve.check(port.rejected.use().folder)
    if port.system.name != System.desk {
      for room in outboxes(of: port) { try reserve.check(room.use().folder) }
    }
    try reserve.check(Folder(path: configuration.ledgerFolder, calls: options.calls))
  }

  private var reserve: Reserve { Reserve(bytes: UInt64(configuration.reserve)) }

  /// Whether something can be put into an outbox now.
  func isReady(_ room: Room<Outbox>) -> Bool {
    do throws(FolderError) {
      try reserve.check(room.use().folder)
      return true
    } catch {
      return false
    }
  }

  /// Those of the settled files for which there is room; the others are told and stay where they are.
  func fitting(_ sightings: [Sighting], of port: Port) throws(FolderError) -> [Sighting] {
    try requireRooms(of: port)
    var fitting: [Sighting] = []
    for sighting in sightings {
      let size = sighting.status?.size ?? 0
      do {
        if size > Self.batchBytes { try requireRooms(of: port, planned: size) }
        fitting.append(sighting)
      } catch {
        putOff(sighting.name.display, error)
      }
    }
    return fitting
  }

  /// Work that no room of this configuration carries on is told, and left alone.
  func tellOfStrangers(among open: [Interchange]) {
    for (sender, theirs) in Dictionary(grouping: open, by: \.sender).sorted(by: { $0.key < $1.key })
    where !ports.contains(where: { $0.system.name == sender }) {
      putOff(
        sender,
        FolderError(
          .missing,
          "\(theirs.count) of its files are under way, and the configuration has no such system. Name it again as it was "
            + "until they are done.", path: sender))
    }
  }
}
