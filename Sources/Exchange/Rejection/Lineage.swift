/// All attempts at one file: as it came first, and everything that was to put it right. Oldest first.
package struct Lineage {
  package let attempts: [Interchange]

  /// - Throws: ``LedgerError``; an interchange alone is the only attempt at itself.
  package init(of interchange: Interchange, in memory: any RejectionMemory) throws(LedgerError) {
    var first = interchange
    var seen: Set<InterchangeID> = [first.id]
    while let corrected = first.corrects, let earlier = try memory.interchange(corrected),
      seen.insert(earlier.id).inserted
    {
      first = earlier
    }
    // No attempt came before the one that it corrects, whatever the clock said.
    var found = [(attempt: first, moment: first.receivedAt)]
    var known: Set<InterchangeID> = [first.id]
    var next = 0
    while next < found.count {
      for attempt in try memory.attempts(correcting: found[next].attempt.id) where known.insert(attempt.id).inserted {
        found.append((attempt, max(found[next].moment, attempt.receivedAt)))
      }
      next += 1
    }
    attempts = found.enumerated().sorted { ($0.element.moment, $0.offset) < ($1.element.moment, $1.offset) }
      .map(\.element.attempt)
  }

  package var first: Interchange { attempts[0] }
  package var latest: Interchange { attempts[attempts.count - 1] }

  /// Counted from 1; nil for one that is none of them.
  package func number(of id: InterchangeID) -> Int? {
    attempts.firstIndex { $0.id == id }.map { $0 + 1 }
  }

  /// What ended the trouble with the newest attempt of which something was rejected; nil while nothing did.
  package func lastSettlement(in memory: any RejectionMemory) throws(LedgerError) -> Settlement? {
    for attempt in attempts.reversed() where try memory.rejection(of: attempt.id) != nil {
      return try memory.settlements(of: attempt.id).last
    }
    return nil
  }

  /// The newest attempt of which something is still to be put right.
  package func open(in memory: any RejectionMemory) throws(LedgerError) -> Interchange? {
    for attempt in attempts.reversed() {
      if let rejection = try memory.rejection(of: attempt.id), rejection.state == .open { return attempt }
    }
    return nil
  }
}
