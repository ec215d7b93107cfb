/// What may be wrong with the exchange itself, with no file to blame: silence above all.
///
/// One more is one case here and one entry in the catalogue; what finds it is one function of
/// ``TroubleSearch`` that answers ``Trouble``.
package enum IncidentCause: String, Hashable, Sendable, CaseIterable {
  /// A file that was expected by some time did not come.
  case fileMissing = "file-missing"
  /// Control numbers were left out.
  case numberGap = "number-gap"
  /// A control number was lower than the last one.
  case numberReversal = "number-reversal"
  /// A file in an inbox does not become complete.
  case fileUnfinished = "file-unfinished"
  /// A file is in hand and nothing decides it.
  case fileUndecided = "file-undecided"
  /// Reading a file ended the program, so it is put aside.
  case fileQuarantined = "file-quarantined"
  /// Documents are decided and not published.
  case documentsWaiting = "documents-waiting"
  /// Published documents lie in the outbox, and nobody fetches them.
  case documentsNotTaken = "documents-not-taken"
  /// Published documents were not confirmed.
  case documentsUnconfirmed = "documents-unconfirmed"
  /// Nobody knows whether documents arrived.
  case documentsInDoubt = "documents-in-doubt"
  case folderAway = "folder-away"
  /// Another folder stands in its place.
  case folderWrong = "folder-wrong"
  /// Nothing can be written there.
  case folderReadOnly = "folder-read-only"
  case folderFull = "folder-full"
  /// Rejected files that nobody puts right.
  case rejectedWaiting = "rejected-waiting"
  /// Records wait beyond the time by which a person was to look at them.
  case heldOverdue = "held-overdue"
  /// Nobody decides which of two values holds.
  case conflictsWaiting = "conflicts-waiting"
  /// Somebody paused a flow, and perhaps forgot it.
  case flowPaused = "flow-paused"
}

/// How bad it is, from the least.
package enum IncidentSeverity: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Somebody should look, some time today.
  case warning
  /// Something does not get through.
  case error
  /// Nothing gets through, or data may be lost or sent twice.
  case critical

  package static func < (left: IncidentSeverity, right: IncidentSeverity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .warning: 0
    case .error: 1
    case .critical: 2
    }
  }
}
