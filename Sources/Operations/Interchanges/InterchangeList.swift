import DropFolder
package import Exchange

/// One page of a list of interchanges, for a person to read.
package struct InterchangeList: Sendable {
  package struct Entry: Sendable {
    package var interchange: Interchange
    /// The file's name, fit for display.
    package var file: String
    /// Which attempt at the file it is, from 1.
    package var attempt: Int

    package init(_ interchange: Interchange, file: String, attempt: Int = 1) {
      self.interchange = interchange
      self.file = file
      self.attempt = attempt
    }

    /// One line of the list as comma-separated values.
    package var csv: String {
      let totals = interchange.totals
      return CSV.line(
        [
          interchange.id.text, interchange.receivedAt.description, interchange.sender, file,
          interchange.envelope.controlNumber ?? "", interchange.state.rawValue, interchange.verdict?.rawValue ?? "",
          String(attempt), String(interchange.size), interchange.sha256, String(totals.read),
        ] + RecordVerdict.allCases.map { String(totals[$0]) })
    }
  }

  package var entries: [Entry]
  package var older: InterchangePlace?
  package var newer: InterchangePlace?
  /// Before the newest one, for counting what came since.
  package var top: InterchangePlace
  /// There may be more beyond ``older``: it looked through only so much.
  package var isPartial: Bool

  package init(
    _ entries: [Entry], older: InterchangePlace? = nil, newer: InterchangePlace? = nil, top: InterchangePlace,
    isPartial: Bool = false
  ) {
    self.entries = entries
    self.older = older
    self.newer = newer
    self.top = top
    self.isPartial = isPartial
  }

  /// What stands over the columns of ``Entry/csv``.
  package static let csvHead = CSV.line(
    ["id", "received", "sender", "file", "control number", "state", "verdict", "attempt", "size", "sha256", "read"]
      + RecordVerdict.allCases.map(\.rawValue))
}

extension Reading {
  package func interchanges(
    _ query: InterchangeQuery, _ start: PageStart = .newest, limit: Int
  ) throws -> InterchangeList {
    let page = try ledger.page(of: query, start, limit: limit)
    // Attempts at one file stand close together, and are told apart in one go.
    var numbers: [InterchangeID: Int] = [:]
    return InterchangeList(
      try page.interchanges.map { interchange in
        InterchangeList.Entry(
          interchange, file: interchange.fileName.display, attempt: try attempt(interchange, &numbers))
      }, older: page.older, newer: page.newer, top: page.top, isPartial: page.isPartial)
  }

  /// - Parameter numbers: of the attempts that were looked for before.
  private func attempt(_ interchange: Interchange, _ numbers: inout [InterchangeID: Int]) throws -> Int {
    // Few correct another one; the others need not be asked about.
    guard interchange.corrects != nil else { return 1 }
    if let known = numbers[interchange.id] { return known }
    for (place, attempt) in try Lineage(of: interchange, in: ledger).attempts.enumerated() {
      numbers[attempt.id] = place + 1
    }
    return numbers[interchange.id] ?? 1
  }
}
