/// Open incidents of one cause with one sender, which people take care of together: one export that failed may leave a
/// thousand gaps.
package struct IncidentGroup: Hashable, Sendable {
  package struct Key: Hashable, Sendable {
    package var cause: IncidentCause
    /// With whose name the subjects begin; nil for a cause whose subjects begin with no sender's.
    package var sender: String?

    package init(_ cause: IncidentCause, sender: String? = nil) {
      self.cause = cause
      self.sender = sender
    }
  }

  package var key: Key
  /// At least 1.
  package var count: Int
  /// Of how many somebody takes care.
  package var acknowledged: Int
  /// The number of the one that opened first.
  package var first: Int64
  /// The number of the one that opened last.
  package var last: Int64
  /// Since when the oldest has been wrong.
  package var since: Timestamp

  package init(_ key: Key, count: Int, acknowledged: Int, first: Int64, last: Int64, since: Timestamp) {
    self.key = key
    self.count = count
    self.acknowledged = acknowledged
    self.first = first
    self.last = last
    self.since = since
  }
}

extension IncidentCause {
  /// What stands behind the sender's name in a subject, one ASCII character; nil where a subject begins with no
  /// sender's name. The name of a system has neither of them in it.
  package var senderEnd: Character? {
    switch self {
    case .numberGap, .numberReversal, .fileQuarantined: " "
    case .fileUnfinished: "/"
    case .fileMissing, .fileUndecided, .documentsWaiting, .documentsNotTaken, .documentsUnconfirmed, .documentsInDoubt,
      .folderAway, .folderWrong, .folderReadOnly, .folderFull, .rejectedWaiting, .heldOverdue, .conflictsWaiting,
      .flowPaused:
      nil
    }
  }
}

extension IncidentKey {
  package var group: IncidentGroup.Key {
    guard let end = cause.senderEnd, let place = subject.firstIndex(of: end) else { return IncidentGroup.Key(cause) }
    return IncidentGroup.Key(cause, sender: String(subject[..<place]))
  }
}
