package import XMLEngine

/// One kind of problem in a rejected file, with every place where it was found.
package struct ReportProblem: Sendable {
  package struct Occurrence: Sendable {
    package var issue: Issue
    /// Nil for the file as a whole.
    package var record: RecordOutcome?
  }

  /// What the catalogue says of it; nil for a code of another version of Kontor.
  package let entry: CodeEntry?
  package private(set) var occurrences: [Occurrence]

  package var first: Issue { occurrences[0].issue }

  /// Groups what has the same code, the same path but for the numbers in it, and the same expectation. What a person has
  /// to put right comes first, in the order of the file.
  package static func all(
    _ issues: [Issue], _ records: [(record: RecordOutcome, issues: [Issue])]
  ) -> [ReportProblem] {
    var problems: [ReportProblem] = []
    var indices: [Kind: Int] = [:]
    let occurrences =
      issues.map { Occurrence(issue: $0) }
      + records.flatMap { record, issues in issues.map { Occurrence(issue: $0, record: record) } }
    for occurrence in occurrences {
      let kind = Kind(occurrence.issue)
      if let index = indices[kind] {
        problems[index].occurrences.append(occurrence)
      } else {
        indices[kind] = problems.count
        problems.append(
          ReportProblem(entry: CodeCatalogue.entry(for: occurrence.issue.code), occurrences: [occurrence]))
      }
    }
    return (0...2).flatMap { rank in problems.filter { $0.rank == rank } }
  }

  /// 0 for an error, 1 for what is only right or wrong together with others, 2 for what is worth knowing.
  private var rank: Int {
    first.severity != .error ? 2 : first.code == IssueCode.refusedWithFile.rawValue ? 1 : 0
  }

  private struct Kind: Hashable {
    var code: String
    var severity: Issue.Severity
    var path: String?
    var expected: String?

    init(_ issue: Issue) {
      code = issue.code
      severity = issue.severity
      // `/Exchange/Order[7]/Line[2]` and `/Exchange/Order[8]/Line[1]` are the same kind of place.
      path = issue.path?.replacing(/\[\d+\]/, with: "")
      expected = issue.expected
    }
  }
}

extension RejectionReport {
  /// The places of which a report shows what stands there: one for each kind of problem.
  package static func places(
    _ issues: [Issue], _ records: [(record: RecordOutcome, issues: [Issue])]
  ) -> [Position] {
    ReportProblem.all(issues, records).compactMap(\.first.position)
  }
}
