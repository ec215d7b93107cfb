package import Exchange

/// Another version of a rejected file, byte by byte, as a program hands it in.
package struct EditedFile: Sendable {
  package var content: [UInt8]
  package var interchange: InterchangeID
  /// The attempt that it builds on.
  package var basis: InterchangeID
  package var by: String
  package var reason: String
  package var at: Timestamp

  package init(
    content: [UInt8], interchange: InterchangeID, basis: InterchangeID, by: String, reason: String, at moment: Timestamp
  ) {
    self.content = content
    self.interchange = interchange
    self.basis = basis
    self.by = by
    self.reason = reason
    at = moment
  }
}

extension EditWork {
  package enum FileSubmission: Sendable {
    case handedIn(DeskCourse, Decision)
    /// Somebody else's attempt is on its way.
    case pending(PendingAttempt)
  }

  /// Hands a version in as a further attempt, whatever it is worth: the ledger judges it. Whether it builds on the latest
  /// attempt was looked at before, and is looked at again when it is decided.
  package func handIn(_ file: EditedFile, patience: Duration) async throws -> FileSubmission {
    try await forgetDecided(file.interchange.text)
    let lineage = try await workplace.read { reading in
      try reading.ledger.interchange(file.interchange).map {
        try Lineage(of: $0, in: reading.ledger).attempts.map(\.id)
      }
    }
    guard let attempts = lineage, let first = attempts.first else {
      throw Failure(.usage, "there is no interchange \(file.interchange)")
    }
    let attempt = PendingAttempt(
      by: file.by, reason: file.reason, at: file.at, number: attempts.count + 1, text: "")
    if let other = pending.claim(attempt, at: first) { return .pending(other) }
    var decision = Decision(.reprocess, .interchange(file.interchange))
    decision.content = file.content
    decision.basis = file.basis
    decision.by = file.by
    decision.reason = file.reason
    do {
      let course = try await workplace.decide([decision], patience: patience)
      if case .notTaken = course.course {
        pending.lies(course.file, at: first)
      } else {
        pending.end(attempt, at: first)
      }
      return .handedIn(course, decision)
    } catch {
      // Where it got onto the desk all the same, the ledger will say so.
      pending.end(attempt, at: first)
      throw error
    }
  }
}
