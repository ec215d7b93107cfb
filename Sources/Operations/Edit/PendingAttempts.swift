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

/// The attempts of one process that were handed in and are not decided yet: by it the second of two people is told at once
/// that somebody was first. Lost with the process: then the ledger tells, when it decides.
package final class PendingAttempts: Sendable {
  /// By the first attempt at the file.
  private let attempts = Mutex<[InterchangeID: PendingAttempt]>([:])

  package init() {}

  package func attempt(at first: InterchangeID) -> PendingAttempt? {
    attempts.withLock { $0[first] }
  }

  /// Takes a place; answers who has it, where somebody does.
  package func claim(_ attempt: PendingAttempt, at first: InterchangeID) -> PendingAttempt? {
    attempts.withLock { attempts in
      if let other = attempts[first] { return other }
      attempts[first] = attempt
      return nil
    }
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
