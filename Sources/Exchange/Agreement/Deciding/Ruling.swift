/// What the agreement makes of a record.
package struct Ruling {
  package var verdict: RecordVerdict
  package var issues: [Issue] = []
}

/// The agreement refuses a record. A value thrown, so that nothing that was written for it stays.
struct NotAgreed: Error {
  var issues: [Issue]

  init(_ issues: [Issue]) {
    self.issues = issues
  }

  init(_ code: IssueCode, value: String? = nil, expected: String? = nil, _ message: String) {
    issues = [Issue(code, phase: .delivery, value: value, expected: expected, message)]
  }
}

/// A mapping refuses a document of the agreement's.
struct NotMapped: Error {
  var issues: [Issue]

  var sentence: String { issues.map(\.message).joined(separator: " ") }
}
