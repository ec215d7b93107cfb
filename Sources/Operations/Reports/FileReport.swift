package import Exchange
import XMLEngine

/// What `validate --json` says of one file.
package struct FileReport: Encodable, Sendable {
  package var file: String
  package var format: String
  package var valid: Bool
  package var controlNumber: String?
  package var encoding: String?
  package var announced: Int?
  package var records: Int
  package var faultyRecords: Int
  package var errors: Int
  package var warnings: Int
  package var issues: [IssueReport]
  /// Issues that `--limit` left out.
  package var issuesLeftOut: Int

  package init(file: String, format: String, _ result: DryRun.Result, issues: [Issue], left: Int) {
    self.file = file
    self.format = format
    valid = result.isValid
    controlNumber = result.envelope.controlNumber
    encoding = result.encoding?.rawValue
    announced = result.totals.announced
    records = result.totals.read
    faultyRecords = result.faultyRecords
    errors = result.errors
    warnings = result.warnings
    self.issues = issues.map(IssueReport.init)
    issuesLeftOut = left
  }
}

extension IssueReport {
  /// With those values alone that may be seen.
  package func showing(_ shown: ShownValues) -> IssueReport {
    guard !shown.seesPayloads else { return self }
    let hidden = Issue(
      stored: code, .error, phase: Issue.Phase(rawValue: phase) ?? .schema, value: value, expected: expected, message
    ).withoutValues()
    var report = self
    (report.value, report.expected, report.message) = (hidden.value, hidden.expected, hidden.message)
    return report
  }
}

/// An issue in JSON: the same in every command.
package struct IssueReport: Encodable, Sendable {
  package var severity: String
  package var code: String
  package var phase: String
  package var line: Int?
  package var column: Int?
  package var byteOffset: Int?
  package var path: String?
  package var value: String?
  package var expected: String?
  package var message: String

  package init(_ issue: Issue) {
    severity = issue.severity.rawValue
    code = issue.code
    phase = issue.phase.rawValue
    line = issue.position?.line
    column = issue.position?.column
    byteOffset = issue.position?.byteOffset
    path = issue.path
    value = issue.value
    expected = issue.expected
    message = issue.message
  }
}
