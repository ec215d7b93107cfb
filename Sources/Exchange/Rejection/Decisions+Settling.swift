extension Decisions {
  /// Settles all that is still open of an interchange, and answers how much that was.
  ///
  /// - Parameter position: the record that settles it; nil for a file as a whole.
  @discardableResult
  func settleAll(
    of id: InterchangeID, _ state: Rejection.State, by decision: InterchangeID, _ position: Int?, at now: Timestamp
  ) throws(LedgerError) -> Int {
    guard let rejection = try rejection(of: id), rejection.state == .open else { return 0 }
    var last = 0
    var count = 0
    while case let page = try openRejections(of: id, after: last, limit: 1000), !page.isEmpty {
      for open in page {
        try settle(Settlement(of: id, position: open, by: decision, byPosition: position, state, at: now))
      }
      last = page[page.count - 1]
      count += page.count
    }
    if count == 0 {
      try settle(Settlement(of: id, position: nil, by: decision, byPosition: position, state, at: now))
      count = 1
    }
    return count
  }
}
