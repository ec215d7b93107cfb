package import Exchange
import Synchronization

/// Editing rejected files on pages: looks on the bench, and hands in by the desk.
package struct EditWork: Sendable {
  let workplace: Workplace
  package let pending: PendingAttempts

  /// How long somebody waits for a file to be opened or judged.
  static let patience = Duration.seconds(12)

  /// - Parameter pending: one for all pages of a process.
  package init(_ workplace: Workplace, _ pending: PendingAttempts) {
    self.workplace = workplace
    self.pending = pending
  }

  /// What a page shows of what is to be put right; nil where that takes too long.
  package func open(_ id: String) async throws -> EditDesk.Opening? {
    try await forgetDecided(id)
    return try await desk { try $0.open(id) }
  }

  /// What a version is worth; nil where that takes too long.
  package func judge(_ form: EditForm) async throws -> EditVerdict? {
    try await forgetDecided(form.id)
    return try await desk { try $0.judge(form) }
  }

  package enum Submission: Sendable {
    /// It is on its way, or through; the file of the decision tells which.
    case handedIn(DroppedFile)
    /// It is to be looked at first.
    case not(EditVerdict)
    /// It was not taken, for another reason than that somebody was first.
    case refused(String)
    case tookTooLong
  }

  /// Hands a version in as a further attempt, and waits a little for what becomes of it.
  ///
  /// - Parameter digest: of the version that was judged.
  package func submit(
    _ form: EditForm, judged digest: String, by person: String, reason: String, at moment: Timestamp
  ) async throws -> Submission {
    try await forgetDecided(form.id)
    let preparation = try await desk { try $0.prepare(form, judged: digest, by: person, reason: reason) }
    switch preparation {
    case nil: return .tookTooLong
    case .not(let verdict): return .not(verdict)
    case .ready(let decision, let first, let number):
      let attempt = PendingAttempt(by: person, reason: reason, at: moment, number: number, text: form.text)
      if let other = pending.claim(attempt, at: first) {
        return .not(.conflict(try await conflict(.pending(other), form)))
      }
      do {
        let course = try await workplace.decide([decision])
        guard let result = course.outcome else {
          pending.lies(course.file, at: first)
          return .handedIn(course.file)
        }
        pending.end(attempt, at: first)
        return try await refusal(result, form) ?? .handedIn(course.file)
      } catch {
        // Where it got onto the desk all the same, the ledger will say so.
        pending.end(attempt, at: first)
        throw error
      }
    }
  }

  /// All attempts at a file; nil for what is no interchange.
  ///
  /// - Parameter number: only attempts before this one; nil for the newest.
  package func attempts(at id: String, before number: Int? = nil) async throws -> AttemptsSheet? {
    try await forgetDecided(id)
    return try await workplace.read { [pending] in try AttemptsSheet(of: id, before: number, in: $0.ledger, pending) }
  }

  // MARK: - What becomes of it

  /// Nil where it was not refused.
  private func refusal(_ result: DeskResult, _ form: EditForm) async throws -> Submission? {
    guard let answer = result.answers.first, !answer.isDone else { return nil }
    if answer.issues.contains(where: { $0.code == IssueCode.attemptOutdated.rawValue }) {
      let newer = try await workplace.read { reading -> NewerAttempt? in
        guard let id = InterchangeID(written: form.id), let named = try reading.ledger.interchange(id) else {
          return nil
        }
        return try NewerAttempt(
          than: InterchangeID(form.basis), in: Lineage(of: named, in: reading.ledger), reading.ledger)
      }
      if let newer { return .not(.conflict(try await conflict(.newer(newer), form))) }
    }
    return .refused(answer.message)
  }

  private func conflict(_ reason: EditConflict.Reason, _ form: EditForm) async throws -> EditConflict {
    try await desk { try $0.conflict(reason, form) } ?? EditConflict(reason: reason, id: form.id, file: form.id)
  }

  /// How long an attempt whose decision is neither on the desk nor decided counts as handed in.
  private static let longest = Duration.seconds(600)

  /// Gives the place of an attempt back that is decided by now, or whose decision somebody took off the desk.
  func forgetDecided(_ id: String) async throws {
    let found = try await workplace.read { reading -> InterchangeID? in
      guard let id = InterchangeID(written: id), let named = try reading.ledger.interchange(id) else { return nil }
      return try Lineage(of: named, in: reading.ledger).first.id
    }
    guard let first = found, let attempt = pending.attempt(at: first), let file = attempt.file else { return }
    if let result = try await workplace.course(of: file).outcome {
      if let answer = result.answers.first, !answer.isDone {
        pending.refuse(attempt, because: answer.message, at: first)
      } else {
        pending.end(attempt, at: first)
      }
    } else if attempt.at + Self.longest < .now() {
      let isLying = try await workplace.read { DeskPost($0.configuration).isLying(file) }
      if !isLying { pending.end(attempt, at: first) }
    }
  }

  private func desk<Value: Sendable>(
    _ body: @escaping @Sendable (EditDesk) throws -> Value
  ) async throws -> Value? {
    try await workplace.atBench(for: Self.patience) { [pending] bench in
      try body(EditDesk(bench.configuration, bench.ledger, bench.catalogue, pending))
    }
  }
}

extension DeskAnswer {
  /// Why it was refused.
  fileprivate var message: String { issues.map(\.message).joined(separator: " ") }
}

extension DeskCourse {
  /// What became of the decisions themselves, once they are decided; what they handed in may be under way.
  fileprivate var outcome: DeskResult? {
    switch course {
    case .notTaken: nil
    case .underWay: DeskResult()
    case .decided(let result): result
    }
  }
}

extension Workplace {
  /// As ``atBench(_:)``; nil where it takes longer than somebody waits. It goes on to its end all the same.
  package func atBench<Value: Sendable>(
    for patience: Duration, _ body: @escaping @Sendable (Bench) throws -> Value
  ) async throws -> Value? {
    let turn = Turn()
    return try await withCheckedThrowingContinuation { continuation in
      let clock = Task {
        try await Task.sleep(for: patience)
        if turn.take() { continuation.resume(returning: nil) }
      }
      Task {
        do {
          let value = try await atBench(body)
          if turn.take() { continuation.resume(returning: value) }
        } catch {
          if turn.take() { continuation.resume(throwing: error) }
        }
        clock.cancel()
      }
    }
  }
}

/// Of two that race, the first one has it.
private final class Turn: Sendable {
  private let isTaken = Mutex(false)

  func take() -> Bool {
    isTaken.withLock { isTaken in
      defer { isTaken = true }
      return !isTaken
    }
  }
}
