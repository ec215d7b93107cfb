/// Finds the causes of one open rejection from its errors, given one by one: first those of the file, then those of its
/// open records in their order.
package struct CauseTally {
  /// One cause in one file.
  package struct Found: Hashable, Sendable {
    /// Records for which it was found; 1 for a file as a whole.
    package var count: Int
    /// The number of the issue that was its first.
    package var first: Int64
    /// It was found for a record, not only for the file.
    package var isOfRecord: Bool

    package init(count: Int, first: Int64, isOfRecord: Bool) {
      self.count = count
      self.first = first
      self.isOfRecord = isOfRecord
    }
  }

  private var subject: Int?
  private var errors: [(key: CauseKey, number: Int64)] = []
  private var order: [CauseKey] = []
  private var found: [CauseKey: Found] = [:]

  package init() {}

  /// - Parameters:
  ///   - record: nil for the file.
  ///   - number: by which the ledger has the issue.
  package mutating func add(_ key: CauseKey, record: Int?, number: Int64) {
    if record != subject { finishSubject() }
    subject = record
    errors.append((key, number))
  }

  private mutating func finishSubject() {
    // That the others went with it is no cause where there is one.
    let hasOwn = errors.contains { $0.key.code != Self.company }
    var seen: Set<CauseKey> = []
    for (key, number) in errors where !hasOwn || key.code != Self.company {
      guard seen.insert(key).inserted else { continue }
      if found[key] == nil { order.append(key) }
      found[key, default: Found(count: 0, first: number, isOfRecord: false)].count += 1
      if subject != nil { found[key]?.isOfRecord = true }
    }
    errors.removeAll(keepingCapacity: true)
  }

  /// Every cause once, in the order in which the file has them.
  package mutating func causes() -> [(key: CauseKey, found: Found)] {
    finishSubject()
    // Records that are wrong by nothing but the company they came in.
    let kept = order.count > 1 ? order.filter { $0.code != Self.company } : order
    return kept.compactMap { key in found[key].map { (key, $0) } }
  }

  private static let company = IssueCode.refusedWithFile.rawValue
}
