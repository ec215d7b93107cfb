/// Who is in the ledgers, by number.
struct Population {
  let customers: Int
  let orders: Int
  let rounds: Int

  /// Customers from one measured one to the next, so that those lie all over the ledger.
  private var stride: Int { customers / (2 * rounds) }

  /// Everybody whom a measured record is about: what both ledgers know.
  var sample: [Int] {
    (0..<2 * rounds).flatMap { [$0 * stride, $0 * stride + 1] }
  }

  /// Whether a customer has not ordered yet.
  func isLead(_ number: Int) -> Bool { number % stride == 1 && number / stride < 2 * rounds }

  func customer(_ round: Int, isMapped: Bool) -> Int { (2 * round + (isMapped ? 1 : 0)) * stride }

  func lead(_ round: Int, isMapped: Bool) -> Int { customer(round, isMapped: isMapped) + 1 }

  /// The number of somebody whom nobody knows yet.
  func newcomer(_ round: Int, isMapped: Bool) -> Int { customers + 2 * round + (isMapped ? 1 : 0) }
}
