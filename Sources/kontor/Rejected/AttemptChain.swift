import Exchange

/// A file that was received, and everything that came later to put it right: attempts, counted from 1.
struct AttemptChain {
  /// In the order of receipt.
  let attempts: [Interchange]

  /// The chain that an interchange is part of, wherever it stands in it.
  init(of interchange: Interchange, in ledger: any Ledger) throws(LedgerError) {
    var first = interchange
    while let earlier = first.corrects, let found = try ledger.interchange(earlier) { first = found }
    var attempts = [first]
    var next = 0
    while next < attempts.count {
      attempts += try ledger.attempts(correcting: attempts[next].id)
      next += 1
    }
    // Two files may put right one each of the records of a third: then they come here one level after the other.
    self.attempts = attempts.sorted { $0.id < $1.id }
  }

  var first: Interchange { attempts[0] }

  var latest: Interchange { attempts[attempts.count - 1] }

  /// Counted from 1.
  func number(of id: InterchangeID) -> Int? {
    attempts.firstIndex { $0.id == id }.map { $0 + 1 }
  }

  /// Nil where there is none with that number.
  subscript(number number: Int) -> Interchange? {
    attempts.indices.contains(number - 1) ? attempts[number - 1] : nil
  }
}
