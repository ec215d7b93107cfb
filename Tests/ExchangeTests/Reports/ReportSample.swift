import DropFolder
import Foundation
import XMLEngine

@testable import Exchange

/// A rejected file with its report.
struct ReportSample {
  var file: [UInt8]
  var interchange: Interchange
  var attempts: [Interchange] = []
  var issues: [Exchange.Issue] = []
  var records: [(record: RecordOutcome, issues: [Exchange.Issue])] = []
  var more = 0
  var rejectFile: RejectionReport.RejectFileFacts?
  var filedName: String?

  init(_ text: String, name: FileName = "orders-2026-11-24.xml", verdict: InterchangeVerdict) {
    file = Array(text.utf8)
    interchange = Interchange(
      id: InterchangeID("01KAVB0QZ3M7T2XA"), sender: "crm", fileName: name,
      size: Int64(text.utf8.count), sha256: String(repeating: "0", count: 64),
      receivedAt: Timestamp(milliseconds: 1_795_507_264_000), state: .done)
    interchange.verdict = verdict
    interchange.advice = .fixAndResend
    interchange.envelope.controlNumber = "4711"
  }

  /// Where a text stands, counted from the first time on.
  func place(_ text: String, _ number: Int = 1) -> Position {
    let whole = String(decoding: file, as: UTF8.self).unicodeScalars
    let parts = String(whole).components(separatedBy: text).prefix(number)
    let before = parts.joined(separator: text)
    let lines = before.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return Position(line: lines.count, column: (lines.last?.count ?? 0) + 1, byteOffset: before.utf8.count)
  }

  mutating func reject(
    _ position: Int, _ entity: String, _ key: String?, at start: Position, _ issues: [Exchange.Issue]
  ) {
    records.append(
      (RecordOutcome(position: position, entity: entity, key: key, verdict: .rejected, start: start), issues))
  }

  func report(_ language: Language, masked: Set<String> = []) throws -> RejectionReport {
    let excerpts = try Excerpts(
      of: RejectionReport.places(issues, records), from: ExcerptsTests.source(file), encoding: nil, masked: masked)
    return RejectionReport(
      interchange: interchange, attempts: attempts, issues: issues, records: records, more: more,
      rejectFile: rejectFile, filedName: filedName, inbox: "inbox/crm", excerpts: excerpts, language: language,
      masked: masked)
  }
}

extension ReportSample {
  /// Some orders of many are wrong, three of them in the same way.
  static var partly: ReportSample {
    var text = "<Exchange xmlns=\"urn:kontor:exchange:1\" version=\"1.0\">\n"
    for number in 1...40 {
      let quantity = [3, 17, 18].contains(number) ? "zwei" : "2"
      let country = number == 17 ? "Deutschland" : "DE"
      text += "  <Order>\n    <OrderNo>SO-\(4700 + number)</OrderNo>\n    <Country>\(country)</Country>\n"
      text += "    <Quantity unit=\"\(number == 25 ? "" : "PCE")\">\(quantity)</Quantity>\n"
      text += "    <Iban>DE12500105170648489890</Iban>\n  </Order>\n"
    }
    var sample = ReportSample(text + "</Exchange>\n", verdict: .partiallyAccepted)
    for number in [3, 17, 18, 25] {
      let start = sample.place("  <Order>", number)
      let order = "/Exchange/Order[\(number)]"
      var issues: [Exchange.Issue] = []
      if number == 25 {
        issues.append(
          Exchange.Issue(
            Diagnostic(
              .valueInvalid, at: sample.place("<Quantity", number), path: order + "/Quantity[1]/@unit", value: "",
              expected: "at least 1 characters", "“” in attribute unit of Quantity is empty.")))
      } else {
        issues.append(
          Exchange.Issue(
            Diagnostic(
              .valueInvalid, at: sample.place("<Quantity", number), path: order + "/Quantity[1]", value: "zwei",
              expected: "a decimal number such as 1234.56",
              "“zwei” in Quantity is not a decimal number such as 1234.56.")))
      }
      if number == 17 {
        issues.append(
          Exchange.Issue(
            .codeUnknown, phase: .codeList, at: sample.place("<Country", number), path: order + "/Country[1]",
            value: "Deutschland", expected: "DE (Germany)",
            "“Deutschland” in Country is not a country (ISO 3166-1); did you mean DE?"))
      }
      sample.reject(
        number, "Order", "SO-\(4700 + number)",
        at: Position(line: start.line, column: 3, byteOffset: start.byteOffset + 2), issues)
    }
    var totals = Totals(announced: 40)
    for number in 1...40 {
      totals.count([3, 17, 18, 25].contains(number) ? .rejected : number == 5 ? .held : .accepted)
    }
    sample.interchange.totals = totals
    sample.rejectFile = RejectionReport.RejectFileFacts(
      name: "01KAVB0QZ3M7T2XA-orders-2026-11-24.xml", lines: [3: 5, 17: 12, 18: 19, 25: 26])
    return sample
  }

