import DropFolder

/// Documents that wait for their flow: when they have to, and when the clock lets them go.
extension Processor {
  /// Which flows carry nothing now.
  func gates() throws -> FlowGates {
    let (waiting, pauses) = try ledger.inOneState { (try ledger.waiting(), try ledger.pauses()) }
    let now = options.now()
    let gates = FlowGates()
    for flow in configuration.flows {
      let isHeldUp =
        pauses.contains { $0.flow == flow.name } || waiting.contains { $0.flow == flow.name }
        || !flow.schedule.isOpen(at: now)
      if isHeldUp { gates.close(flow) }
    }
    for documents in waiting { gates.note(waitingFor: documents.system) }
    for system in configuration.systems {
      if let room = room(in: system) { gates.limit(system.name, to: room) }
    }
    return gates
  }

  /// Decisions by which the clock lets documents go, for each flow whose time has come; and notes when to look again.
  func releasesDue() throws -> [Decision] {
    let waiting = try ledger.waiting()
    guard !waiting.isEmpty else { return [] }
    let pauses = Set(try ledger.pauses().map(\.flow))
    let now = options.now()
    return try waiting.compactMap { documents in
      guard !pauses.contains(documents.flow) else { return nil }
      guard let flow = configuration.flow(named: documents.flow) else {
        putOff(ScanProblem(subject: documents.flow, message: Self.flowGone(documents)))
        return nil
      }
      guard hasRooms(for: flow) else { return nil }
      guard let moment = flow.schedule.dueMoment(waitingSince: documents.since, now: now),
        try releasable(flow, at: now, ledger) > 0
      else {
        lookAgain(at: flow.nextRelease(after: now), now: now)
        return nil
      }
      return .run(flow.name, through: moment)
    }
  }

  /// Whether documents of a flow, and the news of them to those who sent them, can be put where they belong.
  private func hasRooms(for flow: Flow) -> Bool {
    let outbox = ports.first { $0.system.name == flow.to.value }?.outbox
    let answers = ports.first { $0.system.name == flow.from.value }?.acknowledgements
    return [outbox, answers].allSatisfy { room in room.map(isReady) ?? true }
  }

  private static func flowGone(_ documents: WaitingDocuments) -> String {
    let count = documents.count == 1 ? "1 document waits" : "\(documents.count) documents wait"
    return
      "\(count) for this flow, and the configuration has none of that name. Name it again as it was called; or send "
      + "them with kontor schedule run \(documents.flow)."
  }

  /// How many documents of a flow may go now. A person is held up by the room in the outbox alone.
  func releasable(_ name: String, byClock: Bool, _ memory: any WaitingMemory) throws -> Int {
    guard let flow = configuration.flow(named: name) else { return .max }
    return try releasable(flow, byClock: byClock, at: options.now(), memory)
  }

  /// How many documents of a flow may go now, by its pace and by the room in the outbox.
  private func releasable(_ flow: Flow, byClock: Bool = true, at now: Timestamp, _ memory: any WaitingMemory) throws
    -> Int
  {
    var count = Int.max
    if let system = configuration.system(named: flow.to.value), let room = room(in: system) { count = room }
    if byClock, let pace = flow.pace {
      let published = try memory.publishedCount(of: flow.name, after: now + (.zero - pace.each))
      count = min(count, pace.documents - published)
    }
    return max(0, count)
  }

  /// How many documents more may lie in a system's outbox; nil where that is not limited or cannot be known.
  /// One document may be several files, with its sidecars. An outbox that cannot be listed is closed until the next scan.
  func room(in system: System) -> Int? {
    guard let capacity = system.capacity, let outbox = ports.first(where: { $0.system.name == system.name })?.outbox,
      let folder = outbox.opened?.folder
    else { return nil }
    do throws(FolderError) {
      let files = try folder.entries().count { $0.kind != .folder && $0.name.bytes.first != UInt8(ascii: ".") }
      let room = max(0, capacity - files) / (1 + system.sidecars.files.count)
      // Where it holds fewer files than one document is, one goes all the same.
      return files == 0 ? max(1, room) : room
    } catch {
      outbox.close(because: error)
      putOff(outbox.path, error)
      return nil
    }
  }

  /// What lies prepared in a system's outbox.
  func prepared(for system: String) throws(FolderError) -> Set<String> {
    guard let room = ports.first(where: { $0.system.name == system })?.outbox else {
      throw FolderError(.missing, "System \(system) has no outbox.", path: system)
    }
    return Set(try room.use().preparedIDs())
  }

  private func lookAgain(at moment: Timestamp?, now: Timestamp) {
    guard let moment else { return }
    let wait = Duration.milliseconds(max(0, moment.milliseconds - now.milliseconds))
    nextLook = min(nextLook ?? wait, wait)
  }

  /// Deletes the prepared files of documents in whose place these interchanges put newer ones, durably: nothing would
  /// look for them again.
  func discardSuperseded(by jobs: [Job]) throws {
    var outboxes: [ObjectIdentifier: Outbox] = [:]
    for job in jobs {
      for wait in try ledger.endedWaits(by: job.id) where wait.isSuperseded {
        guard let document = try ledger.document(wait.document),
          let outbox = try ports.first(where: { $0.system.name == document.system })?.room(for: document.kind)?.use()
        else { continue }
        try outbox.discard(document.id)
        outboxes[ObjectIdentifier(outbox)] = outbox
      }
    }
    for outbox in outboxes.values { try outbox.synchronizePrepared() }
  }
}

extension Schedule {
  /// Up to which moment documents may go that wait since an earlier one; nil where they have to wait on.
  ///
  /// A run that was missed is made up for, inside the windows.
  func dueMoment(waitingSince since: Timestamp, now: Timestamp) -> Timestamp? {
    guard hasRuns else { return isOpen(at: now) ? now : nil }
    guard isInside(now) else { return nil }
    // Of a long wait only the last runs matter.
    let recently = max(since, now + .seconds(-86_400))
    guard var last = runs(after: recently, through: now) ?? runs(after: since, through: now) else { return nil }
    while let next = runs(after: last, through: now) { last = next }
    return last
  }
}

extension Flow {
  /// When documents that wait now may go, as far as the clock decides it.
  func nextRelease(after moment: Timestamp) -> Timestamp? {
    if let pace, schedule.isOpen(at: moment) { return moment + pace.each }
    return schedule.hasRuns ? schedule.nextRun(after: moment) : schedule.nextChange(after: moment)
  }
}
