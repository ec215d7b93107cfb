package import Exchange

/// Everything that is still to be put right for one reason.
package struct CauseGroup: Sendable {
  package struct File {
    package var interchange: Interchange
    package var rejection: Rejection
    /// Its records with this fault.
    package var records: Int
  }

  package let cause: RejectionCause
  /// The first time that it was found.
  package var issue: Issue
  /// Oldest first.
  package var files: [File] = []

  package var records: Int { files.reduce(0) { $0 + $1.records } }
  package var firstSeen: Timestamp { files.map(\.rejection.since).min() ?? Timestamp(milliseconds: 0) }
  package var lastSeen: Timestamp { files.map(\.rejection.since).max() ?? Timestamp(milliseconds: 0) }

  /// Open rejections by cause, the cause that has been there longest first. A file with several faults stands in several
  /// groups.
  package static func all(matching filter: InterchangeFilter, in ledger: any Ledger) throws -> [CauseGroup] {
    let reader = CauseReader(ledger: ledger)
    var groups: [CauseGroup] = []
    var places: [RejectionCause: Int] = [:]
    for interchange in try ledger.interchanges(matching: filter).sorted(by: { $0.id < $1.id }) {
      guard let rejection = try ledger.rejection(of: interchange.id), rejection.open > 0 else { continue }
      for (cause, found) in try reader.causes(of: rejection) {
        let place = places[cause] ?? groups.count
        if place == groups.count {
          groups.append(CauseGroup(cause: cause, issue: found.first))
          places[cause] = place
        }
        groups[place].files.append(File(interchange: interchange, rejection: rejection, records: found.count))
      }
    }
    return groups
  }
}
