import DropFolder

/// An attempt at a rejected file that came after the one that somebody has before them: somebody else was first.
package struct NewerAttempt: Hashable, Sendable {
  /// How it came.
  package enum Way: Hashable, Sendable {
    /// As the file itself.
    case first
    /// Through the inbox, as a file with this name, fit for display.
    case inbox(String)
    /// A person handed it in.
    case handedIn(by: String, reason: String?)
  }

  /// Counted from 1.
  package let number: Int
  package let id: InterchangeID
  package let way: Way
  package let at: Timestamp
  /// What became of it; nil while it is under way.
  package let verdict: InterchangeVerdict?
  package let isUnderWay: Bool

  /// The latest attempt, where it is not the one that a decision builds on, or is still under way; else nil.
  ///
  /// - Parameter basis: the attempt that was the latest when the decision was made; nil for one that builds on none.
  package init?(
    than basis: InterchangeID?, in lineage: Lineage, _ memory: any RejectionMemory
  ) throws(LedgerError) {
    let latest = lineage.latest
    guard (basis ?? latest.id) != latest.id || latest.state != .done else { return nil }
    number = lineage.attempts.count
    id = latest.id
    at = latest.receivedAt
    isUnderWay = latest.state != .done
    verdict = isUnderWay ? nil : latest.verdict
    if let decision = latest.handedIn, let entry = try memory.auditEntry(from: decision) {
      way = .handedIn(by: entry.who, reason: entry.reason)
    } else {
      way = number == 1 ? .first : .inbox(latest.fileName.display)
    }
  }

  /// What a command says of it.
  package var sentence: String {
    let how =
      switch way {
      case .first: "it came"
      case .inbox(let name): "it came through the inbox as \(name)"
      case .handedIn(let by, _): "\(by) handed it in"
      }
    return
      "There is a newer attempt than yours: attempt \(number), \(id); \(how) at \(at)\(isUnderWay ? ", and is still under way" : ""). "
      + "Nothing was changed. Look at that one first: kontor show \(id)."
  }
}
