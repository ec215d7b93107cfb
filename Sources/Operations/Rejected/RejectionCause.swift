package import Exchange

/// What is wrong, without the place in one file: the same in all files that have the same fault.
package struct RejectionCause: Hashable, Sendable {
  package let code: String
  /// The path without positions, `/Exchange/Order/Lines/Line/Unit`; empty for a file as a whole.
  package let path: String

  package init(_ issue: Issue) {
    code = issue.code
    path = CauseKey(code: issue.code, path: issue.path).path
  }

  /// Who can put it right; whoever works with Kontor has to find out where nobody knows.
  package var responsible: Responsible { CodeCatalogue.entry(for: code)?.responsible ?? .operator }

  /// As people name it.
  package var words: String { path.isEmpty ? code : "\(code) at \(path)" }
}

/// Reads why something is still to be put right.
package struct CauseReader {
  package let ledger: any Ledger

  package struct Found {
    /// Records for which it was found; 1 for a file as a whole.
    package var count = 0
    package var first: Issue
  }

  /// Every cause once, in the order in which the file has them.
  package func causes(of rejection: Rejection) throws -> [(cause: RejectionCause, found: Found)] {
    var order: [RejectionCause] = []
    var found: [RejectionCause: Found] = [:]
    func add(_ issues: [Issue]) {
      var errors = issues.filter { $0.severity == .error }
      // That the others went with it is no cause where there is one.
      let own = errors.filter { $0.code != IssueCode.refusedWithFile.rawValue }
      if !own.isEmpty { errors = own }
      var seen: Set<RejectionCause> = []
      for issue in errors {
        let cause = RejectionCause(issue)
        guard seen.insert(cause).inserted else { continue }
        if found[cause] == nil { order.append(cause) }
        found[cause, default: Found(first: issue)].count += 1
      }
    }
    let open = try openPositions(of: rejection.interchange)
    add(try ledger.issues(of: rejection.interchange))
    try ledger.forEachRecord(of: rejection.interchange, exceptions: true) { record, issues, _ in
      if record.verdict == .rejected, open.isEmpty || open.contains(record.position) { add(issues) }
    }
    if order.count > 1 {
      // Records that are wrong by nothing but the company they came in.
      order.removeAll { $0.code == IssueCode.refusedWithFile.rawValue }
    }
    return order.compactMap { cause in found[cause].map { (cause, $0) } }
  }

  package func openPositions(of id: InterchangeID) throws(LedgerError) -> Set<Int> {
    var positions: Set<Int> = []
    var last = 0
    while case let page = try ledger.openRejections(of: id, after: last, limit: 1000), !page.isEmpty {
      positions.formUnion(page)
      last = page[page.count - 1]
    }
    return positions
  }
}
