/// All attempts at one file: as it came first, and everything that was to put it right. Oldest first.
package struct Lineage {
  package let attempts: [Interchange]

  /// - Throws: ``LedgerError``; an interchange alone is the only attempt at itself.
  package init(of interchange: Interchange, in memory: any IncidentMemory) throws(LedgerError) {
    var first = interchange
    var seen: Set<InterchangeID> = [first.id]
    while let corrected = first.corrects, let earlier = try memory.interchange(corrected),
      seen.insert(earlier.id).inserted
    {
      first = earlier
    }
    var attempts = [first]
    // How many came before in the chain: it tells apart what came at the same moment.
    var depths = [first.id: 0]
    var next = 0
    while next < attempts.count {
      let depth = depths[attempts[next].id, default: 0] + 1
      for attempt in try memory.attempts(correcting: attempts[next].id) where depths[attempt.id] == nil {
        depths[attempt.id] = depth
        attempts.append(attempt)
      }
      next += 1
    }
    self.attempts = attempts.sorted {
      ($0.receivedAt, depths[$0.id, default: 0], $0.id) < ($1.receivedAt, depths[$1.id, default: 0], $1.id)
    }
  }

  package var first: Interchange { attempts[0] }
  package var latest: Interchange { attempts[attempts.count - 1] }

  /// Counted from 1; nil for one that is none of them.
  package func number(of id: InterchangeID) -> Int? {
    attempts.firstIndex { $0.id == id }.map { $0 + 1 }
  }

  /// What ended the trouble with the newest attempt of which something was rejected; nil while nothing did.
  package func lastSettlement(in memory: any IncidentMemory) throws(LedgerError) -> Settlement? {
    for attempt in attempts.reversed() where try memory.incident(of: attempt.id) != nil {
      return try memory.settlements(of: attempt.id).last
    }
    return nil
  }

  /// The newest attempt of which something is still to be put right.
  package func open(in memory: any IncidentMemory) throws(LedgerError) -> Interchange? {
    for attempt in attempts.reversed() {
      if let incident = try memory.incident(of: attempt.id), incident.state == .open { return attempt }
    }
    return nil
  }
}
