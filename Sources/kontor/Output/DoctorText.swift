import DropFolder
import Exchange
import Operations

/// The doctor's report in lines for a person: a table of all folders, then a section for each.
struct DoctorText {
  let report: DoctorReport
  let output: Output

  func print() {
    var table = Table(["SYSTEM", "FOLDER", "PATH", "FILE SYSTEM", ""])
    for folder in report.folders {
      table.add([
        Cell(folder.system ?? "-", .strong), Cell(folder.folder), Cell(Printable.line(folder.path)),
        Cell(Printable.line(folder.fileSystem ?? "?")), Cell(Self.word(folder.weight), Self.style(folder.weight)),
      ])
    }
    table.print(to: output)
    for folder in report.folders { print(folder) }
    output.line()
    let caution = report.user == "root" ? " (who may do everything; the service's user may not)" : ""
    output.line("Probed as user \(Printable.line(report.user))\(caution). \(summary)")
  }

  private func print(_ folder: DoctorReport.Folder) {
    output.line()
    let title = [folder.system, folder.folder].compactMap { $0 }.joined(separator: " ")
    output.line(output.styled(title, .strong) + "  " + Printable.line(folder.path))
    for sentence in folder.verdict { output.line("  " + Printable.line(sentence)) }
    // What should be changed stands first; what is as it should be is only told in short.
    for finding in folder.findings.sorted(by: { $0.weight > $1.weight }) {
      let word = output.styled(Self.label(finding.weight), Self.style(finding.weight))
      guard finding.weight != .good else {
        output.line("  \(word) \(Printable.line(finding.measured))")
        continue
      }
      output.line("  \(word) \(Printable.line(finding.measured))")
      output.line("         " + Printable.line(finding.meaning))
      if let change = finding.change { output.line("         → " + Printable.line(change)) }
    }
  }

  private var summary: String {
    let faults = report.folders.count { $0.weight == .fault }
    let advised = report.folders.count { $0.weight == .advice }
    if faults > 0 { return "\(Phrase.count(faults, "folder")) cannot be used." }
    if advised > 0 { return "In \(Phrase.count(advised, "folder")) something should be changed." }
    return "Every folder can keep what Kontor promises."
  }

  private static func word(_ weight: Finding.Weight) -> String {
    switch weight {
    case .good, .note: "ok"
    case .advice: "should be changed"
    case .fault: "cannot be used"
    }
  }

  /// Of one width.
  private static func label(_ weight: Finding.Weight) -> String {
    switch weight {
    case .good: "ok    "
    case .note: "note  "
    case .advice: "change"
    case .fault: "fault "
    }
  }

  private static func style(_ weight: Finding.Weight) -> Style {
    switch weight {
    case .good: .good
    case .note: .note
    case .advice: .warning
    case .fault: .bad
    }
  }
}
