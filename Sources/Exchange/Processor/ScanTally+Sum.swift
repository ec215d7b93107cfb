extension ScanTally {
  /// Nothing was done, and nothing is left to do.
  package var isEmpty: Bool { self == ScanTally() }

  /// Adds a later scan: what was done counts together; what is still to be done is what the later one saw.
  package mutating func add(_ later: ScanTally) {
    byVerdict.merge(later.byVerdict, uniquingKeysWith: +)
    totals.read += later.totals.read
    for verdict in RecordVerdict.allCases { totals[verdict] += later.totals[verdict] }
    documents += later.documents
    passedOver += later.passedOver
    waiting = later.waiting
    settling = later.settling
    problems = later.problems
  }
}
