/// What a replay came to, by kind of change.
package struct ReplayTally {
  /// Documents of a kind of change, and in how many interchanges.
  package struct Count: Hashable, Sendable {
    package var items = 0
    package var interchanges = 0
  }

  /// From one verdict to another, or from some codes to others.
  package struct Turn: Hashable, Comparable, Sendable {
    package let before: String
    package let after: String

    package static func < (left: Turn, right: Turn) -> Bool {
      (left.before, left.after) < (right.before, right.after)
    }
  }

  package struct Failure: Sendable {
    /// The interchange's id, or the path of a file that has none; fit for display.
    package let subject: String
    package let message: String
  }

  /// Interchanges that were compared.
  package var compared = 0
  /// Interchanges that were only decided, because what follows rests on them.
  package var decidedOnly = 0
  /// Of those that were compared.
  package var differing = 0
  /// Of those that were compared, how many come to something else than then even without the change. Nil where that is
  /// what was asked.
  package var drifted: Int?
  package var files: [Turn: Int] = [:]
  /// Interchanges in which other things are found in the file as a whole, with the same verdict.
  package var filesExplainedOtherwise = 0
  package var records: [Turn: Int] = [:]
  /// Records in which other things are found, with the same verdict.
  package var recordsExplainedOtherwise = 0
  package var documents: [ReplayDifference.DocumentChange.Kind: Count] = [:]
  package var acknowledgements: [ReplayDifference.DocumentChange.Kind: Count] = [:]
  /// What could not be decided again.
  package var failures: [Failure] = []

  package var isTheSame: Bool { differing == 0 && failures.isEmpty }

  mutating func add(_ difference: ReplayDifference) {
    compared += 1
    if difference.isEmpty { return }
    differing += 1
    if let verdict = difference.verdict {
      files[Turn(before: verdict.before?.rawValue ?? "none", after: verdict.after?.rawValue ?? "none"), default: 0] += 1
    } else if difference.codes != nil {
      filesExplainedOtherwise += 1
    }
    for record in difference.records {
      if record.before == record.after {
        recordsExplainedOtherwise += 1
      } else {
        records[Turn(before: record.before.rawValue, after: record.after.rawValue), default: 0] += 1
      }
    }
    for kind in ReplayDifference.DocumentChange.Kind.allCases {
      let changes = difference.documents.filter { $0.kind == kind }
      Self.add(changes.count { $0.document?.kind == .import }, to: &documents[kind])
      Self.add(changes.count { $0.document?.kind == .acknowledgement }, to: &acknowledgements[kind])
    }
  }

  private static func add(_ items: Int, to count: inout Count?) {
    guard items > 0 else { return }
    var sum = count ?? Count()
    sum.items += items
    sum.interchanges += 1
    count = sum
  }
}
