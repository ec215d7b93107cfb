import DropFolder
import Exchange

/// What `reprocess --dry-run --json` says of one file.
package struct TrialReport: Encodable, Sendable {
  package var id: String
  package var file: String
  package var passes: Bool
  package var errors: Int?
  package var warnings: Int?
  package var first: IssueReport?
  package var trouble: String?

  package init(id: String, file: String, passes: Bool) {
    self.id = id
    self.file = file
    self.passes = passes
  }

  package init(_ answer: AttemptTrial.Answer) {
    id = answer.subject.interchange.id.text
    file = answer.subject.interchange.fileName.display
    passes = answer.passes
    errors = answer.result?.errors
    warnings = answer.result?.warnings
    first = answer.first.map(IssueReport.init)
    trouble = answer.trouble
  }
}
