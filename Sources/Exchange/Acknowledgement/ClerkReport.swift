import DropFolder
import XMLEngine

/// The plain-text report that lies beside a rejected file: the same facts as the acknowledgement, for the clerk.
struct ClerkReport {
  let interchange: Interchange
  let issues: [Issue]
  /// Records that were not simply accepted, and what is wrong with them.
  let records: [(record: RecordOutcome, issues: [Issue])]
  /// The report lists so many records at most; a file with more is broken as a whole.
  static let longestList = 500

  var text: String {
    var lines = [
      "File       \(interchange.fileName.display)",
      "From       \(interchange.sender)\(interchange.envelope.controlNumber.map { ", control number \($0)" } ?? "")",
      "Received   \(interchange.receivedAt)",
      "Id         \(interchange.id)",
      "",
      interchange.summary ?? "",
      Self.advice(interchange.advice ?? .none),
      "",
      "Records    \(Self.describe(interchange.totals))",
    ]
    if !issues.isEmpty {
      lines += ["", "The file as a whole:"] + issues.flatMap { Self.lines(of: $0, indent: "  ") }
    }
    for (record, issues) in records {
      lines += [
        "",
        "Record \(record.position), \(record.entity)\(record.key.map { " \($0)" } ?? ""): \(record.verdict.rawValue)",
      ]
      lines += issues.flatMap { Self.lines(of: $0, indent: "  ") }
    }
    if records.count == Self.longestList {
      lines += ["", "More records follow; the acknowledgement lists all of them."]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func describe(_ totals: Totals) -> String {
    let counts = RecordVerdict.allCases.filter { totals[$0] > 0 }.map { "\(totals[$0]) \($0.rawValue)" }
    return "\(totals.read) read" + (counts.isEmpty ? "" : ": " + counts.joined(separator: ", "))
  }

  static func advice(_ advice: Advice) -> String {
    switch advice {
    case .none: "Nothing needs to be done."
    case .fixAndResend: "What to do: put the errors below right and drop the file again."
    case .resend: "What to do: send the file again."
    case .wait: "What to do: wait; the fault is not in the file. Your administrator has to put the mapping right."
    }
  }

  private static func lines(of issue: Issue, indent: String) -> [String] {
    let place = issue.position.map { "line \($0.line), column \($0.column)" }
    var lines = ["\(indent)\(issue.severity.rawValue): \(issue.message)"]
    if let place { lines.append("\(indent)  at \(place)\(issue.path.map { ", \($0)" } ?? "")") }
    if let expected = issue.expected { lines.append("\(indent)  expected: \(expected)") }
    return lines
  }
}
