import Exchange

/// PLACEHOLDER until the processor's own is there
struct Lineage {
  let attempts: [Interchange]

  init(of interchange: Interchange, in ledger: any Ledger) throws(LedgerError) {
    var first = interchange
    while let earlier = first.corrects, let found = try ledger.interchange(earlier) { first = found }
    var attempts = [first]
    var next = 0
    while next < attempts.count {
      attempts += try ledger.attempts(correcting: attempts[next].id)
      next += 1
    }
    self.attempts = attempts.sorted { $0.id < $1.id }
  }

  var first: Interchange { attempts[0] }
  var latest: Interchange { attempts[attempts.count - 1] }

  func number(of id: InterchangeID) -> Int? {
    attempts.firstIndex { $0.id == id }.map { $0 + 1 }
  }

  func open(in memory: any Ledger) throws(LedgerError) -> Interchange? {
    for attempt in attempts.reversed() {
      if let incident = try memory.incident(of: attempt.id), incident.state == .open { return attempt }
    }
    return nil
  }
}
