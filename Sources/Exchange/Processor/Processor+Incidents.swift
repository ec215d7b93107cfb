import DropFolder
import Glibc

/// The end of a scan: what is wrong, what has become of it, and who is to be told.
extension Processor {
  /// - Parameter open: interchanges that were under way when the scan began.
  func lookForIncidents(_ open: [Interchange]) throws {
    // What a command has carried out at once says nothing of the rest.
    guard options.only != System.desk, options.believed == nil else { return }
    let now = options.now()
    let known = TroubleSearch.Known(
      try ledger.openIncidents(), try ledger.pendingTroubles(), try ledger.incidentMarks())
    let sight = TroubleSearch.Sight(
      faults: try folderFaults(known), unfinished: unfinished(known), open: open,
      inOutbox: { try self.standing(inOutboxOf: $0) }, now: now, clock: options.clock.now)
    let findings = try troubles.look(sight, known)
    let book = IncidentBook(
      open: Array(known.incidents.values), pending: Array(known.pending.values),
      closedByHand: try ledger.incidentsClosedByHand(), rules: configuration.incidents.book)
    let round = try book.see(findings.troubles, endings: findings.endings, at: now) { key throws(LedgerError) in
      try self.ledger.lastClosedIncident(of: key)
    }
    try keep(round, findings.marks, at: now)
    try tellDueNotices(at: now)
  }

  private func keep(_ round: IncidentBook.Round, _ marks: [String: Int64], at now: Timestamp) throws {
    guard !round.isEmpty || !marks.isEmpty else { return }
    var change = NoticeBook.Change()
    if !round.news.isEmpty || !hasTidiedNotices {
      // What is being told at this moment may have arrived: its end is to be told too.
      let waiting = try ledger.waitingNotices().filter { !noticesInHand.contains($0.number) }
      let notices = NoticeBook(ways: configuration.incidents.tell, waiting: waiting)
      change = notices.change(for: round.news, at: now)
      hasTidiedNotices = true
    }
    let numbers = Dictionary(round.incidents.map { ($0.key, $0.id) }, uniquingKeysWith: { _, last in last })
    let added = change.added.map { notice in
      var notice = notice
      notice.incident = numbers[notice.key] ?? 0
      return notice
    }
    let kept = try ledger.keep(round, notices: added, dropping: change.dropped, marks: marks)
    let byKey = Dictionary(kept.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let news = round.news.compactMap { item in byKey[item.incident.key].map { IncidentBook.News(item.event, $0) } }
    for item in news.prefix(Self.mostNews) { tell(.incident(item)) }
    if news.count > Self.mostNews { tell(.moreIncidents(news.count - Self.mostNews)) }
  }

  /// So many are told one by one in a round.
  private static let mostNews = 20

  // MARK: - What the scan saw

  /// Why folders cannot be used: those that are closed, and what their work ran into.
  private func folderFaults(_ known: TroubleSearch.Known) throws -> [(path: String, fault: FolderError)] {
    let rooms = managedRooms
    var faults = rooms.compactMap { room in room.fault.map { (path: room.path, fault: $0) } }
    faults += faultsOfWork.compactMap { fault in
      rooms.map(\.path).filter { fault.path == $0 || fault.path.hasPrefix($0 + "/") }.max {
        $0.utf8.count < $1.utf8.count
      }
      .map { (path: $0, fault: fault) }
    }
    return faults + fullRooms(rooms, known)
  }

  /// How often the room on the disks is looked at, as long as there is enough.
  private static let pause = Duration.seconds(30)

  /// Also where nothing is to be done, so that it is known before the next file comes.
  private func fullRooms(_ rooms: [ManagedRoom], _ known: TroubleSearch.Known) -> [(path: String, fault: FolderError)] {
    let isKnown = [IncidentCause.folderFull, .folderReadOnly].contains { !known.keys(of: $0).isEmpty }
    let clock = options.clock.now
    if !isKnown, let looked = roomLookedAt, clock - looked < Self.pause { return [] }
    roomLookedAt = clock
    let reserve = Reserve(bytes: UInt64(configuration.reserve))
    return rooms.compactMap { room in
      guard let folder = room.folder else { return nil }
      do throws(FolderError) {
        try reserve.check(folder)
        return nil
      } catch {
        return (path: room.path, fault: error)
      }
    }
  }

  /// A folder with its place and state, whatever stands in it.
  struct ManagedRoom {
    let path: String
    let folder: Folder?
    let fault: FolderError?

    init<Content>(_ room: Room<Content>) {
      path = room.path
      folder = room.opened?.folder
      fault = room.fault
    }
  }

  private var managedRooms: [ManagedRoom] {
    var rooms = [ManagedRoom(archive)] + outboxes.map { ManagedRoom($0) }
    for port in ports {
      guard let inbox = port.inbox else { continue }
      rooms += [ManagedRoom(inbox), ManagedRoom(port.rejected)]
    }
    return rooms
  }

  /// Files that have not settled for longer than it takes, by system.
  private func unfinished(_ known: TroubleSearch.Known) -> [String: [UnfinishedFile]] {
    let clock = options.clock.now
    var found: [String: [UnfinishedFile]] = [:]
    for (system, seen) in unfinishedFiles {
      found[system] = seen.files.compactMap { name, file in
        let age = clock - file.since
        let key = IncidentKey(.fileUnfinished, "\(system)/\(name.display)")
        // One that comes to its end in time is nobody's business, and not written down.
        guard age >= seen.usual || known.since(key) != nil else { return nil }
        return UnfinishedFile(name: name, age: age, reason: file.reason)
      }.sorted { $0.name < $1.name }
    }
    return found
  }

  /// Remembers what a look at an inbox saw of files that are not complete.
  func noteUnfinished(_ look: Look, in port: Port) {
    let system = port.system
    var files = SeenUnfinished(usual: Self.usualTime(of: system, override: options.settle))
    let before = unfinishedFiles[system.name]?.files ?? [:]
    for sighting in look.sightings {
      let reason: String
      switch sighting.standing {
      case .settling: reason = "it still changes, or waits for its marker"
      case .passedOver(.unfinishedName): reason = "it has a name that programs give to unfinished files"
      case .passedOver(.hardLinked(let names)): reason = "it is one of \(names) names of the same file"
      case .passedOver(.unreadable(let why)): reason = "it cannot be read: \(Printable.line(why))"
      case .settled, .passedOver: continue
      }
      files.files[sighting.name] = SeenUnfinished.File(
        since: before[sighting.name]?.since ?? options.clock.now, reason: reason)
    }
    unfinishedFiles[system.name] = files
  }

  /// Half as long again as a file has to stand still.
  private static func usualTime(of system: System, override: Duration?) -> Duration {
    if case .quiet(let time) = system.settle.proof { (override ?? time) * 3 / 2 } else { .zero }
  }

  /// What was seen of an inbox's files that are not complete, in this run.
  struct SeenUnfinished {
    struct File {
      /// By the steady clock.
      var since: Duration
      var reason: String
    }

    /// How long a file may take without a word.
    var usual: Duration
    var files: [FileName: File] = [:]
  }
}
