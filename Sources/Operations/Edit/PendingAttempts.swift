package import Exchange
import Synchronization

/// An attempt that somebody handed in and that is not decided yet.
package struct PendingAttempt: Sendable, Hashable {
  package var by: String
  package var reason: String
  package var at: Timestamp
  /// What it will be counted as.
  package var number: Int
  /// As the page had it.
  package var text: String
  /// The decision on the desk; nil while it is being put there.
  package var file: DroppedFile?

  package init(by: String, reason: String, at: Timestamp, number: Int, text: String) {
    self.by = by
    self.reason = reason
    self.at = at
    self.number = number
    self.text = text
  }
}

/// An attempt that was refused after somebody had waited for it.
package struct RefusedAttempt: Sendable, Hashable {
  package var attempt: PendingAttempt
  /// Why, in the ledger's words.
  package var message: String
}

/// The attempts of one process that were handed in and are not decided yet: by it the second of two people is told at once
/// that somebody was first. Lost with the process: then the ledger tells, when it decides.
package final class PendingAttempts: Sendable {
  /// By the first attempt at the file.
  private let attempts = Mutex<[InterchangeID: PendingAttempt]>([:])
  /// Kept for those who wrote them, so that no text is lost.
  private let refusals = Mutex<[InterchangeID: RefusedAttempt]>([:])

  /// Texts that are kept at most.
  private static let mostRefusals = 100

  package init() {}

  package func refusal(at first: InterchangeID) -> RefusedAttempt? {
    refusals.withLock { $0[first] }
  }

  /// Gives the place of an attempt back that was refused, and keeps what was written.
  package func refuse(_ attempt: PendingAttempt, because message: String, at first: InterchangeID) {
    end(attempt, at: first)
    refusals.withLock { refusals in
      if refusals.count >= Self.mostRefusals,
        let oldest = refusals.min(by: { $0.value.attempt.at < $1.value.attempt.at })
      {
        refusals[oldest.key] = nil
      }
      refusals[first] = RefusedAttempt(attempt: attempt, message: message)
    }
  }

  package func attempt(at first: InterchangeID) -> PendingAttempt? {
    attempts.withLock { $0[first] }
  }

  /// Takes a place; answers who has it, where somebody does.
  package func claim(_ attempt: PendingAttempt, at first: InterchangeID) -> PendingAttempt? {
    let other = attempts.withLock { attempts -> PendingAttempt? in
      if let other = attempts[first] { return other }
      attempts[first] = attempt
      return nil
    }
    if other == nil { refusals.withLock { $0[first] = nil } }
    return other
  }

  package func lies(_ file: DroppedFile, at first: InterchangeID) {
    attempts.withLock { $0[first]?.file = file }
  }

  /// Gives a place back, if an attempt still has it.
  package func end(_ attempt: PendingAttempt, at first: InterchangeID) {
    attempts.withLock { attempts in
      if let known = attempts[first], known.by == attempt.by, known.at == attempt.at { attempts[first] = nil }
    }
  }
}
