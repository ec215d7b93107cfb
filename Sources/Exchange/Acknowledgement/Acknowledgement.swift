import DropFolder
import XMLEngine

/// The answer to an interchange, `urn:kontor:acknowledgement:1` (`xsd/acknowledgement.xsd`).
///
/// It says only what the ledger says. Records stream through, so that an acknowledgement that lists a million of them
/// takes no memory.
struct Acknowledgement {
  /// Whose file is answered.
  let interchange: Interchange
  /// The interchange whose outcome is told: itself, or the one that it repeats.
  let outcome: Interchange
  var issues: [Issue]
  let listing: AcknowledgeRule.Records
  /// The earlier acknowledgement whose place it takes.
  var supersedes: FileName?
  /// The rejected interchange that it puts right, or tries to.
  var corrects: Interchange?
  /// Of an interchange that repeats another one, the newest acknowledgement of that, where later ones followed the first.
  var latest: FileName?

  /// Hands over the document piece by piece.
  ///
  /// - Parameter records: calls its argument with each record to list.
  func write(
    records: ((AcknowledgedRecord) throws -> Void) throws -> Void, to sink: ([UInt8]) throws -> Void
  ) throws {
    var xml = XMLWriter()
    xml.start("Acknowledgement", [("xmlns", "urn:kontor:acknowledgement:1"), ("version", "1.0")])
    writeInterchange(to: &xml)
    xml.element("Level", (outcome.level ?? .received).rawValue)
    xml.element("Verdict", (interchange.verdict ?? .rejected).rawValue)
    xml.element("Advice", (interchange.advice ?? Advice.none).rawValue)
    xml.element("Summary", interchange.summary)
    xml.element("Time", interchange.decidedAt?.description)
    if let original = interchange.repeats {
      xml.start("Repeats")
      xml.element("Id", original.text)
      xml.element("Time", (outcome.decidedAt ?? outcome.receivedAt).description)
      xml.element("Latest", latest?.display)
      xml.end()
    }
    if let corrects {
      xml.start("Corrects")
      xml.element("Id", corrects.id.text)
      xml.element("File", corrects.fileName.display)
      xml.end()
    }
    xml.element("Supersedes", supersedes?.display)
    writeVersions(to: &xml)
    writeTotals(to: &xml)
    if !issues.isEmpty {
      xml.start("Issues")
      for issue in issues { write(issue, to: &xml) }
      xml.end()
    }
    xml.start("Records", [("listed", listing.rawValue)])
    try withoutActuallyEscaping(sink) { sink in
      try records { record in
        write(record, to: &xml)
        if xml.count > 64 << 10 { try sink(xml.drain()) }
      }
    }
    xml.finish()
    try sink(xml.drain())
  }

  private func writeInterchange(to xml: inout XMLWriter) {
    let envelope = outcome.envelope
    xml.start("Interchange")
    xml.element("Id", interchange.id.text)
    xml.element("File", interchange.fileName.display)
    xml.element("Size", String(interchange.size))
    xml.element("SHA256", interchange.sha256)
    xml.element("ControlNumber", envelope.controlNumber)
    xml.element("Sender", interchange.sender)
    xml.element("Receiver", envelope.receiver)
    xml.element("CreationTime", envelope.created.flatMap { Self.isDateTime($0.utf8) ? $0 : nil })
    xml.element("ReceivedTime", interchange.receivedAt.description)
    xml.end()
  }

  /// A foreign format may write times as it likes; only what is an xs:dateTime can be repeated here.
  static func isDateTime(_ text: String.UTF8View) -> Bool {
    var rest = text[...]
    func take(_ sign: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: sign) else { return false }
      rest.removeFirst()
      return true
    }
    func count() -> Int {
      let digits = rest.prefix { (0x30...0x39).contains($0) }.count
      rest = rest.dropFirst(digits)
      return digits
    }
    _ = take("-")
    guard count() >= 4, take("-"), count() == 2, take("-"), count() == 2, take("T"), count() == 2, take(":"),
      count() == 2, take(":"), count() == 2
    else { return false }
    if take("."), count() == 0 { return false }
    if take("Z") || rest.isEmpty { return rest.isEmpty }
    return (take("+") || take("-")) && count() == 2 && take(":") && count() == 2 && rest.isEmpty
  }

  private func writeVersions(to xml: inout XMLWriter) {
    xml.start("Versions")
    xml.element("Kontor", outcome.versions.first { $0.kind == .program }?.name ?? KontorVersion.text)
    for (kind, element) in [(Version.Kind.schema, "Schema"), (.mapping, "Mapping")] {
      for version in outcome.versions where version.kind == kind {
        xml.element(element, "", [("name", version.name), ("sha256", version.sha256)])
      }
    }
    xml.end()
  }

  private func writeTotals(to xml: inout XMLWriter) {
    let totals = outcome.totals
    xml.start("Totals")
    xml.element("Announced", totals.announced.map(String.init))
    xml.element("Read", String(totals.read))
    for verdict in RecordVerdict.allCases {
      xml.element(verdict.rawValue.prefix(1).uppercased() + verdict.rawValue.dropFirst(), String(totals[verdict]))
    }
    xml.end()
  }

  private func write(_ listed: AcknowledgedRecord, to xml: inout XMLWriter) {
    let record = listed.record
    xml.start("Record")
    xml.element("Position", String(record.position))
    xml.element("Entity", record.entity)
    xml.element("Key", record.key)
    xml.element("Verdict", record.verdict.rawValue)
    write(record.start, to: &xml)
    for document in listed.documents {
      xml.element("Document", "", [("name", document.name.display), ("system", document.system)])
    }
    for (system, key) in listed.otherKeys { xml.element("OtherKey", key, [("system", system)]) }
    for field in listed.fields {
      xml.element(
        "Field", "",
        [
          ("name", field.field.text), ("outcome", field.outcome.rawValue),
          ("value", field.value.map(EntityShape.customer.display)),
          ("winner", field.winner), ("rule", field.rule),
        ])
    }
    for issue in listed.issues { write(issue, to: &xml) }
    xml.end()
  }

  private func write(_ issue: Issue, to xml: inout XMLWriter) {
    xml.start("Issue", [("severity", issue.severity.rawValue), ("code", issue.code)])
    xml.element("Phase", issue.phase.rawValue)
    write(issue.position, to: &xml)
    xml.element("Path", issue.path)
    if let value = issue.value {
      xml.element("Value", value, value == Issue.mask ? [("masked", "true")] : [])
    }
    xml.element("Expected", issue.expected)
    xml.element("Message", issue.message)
    if let standard = StandardCode.nearest(to: issue) {
      xml.element("Standard", standard.code, [("scheme", standard.scheme)])
    }
    xml.end()
  }

  private func write(_ position: Position?, to xml: inout XMLWriter) {
    xml.element("Line", position.map { String($0.line) })
    xml.element("Column", position.map { String($0.column) })
    xml.element("ByteOffset", position.map { String($0.byteOffset) })
  }
}
