import DropFolder

/// Steps F4 to F5: bring prepared documents to where the other side takes them, and only then the acknowledgement.
extension Processor {
  /// F4 and T3: import documents, in order.
  func publish(_ jobs: [Job]) throws -> [Job] {
    try publish(.import, of: jobs, from: .decided, to: .published)
  }

  /// F5: the acknowledgement, which speaks of documents that are out.
  func acknowledge(_ jobs: [Job]) throws -> [Job] {
    try publish(.acknowledgement, of: jobs, from: .published, to: .published)
  }

  private func publish(
    _ kind: Document.Kind, of jobs: [Job], from state: InterchangeState, to next: InterchangeState
  ) throws -> [Job] {
    var done = jobs.filter { $0.interchange.state != state }
    var batch = PublicationBatch()
    let due = jobs.filter { $0.interchange.state == state }
    let pages = try ledger.inOneState { try due.map { try unpublished(kind, of: $0, batch) } }
    for (var job, page) in zip(due, pages) {
      guard try publishAll(kind, of: job, from: page, &batch) else { continue }
      if state != next { batch.completed.append(job.id) }
      job.interchange.state = next
      done.append(job)
    }
    try settle(&batch)
    // In doubt about durability means not done: those jobs stay as the ledger knows them.
    return done.filter { !batch.unsettled.contains($0.id) }
  }

  /// Publishes an interchange's documents; false where one of them could not be, after which none follows it.
  private func publishAll(
    _ kind: Document.Kind, of job: Job, from first: [Document], _ batch: inout PublicationBatch
  ) throws -> Bool {
    var page = first
    while true {
      for document in page {
        do {
          try takeBack(inFavourOf: document, of: job, &batch)
          try publish(document, of: job, &batch)
        } catch {
          putOff(job, error)
          return false
        }
      }
      if page.count < Self.pageSize { return true }
      try settle(&batch)
      if batch.unsettled.contains(job.id) { return false }
      page = try unpublished(kind, of: job, batch)
    }
  }

  private func unpublished(
    _ kind: Document.Kind, of job: Job, _ batch: PublicationBatch
  ) throws(LedgerError) -> [Document] {
    try ledger.unpublished(of: job.id, kind: kind, after: batch.last[job.id], limit: Self.pageSize)
  }

  private static let pageSize = 2000

  private func publish(_ document: Document, of job: Job, _ batch: inout PublicationBatch) throws(FolderError) {
    guard let room = ports.first(where: { $0.system.name == document.system })?.room(for: document.kind) else {
      throw FolderError(
        .missing, "There is no outbox for \(document.system) now. The document stays prepared.", path: document.system)
    }
    let outbox = try room.use()
    // What waited was written long ago. That it is gone proves that it was published only where that was tried before.
    let hasWaited = document.interchange != job.id
    let outcome = try outbox.publish(
      document.id, expecting: job.isResumed || hasWaited ? document.sha256 : nil, as: document.name)
    switch outcome {
    // Once in doubt, only the prepared file itself can end that: that it is gone proves nothing any more.
    case .alreadyPublished where document.state != .inDoubt && (job.isResumed || !hasWaited), .published:
      batch.add(document, .published, of: job.id, in: room)
      if document.kind == .import { tally.documents += 1 }
    case .nameTaken:
      throw FolderError(
        .nameTaken,
        "Another file in the outbox has the name of document \(document.id). Move it away; the document follows then.",
        path: outbox.folder.path(of: document.name))
    case .inDoubt, .alreadyPublished:
      batch.add(document, .inDoubt, of: job.id, in: room)
      throw FolderError(
        .changed,
        "Document \(document.id) is in doubt: its file in .prepared is not what was written there, or is gone. Nothing is "
          + "sent. Put the right file back; or if the receiver has it, run kontor resolve \(document.id).",
        path: outbox.folder.path(of: document.name))
    }
  }

  /// Takes older documents out of the outbox that nobody has fetched. Asked again after a crash, that answers the same.
  private func takeBack(inFavourOf document: Document, of job: Job, _ batch: inout PublicationBatch) throws {
    guard document.kind == .import, configuration.system(named: document.system)?.supersede == .unfetched,
      let room = ports.first(where: { $0.system.name == document.system })?.room(for: .import)
    else { return }
    for older in try ledger.documentsToTakeBack(for: document.id) {
      if try room.use().withdraw(older.name, as: older.id, expecting: older.sha256) == .withdrawn {
        batch.takeBack(older, of: job.id, in: room)
      }
    }
  }

  /// Makes what was published durable, then tells the ledger. The trouble of one outbox leaves the others alone.
  private func settle(_ batch: inout PublicationBatch) throws {
    for (room, interchanges) in batch.rooms.values.sorted(by: { $0.room.path < $1.room.path }) {
      do {
        if batch.hasTakenBack(from: room) { try room.use().synchronizeWithdrawn() }
        try room.use().synchronize()
      } catch {
        // Opened anew, it is made durable as a whole, and each document is asked for again.
        room.close(because: error)
        putOff(room.path, error)
        batch.fail(interchanges)
      }
    }
    if !batch.documents.isEmpty || !batch.completed.isEmpty {
      try ledger.markPublished(
        batch.documents.map { (id: $0.id, state: $0.state) }, completing: batch.completed, at: options.now())
    }
    for (document, room) in batch.takenBack {
      do {
        // The ledger knows of it; what is left lying is deleted when the outbox is opened again.
        try room.use().discardWithdrawn(document)
      } catch {
        putOff(room.path, error)
      }
    }
    batch.clear()
  }
}

/// Documents that were renamed but are not yet durable in their outboxes.
private struct PublicationBatch {
  var documents: [(id: String, state: Document.State, interchange: InterchangeID)] = []
  var completed: [InterchangeID] = []
  var rooms: [ObjectIdentifier: (room: Room<Outbox>, interchanges: Set<InterchangeID>)] = [:]
  /// How far each interchange's documents were worked through.
  var last: [InterchangeID: Document] = [:]
  /// Documents that were taken out of their outboxes again.
  private(set) var takenBack: [(document: String, room: Room<Outbox>)] = []
  /// Interchanges whose publication may not be durable.
  var unsettled: Set<InterchangeID> = []

  /// - Parameter id: the interchange that publishes it: its own, or the one that let it go.
  mutating func add(_ document: Document, _ state: Document.State, of id: InterchangeID, in room: Room<Outbox>) {
    documents.append((document.id, state, id))
    rooms[ObjectIdentifier(room), default: (room, [])].interchanges.insert(id)
    last[id] = document
  }

  mutating func takeBack(_ document: Document, of id: InterchangeID, in room: Room<Outbox>) {
    documents.append((document.id, .superseded, id))
    rooms[ObjectIdentifier(room), default: (room, [])].interchanges.insert(id)
    takenBack.append((document.id, room))
  }

  func hasTakenBack(from room: Room<Outbox>) -> Bool { takenBack.contains { $0.room === room } }

  /// Leaves out what concerns some interchanges: nothing of it is known to be durable.
  mutating func fail(_ interchanges: Set<InterchangeID>) {
    unsettled.formUnion(interchanges)
    documents.removeAll { interchanges.contains($0.interchange) }
    let known = Set(documents.map(\.id))
    takenBack.removeAll { !known.contains($0.document) }
    completed.removeAll { interchanges.contains($0) }
  }

  mutating func clear() {
    documents = []
    completed = []
    rooms = [:]
    takenBack = []
  }
}
