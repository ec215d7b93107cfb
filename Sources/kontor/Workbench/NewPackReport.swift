import Exchange
import Operations

/// What `format new` made.
struct NewPackReport: Encodable {
  /// The folder.
  let pack: String
  /// From there.
  let files: [String]
  let entity: String
  /// Where the records stand.
  let record: String
  let findings: [String]
  let next: [String]

  init(_ new: NewPack, place: String, name: String) {
    pack = place
    files = new.files.map(\.path)
    entity = new.entity.rawValue
    record = new.record
    findings = new.findings
    next = [
      "write read.xsl and write.xsl: what goes where stands beside each field; kontor test-mappings \(place) says what is missing",
      "kontor test-mappings \(place) --record writes down what comes out: look at it, then it is what is expected",
      "name the pack in kontor.yaml, formats: { \"\(name)\": { pack: \"\(place)\" } }, and run kontor check",
    ]
  }
}

/// The same for people.
struct NewPackTeller {
  let report: NewPackReport
  let output: Output

  func print() {
    output.line(output.styled("\(Printable.line(report.pack)): a format for \(report.entity) records", .strong))
    for finding in report.findings { output.line("  " + Printable.line(finding)) }
    for file in report.files { output.line("made  \(Printable.line("\(report.pack)/\(file)"))") }
    output.line("next:")
    for (number, step) in report.next.enumerated() { output.line("  \(number + 1). \(Printable.line(step))") }
  }
}
