package import Exchange
package import XMLEngine

/// What is still wrong with a version of a file, by the schemas and mappings of today. What only the ledger knows, such as
/// a customer that is missing, shows when it is decided.
package struct VersionJudgement: Sendable {
  /// The first of them, in the order of the file.
  package let issues: [Issue]
  /// How many more there are.
  package let left: Int
  package let isValid: Bool
  package let errors: Int
  package let records: Int
  package let encoding: TextEncoding?
}

/// Judging a file took longer than somebody waits for it.
package struct TookTooLong: Error {
  package init() {}
}

extension FileTrial {
  /// Judges a version without any effect.
  ///
  /// - Parameters:
  ///   - most: issues that are kept; all are counted.
  ///   - deadline: when it is given up.
  /// - Throws: ``TookTooLong``, and what ``run(_:depth:issue:document:)`` throws.
  package func judge(
    _ file: InputFile, showing most: Int, until deadline: ContinuousClock.Instant? = nil
  ) throws -> VersionJudgement {
    func lookAtTheClock() throws {
      if let deadline, ContinuousClock.now > deadline { throw TookTooLong() }
    }
    var list = IssueList(limit: most)
    let (_, result) = try run(
      file, depth: .whole,
      issue: { issue in
        try lookAtTheClock()
        if issue.severity != .information { list.add(issue) }
      },
      document: { _ in try lookAtTheClock() })
    return VersionJudgement(
      issues: list.issues, left: list.left, isValid: result.isValid, errors: result.errors,
      records: result.totals.read, encoding: result.encoding)
  }
}
