package import DropFolder

/// Fills a new ledger from what lies in the folders, after the old one was lost. Sends nothing, and moves nothing.
///
/// Every filed interchange comes back from the side file beside it. What was agreed on customers and orders comes back by
/// deciding their records once more, in the order in which they were decided. A claimed file without a side file was in
/// hand, and so was an attempt that was handed in and not filed: whether their documents were sent cannot be known, so
/// they are put aside.
package final class Rebuild {
  let configuration: Configuration
  let catalogue: FormatCatalogue
  let ledger: any Ledger
  let calls: any FileCalls
  let now: Timestamp
  let progress: (String) -> Void
  /// Folders that never belonged to the lost ledger, or were made anew: they need no marker.
  let new: Set<String>
  var report = RebuildReport()
  /// The folder of filed files that was looked into last.
  var view: (root: String, view: ArchiveView)?
  /// The last number of each outbox, by all that was found.
  var numbers: [String: Int64] = [:]
  /// What decisions handed in, by its id, with the interchange of the decision.
  var handedIn: [InterchangeID: (decision: InterchangeID, attempt: SideLine.Attempt)] = [:]

  /// - Parameter ledger: a new one.
  package init(
    _ configuration: Configuration, catalogue: FormatCatalogue, ledger: any Ledger, new: Set<String> = [],
    calls: any FileCalls = LinuxFileCalls(), now: Timestamp = .now(), progress: @escaping (String) -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.catalogue = catalogue
    self.ledger = ledger
    self.new = new
    self.calls = calls
    self.now = now
    self.progress = progress
  }

  /// - Throws: ``FolderError`` where a folder cannot be looked into: a ledger without what lies there would be worse
  ///   than none.
  package func run() throws -> RebuildReport {
    let folders = try markedFolders()
    let claims = try claimedFiles()
    let filed = try filedInterchanges(inHand: Set(claims.map(\.id)))
    var attempts: [AttemptFound] = []
    try ledger.restore { log in
      try restore(filed, log)
      try decideAgain(filed, log)
      attempts = try attemptsInHand(claims, log)
      let tags = try claims.filter { try log.interchange($0.id) == nil }.map(\.tags) + attempts.map(\.tags)
      // Each record has two tags, and makes a document for each system at most; what it released is counted twice.
      for system in configuration.systems where system.outbox != nil {
        numbers[system.name, default: 0] += 2 * tags.reduce(0, +)
      }
      for (system, last) in numbers where last > 0 { try log.continueNumbers(of: system, after: last) }
    }
    for claim in claims where try ledger.interchange(claim.id) == nil {
      try putAside(
        Interchange(
          id: claim.id, sender: claim.sender, fileName: claim.fileName, size: claim.digest.size,
          sha256: claim.digest.sha256, receivedAt: now))
    }
    for attempt in attempts { try putAside(attempt.row) }
    try takeUp(folders)
    report.numbers = try ledger.sequences()
    report.prepared = try preparedFiles()
    return report
  }

  private func putAside(_ arrival: Interchange) throws {
    _ = try ledger.receive([arrival])
    try ledger.setAside(arrival.id, because: .ledgerLost)
    report.inDoubt.append(arrival)
  }

  // MARK: - What was in hand

  struct ClaimFound {
    let id: InterchangeID
    let sender: String
    let fileName: FileName
    let digest: FileDigest
    /// How many tags it may have: one for each `<`.
    let tags: Int64
  }

  private func claimedFiles() throws -> [ClaimFound] {
    var found: [ClaimFound] = []
    for system in [.desk(of: configuration)] + configuration.systems {
      guard let path = system.inbox?.absolute else { continue }
      let inbox = try Inbox(path: path, tenure: Tenure(node: configuration.node, epoch: 1), calls: calls)
      for claim in try inbox.claimed() {
        let digest = try inbox.open(claim).digest()
        found.append(
          ClaimFound(
            id: InterchangeID(claim.id), sender: system.name, fileName: claim.originalName, digest: digest,
            tags: try Self.tags(in: try inbox.open(claim))))
      }
    }
    return found
  }

  static func tags(in file: borrowing FileReader) throws(FolderError) -> Int64 {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var tags: Int64 = 0
    while case let count = try file.read(into: buffer), count > 0 {
      tags += Int64(buffer[..<count].count { $0 == UInt8(ascii: "<") })
    }
    return tags
  }

  private func preparedFiles() throws(FolderError) -> [String] {
    var paths: Set<String> = []
    for outbox in configuration.outboxes {
      paths.formUnion(try PreparedView(outbox: outbox.absolute, calls: calls).paths())
    }
    return paths.sorted()
  }

  // MARK: - Folders

  /// The folders as the lost ledger marked them.
  ///
  /// Where some bear a marker and one does not, that one is not mounted: a ledger that was rebuilt without it would send
  /// again what lies there.
  private func markedFolders() throws(FolderError) -> [KnownFolder] {
    var marked: [KnownFolder] = []
    var missing: FolderError?
    for path in configuration.managedFolders {
      do {
        marked.append(KnownFolder(path: path, marker: try FolderMarker(of: Folder(path: path, calls: calls))))
      } catch {
        if new.contains(path), error.code == .markerMissing { continue }
        guard error.code == .markerMissing else { throw error }
        missing = missing ?? error
      }
    }
    if let missing, !marked.isEmpty {
      throw FolderError(
        .markerMissing,
        "It has no marker, and other folders have theirs: is it mounted? If it is new, say so with --new and its path.",
        path: missing.path)
    }
    return marked
  }

  /// The folders bear the lost ledger's generation, and would take this one for an older ledger.
  private func takeUp(_ folders: [KnownFolder]) throws(LedgerError) {
    guard let latest = folders.map(\.marker.generation).max() else { return }
    _ = try ledger.beginGeneration(after: latest)
    try ledger.remember(folders)
  }
}

extension Configuration {
  /// Every folder in which documents are published.
  var outboxes: [ConfiguredPath] {
    systems.flatMap { [$0.outbox, $0.acknowledge.to].compactMap { $0 } }
  }
}

/// What a rebuilt ledger holds, and what it cannot know.
package struct RebuildReport: Sendable {
  package struct Doubt: Hashable, Sendable {
    /// Fit for display.
    package var path: String
    package var message: String
  }

  package var restored: [InterchangeVerdict: Int] = [:]
  /// Claimed files that are put aside: they are refused with the next scan.
  package var inDoubt: [Interchange] = []
  /// Filed files that did not come back.
  package var left: [Doubt] = []
  /// Interchanges of whose records the agreement of today makes something else than was made of them then.
  package var decidedOtherwise: [Interchange] = []
  /// Files that were pruned: what they told of customers and orders cannot come back.
  package var pruned = 0
  /// Prepared documents that lie where they lay, fit for display.
  package var prepared: [String] = []
  /// The last number of each outbox.
  package var numbers: [String: Int64] = [:]

  package var isWhole: Bool {
    inDoubt.isEmpty && left.isEmpty && prepared.isEmpty && decidedOtherwise.isEmpty && pruned == 0
  }
}
