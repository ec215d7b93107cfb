import Exchange
import XMLEngine

/// What `validate --json` says of one file.
struct FileReport: Encodable {
  var file: String
  var format: String
  var valid: Bool
  var controlNumber: String?
  var encoding: String?
  var announced: Int?
  var records: Int
  var faultyRecords: Int
  var errors: Int
  var warnings: Int
  var issues: [IssueReport]
  /// Issues that `--limit` left out.
  var issuesLeftOut: Int

  init(file: String, format: String, _ result: DryRun.Result, issues: [Issue], left: Int) {
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

/// An issue in JSON: the same in every command.
struct IssueReport: Encodable {
  var severity: String
  var code: String
  var phase: String
  var line: Int?
  var column: Int?
  var byteOffset: Int?
  var path: String?
  var value: String?
  var expected: String?
  var message: String

  init(_ issue: Issue) {
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