  /// A file that ends in the middle of a tag, sent for the second time.
  static var cutOff: ReportSample {
    var sample = ReportSample(
      "<Exchange xmlns=\"urn:kontor:exchange:1\">\n  <Order>\n    <OrderNo>SO-1</OrderNo>\n    <Quan",
      verdict: .rejected)
    sample.interchange.advice = .resend
    var earlier = sample.interchange
    earlier.id = InterchangeID("01KAVB0000000000")
    sample.attempts = [earlier]
    sample.filedName = "01KAVB0QZ3M7T2XA-orders-2026-11-24.xml"
    sample.issues = [
      Exchange.Issue(
        Diagnostic(
          .cutOff, at: Position(line: 4, column: 10, byteOffset: sample.file.count),
          expected: "a file that is complete to its last end tag", "The file ends too early: <Order> is still open."))
    ]
    return sample
  }

  /// Names and contents that would like to be more than text.
  static var hostile: ReportSample {
    let evil = "<script>alert('1')</script>"
    let bidi = "\u{202E}lmx\u{2066}"
    var sample = ReportSample(
      "<Exchange>\n<Order><Note a=\"\(evil)&quot;\"><![CDATA[\(evil)\(bidi)\u{1}]]></Note></Order>\u{85}\n</Exchange>\n",
      name: FileName(stringLiteral: "\"><img src=x onerror=alert(1)>\n\(bidi).xml"), verdict: .rejected)
    sample.interchange.sender = "crm"
    sample.interchange.envelope.controlNumber = "<b>\"4711\"\n\(bidi)"
    sample.filedName = "01KAVB0QZ3M7T2XA-%22%3E.xml"
    let place = sample.place("<Note")
    sample.interchange.totals = Totals()
    sample.interchange.totals.count(.rejected)
    sample.reject(
      1, evil, "\"'\(bidi)", at: sample.place("<Order>"),
      [
        Exchange.Issue(
          Diagnostic(
            .valueInvalid, at: place, path: "/Exchange/Order[1]/Note[1]/\(evil)", value: "\(evil)\n\(bidi)",
            expected: "one of <a href=\"javascript:alert(1)\">, \(bidi)",
            "“\(evil)\n\(bidi)” in Note is <b>not</b> right.")),
        Exchange.Issue(
          stored: "<i>code</i>", .error, phase: .mapping, at: place, value: "{expected}</pre></style>",
          "\u{1B}[2J</title>"),
      ])
    return sample
  }

  /// A long file on one line, under a long name, with many things wrong in many records.
  static var crowded: ReportSample {
    let orders = (1...60).map { number in
      "<Order><OrderNo>SO-\(number)</OrderNo><Note>\(String(repeating: "lang ", count: 60))</Note>"
        + "<Quantity>x\(number)</Quantity><DeliveryDate>24.11.2026</DeliveryDate></Order>"
    }
    var sample = ReportSample(
      "<Exchange>" + orders.joined() + "</Exchange>",
      name: FileName(stringLiteral: String(repeating: "Auftragsübersicht", count: 8) + "-<script>\u{202E}.xml"),
      verdict: .rejected)
    sample.interchange.totals = Totals()
    for number in 1...60 {
      sample.interchange.totals.count(.rejected)
      let order = "/Exchange/Order[\(number)]"
      sample.reject(
        number, "Order", "SO-\(number)", at: sample.place("<Order>", number),
        [
          Exchange.Issue(
            Diagnostic(
              .valueInvalid, at: sample.place("<Quantity>", number), path: order + "/Quantity[1]", value: "x\(number)",
              expected: "a decimal number such as 1234.56", "“x\(number)” in Quantity is not a decimal number.")),
          Exchange.Issue(
            Diagnostic(
              .elementMissing, at: sample.place("<Order>", number), path: order,
              expected: "CustomerId, Currency, Total",
              "Order is incomplete: it still needs CustomerId, Currency or Total.")),
          Exchange.Issue(
            .mappingFailed, phase: .mapping, at: sample.place("<Order>", number), path: order,
            "The mapping order.xsl refuses this record: order SO-\(number) has no line that could be delivered."),
        ])
    }
    sample.issues = [
      Exchange.Issue(
        .controlNumberGap, .warning, phase: .envelope, value: "4711",
        "Control number 4711 follows 4700: something in between is missing.")
    ]
    sample.more = 12
    return sample
  }
}
