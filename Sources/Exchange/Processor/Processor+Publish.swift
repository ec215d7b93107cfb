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
    var batch = PublicationBatch(kind: kind)
    for var job in jobs where job.interchange.state == state {
      guard try publishAll(kind, of: job, &batch) else { continue }
      if state != next { batch.completed.append(job.id) }
      job.interchange.state = next
      done.append(job)
    }
    try settle(&batch)
    // In doubt about durability means not done: those jobs stay as the ledger knows them.
    return done.filter { !batch.unsettled.contains($0.id) }
  }

  /// Publishes an interchange's documents; false where one of them could not be, after which none follows it.
  private func publishAll(_ kind: Document.Kind, of job: Job, _ batch: inout PublicationBatch) throws -> Bool {
    while true {
      let page = try ledger.unpublished(of: job.id, kind: kind, after: batch.last[job.id], limit: Self.pageSize)
      for document in page {
        do {
          guard try publish(document, of: job, &batch) else { return false }
        } catch {
          putOff(job, error)
          return false
        }
      }
      if page.count < Self.pageSize { return true }
      try settle(&batch)
    }
  }

  private static let pageSize = 2000

  private func publish(_ document: Document, of job: Job, _ batch: inout PublicationBatch) throws(FolderError) -> Bool {
    guard let outbox = ports.first(where: { $0.system.name == document.system })?.room(for: document.kind) else {
      throw FolderError(
        .missing, "There is no outbox for \(document.system) now. The document stays prepared.", path: document.system)
    }
    let outcome =
      document.state == .inDoubt
      ? .inDoubt
      : try outbox.publish(
        document.id, expecting: job.isResumed ? document.sha256 : nil, as: document.name)
    switch outcome {
    case .published, .alreadyPublished:
      batch.add(document, .published, in: outbox)
      if document.kind == .import { tally.documents += 1 }
      return true
    case .nameTaken:
      throw FolderError(
        .nameTaken,
        "Another file in the outbox has the name of document \(document.id). Move it away; the document follows then.",
        path: outbox.folder.path(of: document.name))
    case .inDoubt:
      batch.add(document, .inDoubt, in: outbox)
      throw FolderError(
        .changed,
        "The prepared document \(document.id) is not what was written there. Nothing is sent; look at it in .prepared.",
        path: outbox.folder.path(of: document.name))
    }
  }

  /// Makes what was published durable, then tells the ledger.
  private func settle(_ batch: inout PublicationBatch) throws {
    for outbox in batch.outboxes.values {
      do {
        try outbox.synchronize()
      } catch {
        putOff(outbox.folder.path, error)
        return batch.fail()
      }
    }
    if !batch.documents.isEmpty || !batch.completed.isEmpty {
      try ledger.markPublished(batch.documents, completing: batch.completed)
    }
    batch.clear()
  }
}

/// Documents that were renamed but are not yet durable in their outboxes.
private struct PublicationBatch {
  let kind: Document.Kind
  var documents: [(id: String, state: Document.State)] = []
  var completed: [InterchangeID] = []
  var outboxes: [ObjectIdentifier: Outbox] = [:]
  /// How far each interchange's documents were worked through.
  var last: [InterchangeID: Document] = [:]
  /// Interchanges whose publication may not be durable.
  var unsettled: Set<InterchangeID> = []
  private var touched: Set<InterchangeID> = []

  init(kind: Document.Kind) {
    self.kind = kind
  }

  mutating func add(_ document: Document, _ state: Document.State, in outbox: Outbox) {
    documents.append((document.id, state))
    outboxes[ObjectIdentifier(outbox)] = outbox
    last[document.interchange] = document
    touched.insert(document.interchange)
  }

  mutating func fail() {
    unsettled.formUnion(touched)
    clear()
  }

  mutating func clear() {
    documents = []
    completed = []
    outboxes = [:]
    touched = []
  }
}
