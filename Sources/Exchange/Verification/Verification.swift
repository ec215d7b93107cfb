package import DropFolder

/// Holds the ledger against itself, and ledger and folders against each other. Changes nothing, so that it may run
/// beside the service: what is done never changes again, and what is under way is asked for anew before it is told.
///
/// Not thread-safe. Memory does not grow with the number of interchanges, but with that of the files in the largest
/// folder.
package final class Verification {
  let configuration: Configuration
  let ledger: any Ledger
  let calls: any FileCalls
  private let tell: (Discrepancy) throws -> Void
  let progress: (String) -> Void

  package internal(set) var tally = VerificationTally()
  var views: [String: ArchiveView?] = [:]
  var outboxes: [String: OutboxListing?] = [:]
  /// Folders that are gone with all their files, and how many files that are.
  var gone: [String: Int] = [:]
  /// How many files were pruned, by the words that say when and by which rule.
  var pruned: [String: Int] = [:]
  /// How many files were erased in part, by the words that say when and by whom.
  var erased: [String: Int] = [:]

  /// - Parameters:
  ///   - tell: called with each finding as it is found.
  ///   - progress: called now and then with a few words on what is being looked at.
  package init(
    _ configuration: Configuration, ledger: any Ledger, calls: any FileCalls = LinuxFileCalls(),
    tell: @escaping (Discrepancy) throws -> Void, progress: @escaping (String) -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.ledger = ledger
    self.calls = calls
    self.tell = tell
    self.progress = progress
  }

  package func run() throws -> VerificationTally {
    tally.proof = try ledger.prove({ try found($0) }, progress: { progress("the ledger: \($0) interchanges") })
    try checkFiled()
    try tellGone()
    try checkUnpublished()
    try checkArchive()
    return tally
  }

  func found(_ finding: Discrepancy) throws {
    switch finding.severity {
    case .error: tally.errors += 1
    case .note: tally.notes += 1
    }
    try tell(finding)
  }

  private static let pageSize = 500

  /// Everything that is done: its file, its side file, its documents.
  private func checkFiled() throws {
    var last: Int64 = 0
    while case let page = try ledger.closings(after: last, limit: Self.pageSize), let end = page.last {
      for link in page {
        // One that is gone has been told with the chain.
        guard let interchange = try readable(link.interchange) else { continue }
        try checkFile(of: interchange, isRebuilt: link.origin == .rebuilt)
        try checkPublished(of: interchange)
      }
      last = end.number
      progress("filed interchanges: \(last)")
    }
  }

  /// An interchange's row; nil where it is gone or damaged, which the ledger's own proof tells.
  func readable(_ id: InterchangeID) throws -> Interchange? {
    do {
      return try ledger.interchange(id)
    } catch let error where error.code == .corrupt {
      return nil
    }
  }
}

/// How much was looked at, and what it came to.
package struct VerificationTally: Hashable, Sendable {
  package var proof = LedgerProof()
  /// Filed files whose content was compared.
  package var files = 0
  /// Filed files that were moved away or deleted, as housekeeping does.
  package var filesGone = 0
  /// Filed files that the ledger says were deleted, because their time was over.
  package var filesPruned = 0
  package var documentsPrepared = 0
  /// Published documents that still lie in an outbox.
  package var documentsInOutbox = 0
  /// Published documents that the other side has taken: they cannot be checked any more.
  package var documentsTaken = 0
  package var errors = 0
  package var notes = 0

  package init() {}
}
