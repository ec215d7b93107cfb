import DropFolder

/// Documents, in outboxes and prepared.
extension Verification {
  private static let documentsAtOnce = 1000

  /// Published documents that still lie in their outbox must be what was written; what waits must lie prepared.
  func checkPublished(of interchange: Interchange) throws {
    for kind in Document.Kind.allCases {
      try forEachPage(of: interchange.id, kind, ledger.documents) { document in
        if document.state == .waiting { return try checkPrepared(document) }
        guard document.state == .published else { return }
        guard let outbox = try outbox(for: document), outbox.mayHave(document.name),
          let digest = try digest(document, in: outbox)
        else {
          tally.documentsTaken += 1
          return
        }
        tally.documentsInOutbox += 1
        let path = shownOutbox(for: document) + "/" + document.name.display
        try check(digest, document, path: path)
        try checkSidecars(of: document, in: outbox, path: path)
      }
    }
  }

  /// What is decided and not yet published must lie prepared.
  func checkUnpublished() throws {
    for interchange in try ledger.open() where interchange.verdict != nil {
      for kind in Document.Kind.allCases {
        try forEachPage(of: interchange.id, kind, ledger.unpublished) { try checkPrepared($0) }
      }
    }
  }

  private func checkPrepared(_ document: Document) throws {
    guard let outbox = try outbox(for: document) else { return }
    let path = "\(shownOutbox(for: document))/.prepared/…/\(document.id)"
    if document.state == .inDoubt {
      return try found(
        Discrepancy(
          .documentInDoubt, in: path, interchange: document.interchange,
          "It is not what Kontor prepared, so it is not sent. Find out who writes in that folder."))
    }
    do {
      if let digest = try outbox.prepared.digest(of: document.id) {
        tally.documentsPrepared += 1
        return try check(digest, document, path: path)
      }
      // It may have been published this moment, or before a crash that kept the ledger from noting it.
      if let digest = try outbox.digest(of: document.name), digest.sha256 == document.sha256 {
        tally.documentsInOutbox += 1
        return
      }
    } catch let error as FolderError {
      return try found(Discrepancy(.unreadable, in: path, interchange: document.interchange, error.message))
    }
    guard try isUnpublished(document) else {
      tally.documentsTaken += 1
      return
    }
    try found(
      Discrepancy(
        .documentMissing, in: path, interchange: document.interchange,
        document.state == .waiting
          ? "It waits to be sent, and its file is gone. It will be in doubt when its flow goes; look for the file in a "
            + "backup."
          : "It is neither prepared nor in the outbox. Kontor takes it as published with the next scan; ask the receiver "
            + "whether it came."))
  }

  private func isUnpublished(_ document: Document) throws -> Bool {
    if document.state == .waiting { return try ledger.document(document.id)?.state == .waiting }
    var isStill = false
    try forEachPage(of: document.interchange, document.kind, ledger.unpublished) { now in
      if now.id == document.id { isStill = true }
    }
    return isStill
  }

  private func check(_ digest: FileDigest, _ document: Document, path: String) throws {
    if digest.size == document.size, digest.sha256 == document.sha256 { return }
    try found(
      Discrepancy(
        .documentChanged, in: path, interchange: document.interchange,
        "It is not what Kontor wrote: it has \(digest.size) bytes and SHA-256 \(digest.sha256), not \(document.size) "
          + "bytes and \(document.sha256). Find out who writes in that folder."))
  }

  private func digest(_ document: Document, in outbox: OutboxListing) throws -> FileDigest? {
    do throws(FolderError) {
      return try outbox.digest(of: document.name)
    } catch {
      try found(Discrepancy(.unreadable, in: error.path, interchange: document.interchange, error.message))
      return nil
    }
  }

  private func forEachPage(
    of id: InterchangeID, _ kind: Document.Kind,
    _ ask: (InterchangeID, Document.Kind, Document?, Int) throws -> [Document], _ body: (Document) throws -> Void
  ) throws {
    var last: Document?
    while case let page = try ask(id, kind, last, Self.documentsAtOnce), !page.isEmpty {
      for document in page { try body(document) }
      last = page.last
    }
  }

  // MARK: - Where they are

  private func folder(for document: Document) -> ConfiguredPath? {
    guard let system = configuration.system(named: document.system) else { return nil }
    switch document.kind {
    case .import: return system.outbox
    case .acknowledgement: return system.acknowledge.to ?? system.outbox
    }
  }

  private func shownOutbox(for document: Document) -> String { folder(for: document)?.written ?? document.system }

  /// Nil where the configuration has none any more, or where it cannot be opened, which is told once.
  private func outbox(for document: Document) throws -> OutboxListing? {
    guard let path = folder(for: document) else { return nil }
    if let known = outboxes[path.absolute] { return known }
    var listing: OutboxListing?
    do {
      listing = try OutboxListing(path: path.absolute, calls: calls)
    } catch {
      try found(Discrepancy(.unreadable, in: path.written, "\(error.message) Nothing in it was looked at."))
    }
    outboxes[path.absolute] = .some(listing)
    return listing
  }
}
