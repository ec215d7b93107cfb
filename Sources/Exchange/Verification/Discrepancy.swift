/// One thing that does not agree, or that could not be looked at: where, what, and what to do.
package struct Discrepancy: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable, CaseIterable {
    /// Something was lost or changed.
    case error
    /// Worth knowing; nothing is wrong.
    case note
  }

  /// Stable words for programs.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case ledgerDamaged = "ledger-damaged"
    case sums
    case tally
    case chain
    case closedChanged = "closed-changed"
    case orphan
    case fileMissing = "file-missing"
    case fileChanged = "file-changed"
    case fileGone = "file-gone"
    case filePruned = "file-pruned"
    case fileErased = "file-erased"
    case sideFileMissing = "side-file-missing"
    case sideFileDiffers = "side-file-differs"
    case documentMissing = "document-missing"
    case documentChanged = "document-changed"
    case documentInDoubt = "document-in-doubt"
    case unknownFile = "unknown-file"
    case unreadable
  }

  package var severity: Severity
  package var code: Code
  /// A path or an interchange, fit for display.
  package var subject: String
  package var interchange: InterchangeID?
  package var message: String

  package init(
    _ code: Code, _ severity: Severity = .error, in subject: String, interchange: InterchangeID? = nil,
    _ message: String
  ) {
    self.severity = severity
    self.code = code
    self.subject = subject
    self.interchange = interchange
    self.message = message
  }
}
