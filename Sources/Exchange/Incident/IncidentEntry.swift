/// What there is to say of one cause, wherever it turns up.
package struct IncidentEntry: Hashable, Sendable {
  /// Who has to act.
  package enum Actor: String, Hashable, Sendable, CaseIterable {
    /// Who looks after the system that sends.
    case sender
    /// Who looks after the system that receives.
    case receiver
    /// Who looks after the machine and the shares.
    case administrator
    /// Who works with Kontor.
    case clerk
  }

  package let cause: IncidentCause
  package let severity: IncidentSeverity
  package let actor: Actor
  /// In a few words.
  package let title: String
  /// When it opens, as a whole sentence.
  package let opens: String
  /// When it closes, as a whole sentence.
  package let closes: String
  /// What to do, in whole sentences.
  package let remedy: String
  /// Whether it opens only after it has held for a moment, so that a blink alarms nobody.
  package let hasGrace: Bool
  /// Whether a person may close it: nothing else would, or might not.
  package let isClosedByPerson: Bool

  init(
    _ cause: IncidentCause, _ severity: IncidentSeverity, _ actor: Actor, _ title: String, opens: String,
    closes: String, remedy: String, hasGrace: Bool = false, isClosedByPerson: Bool = false
  ) {
    self.cause = cause
    self.severity = severity
    self.actor = actor
    self.title = title
    self.opens = opens
    self.closes = closes
    self.remedy = remedy
    self.hasGrace = hasGrace
    self.isClosedByPerson = isClosedByPerson
  }
}

/// The one place where causes are described. A new cause does not compile without an entry.
package enum IncidentCatalogue {
  package static let all = IncidentCause.allCases.map { entry(for: $0) }

  package static func entry(for cause: IncidentCause) -> IncidentEntry {
    switch cause {
    case .fileMissing: .fileMissing
    case .numberGap: .numberGap
    case .numberReversal: .numberReversal
    case .fileUnfinished: .fileUnfinished
    case .fileUndecided: .fileUndecided
    case .fileQuarantined: .fileQuarantined
    case .documentsWaiting: .documentsWaiting
    case .documentsNotTaken: .documentsNotTaken
    case .documentsUnconfirmed: .documentsUnconfirmed
    case .documentsInDoubt: .documentsInDoubt
    case .folderAway: .folderAway
    case .folderWrong: .folderWrong
    case .folderReadOnly: .folderReadOnly
    case .folderFull: .folderFull
    case .rejectedWaiting: .rejectedWaiting
    case .heldOverdue: .heldOverdue
    case .conflictsWaiting: .conflictsWaiting
    case .flowPaused: .flowPaused
    }
  }
}

extension IncidentCause {
  package var entry: IncidentEntry { IncidentCatalogue.entry(for: self) }
}
