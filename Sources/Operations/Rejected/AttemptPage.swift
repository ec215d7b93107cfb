package import Exchange

/// Some of the attempts at one file, for a page: the newest, or those before one of them. A file that is tried again by a
/// machine may have hundreds.
package struct AttemptPage: Sendable {
  /// So many at most.
  package static let length = 20

  /// Of those on the page, counted from 1.
  package let numbers: Range<Int>
  /// Before which one the page with older ones begins; nil where there are none.
  package let older: Int?

  /// - Parameter number: only attempts before this one; nil for the newest.
  package init(of lineage: Lineage, before number: Int? = nil) {
    let count = lineage.attempts.count
    let end = min(max(number ?? count + 1, 2), count + 1)
    let start = max(1, end - Self.length)
    numbers = start..<end
    older = start > 1 ? start : nil
  }
}

extension Settlement {
  /// The decision of a person that ended it; nil where an attempt did.
  package func decision(in ledger: any Ledger) throws(LedgerError) -> AuditEntry? {
    guard state == .discarded, let byPosition else { return nil }
    return try ledger.auditEntry(from: RecordReference(by, byPosition))
  }
}
