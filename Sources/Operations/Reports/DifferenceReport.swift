package import Exchange

/// What `show --diff --json` says.
package struct DifferenceReport: Encodable, Sendable {
  package struct Hunk: Encodable, Sendable {
    /// The element around the first difference.
    package var path: String?
    package var oldLine: Int
    package var newLine: Int
    /// Each begins with two blanks, or with `- ` or `+ `.
    package var lines: [String]
  }

  /// The interchanges that are the two attempts.
  package var before: String
  package var after: String
  package var hunks: [Hunk]
  /// Why they were compared line by line as they stand; absent where they were compared as XML.
  package var plainBecause: String?

  package init(before: InterchangeID, after: InterchangeID, _ comparison: XMLComparison) {
    self.before = before.text
    self.after = after.text
    plainBecause = comparison.plainBecause
    hunks = comparison.hunks.map { hunk in
      Hunk(
        path: hunk.path.isEmpty ? nil : hunk.path, oldLine: hunk.oldLine, newLine: hunk.newLine,
        lines: hunk.lines.map { line in
          switch line {
          case .same(let text): "  \(text)"
          case .removed(let text): "- \(text)"
          case .added(let text): "+ \(text)"
          }
        })
    }
  }
}
