import Exchange
import Foundation
import Testing
import XMLEngine

/// Values of masked elements are in no issue, wherever that goes: the ledger, acknowledgements, reports, side files.
@Suite("Values that are shown to nobody")
struct MaskedValuesTests {
  private static func place(_ names: String) throws -> Workplace {
    try Workplace { "mask: [\(names)]\n" + $0 }
  }

  /// Everything in the folder that Kontor wrote for people or the sender, and what the ledger says of one interchange.
  private static func told(in place: Workplace) throws -> String {
    var texts: [String] = []
    for folder in ["outbox/crm", "rejected/crm"] {
      for name in try place.names(in: folder) where name.hasSuffix(".ack.xml") || name.contains(".report.") {
        texts.append(try place.text("\(folder)/\(name)"))
      }
    }
    let files = FileManager.default.enumerator(atPath: place.root)
    while let name = files?.nextObject() as? String {
      if name.hasSuffix(".jsonl") { texts.append(try place.text(name)) }
    }
    try place.withLedger { ledger in
      for interchange in try ledger.interchanges(matching: InterchangeFilter()) {
        texts += [interchange.summary ?? ""] + (try ledger.issues(of: interchange.id)).map { "\($0)" }
        try ledger.forEachRecord(of: interchange.id, exceptions: false) { _, issues, _ in
          texts += issues.map { "\($0)" }
        }
      }
    }
    return texts.joined(separator: "\n")
  }

  @Test("a value that the schema refuses")
  func schema() throws {
    let secret = "streng geheim"
    let text = SampleExchange().text.replacing("<Quantity>2<", with: "<Quantity>\(secret)<")
    for (names, isShown) in [("Quantity", false), ("Price", true)] {
      let place = try Workplace { names == "Price" ? $0 : "mask: [\(names)]\n" + $0 }
      try place.drop(text, as: "a.xml")
      try place.scan()
      let told = try Self.told(in: place)
      #expect(told.contains(secret) == isShown)
      #expect(told.contains("<Value masked=\"true\">•••</Value>") == !isShown)
      #expect(told.contains("in Quantity is not a decimal number"))
      #expect(try OutputValidityTests.refused(in: "outbox/crm", of: place, by: "xsd/acknowledgement.xsd") == [])
    }
  }

  @Test("an attribute, a code, and everything below an element", arguments: ["type", "Country", "Address"])
  func places(name: String) throws {
    let place = try Self.place(name)
    let text = SampleExchange().text
      .replacing("type=\"main\"", with: name == "Country" ? "type=\"main\"" : "type=\"geheimart\"")
      .replacing(">DE<", with: name == "type" ? ">DE<" : ">Geheimland<")
    try place.drop(text, as: "a.xml")
    try place.scan()
    let told = try Self.told(in: place)
    #expect(told.contains("•••"))
    #expect(!told.lowercased().contains("geheim"))
  }

  @Test("what a stylesheet says of a value in its own words")
  func stylesheet() throws {
    let stop = """
      <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1">
      <xsl:template match="/"><xsl:message terminate="yes">City <xsl:value-of select="//x:CityName"/> is too \
      far</xsl:message></xsl:template></xsl:stylesheet>
      """
    let place = try Workplace(extra: ["stop.xsl": stop]) {
      "mask: [CityName]\n"
        + $0.replacing(
          "    pack: formats/sap-business-one",
          with:
            "    write: { Customer: stop.xsl, Order: formats/sap-business-one/order.xsl }\n    pack: formats/sap-business-one"
        )
    }
    try place.drop(SampleExchange(orders: []).text, as: "a.xml")
    try place.scan()
    let told = try Self.told(in: place)
    #expect(told.contains("City ••• is too far"))
    #expect(!told.contains("Dresden"))
  }

  @Test("what a customer has in common with another one")
  func likeness() throws {
    let trade = try Trade { "mask: [Email]\n" + $0 }
    try trade.crm(lead("K-1") { $0.email = "Info@Example.org" })
    let second = try trade.crm(lead("K-2") { $0.email = "info@example.org" })
    #expect(second.codes.contains("possible-duplicate"))
    #expect(second.messages.joined().contains("the same e-mail address •••"))
    #expect(try !Self.told(in: trade.place).lowercased().contains("example.org"))
  }

  @Test("a file that is refused as a whole names its first fault without the value")
  func wholeFile() throws {
    let place = try Self.place("RecordCount")
    try place.drop(SampleExchange().text.replacing("<RecordCount>2<", with: "<RecordCount>geheim<"), as: "a.xml")
    try place.scan()
    #expect(place.finished.last?.verdict == .rejected)
    #expect(try !Self.told(in: place).contains("geheim"))
  }

  @Test("what became of fields is the partner's own business, and stays")
  func fields() throws {
    let trade = try Trade { "mask: [PaymentTerms]\n" + $0 }
    try trade.crm(customer("K-1") { $0.stage = "ordered" }, order("A-1"))
    try trade.erp(imported("Customer", "K-1", as: "7"))
    try trade.erp(
      customer("K-1") {
        $0.erpNumber = "7"
        $0.paymentTerms = "30 Tage"
      })
    try trade.crm(
      customer("K-1") {
        $0.paymentTerms = "90 Tage"
        $0.version = 5
      })
    let answer = try trade.place.acknowledgement(of: "000002.")
    #expect(answer.contains("name=\"PaymentTerms\" outcome=\"kept-owner-value\" value=\"30 Tage\""))
  }

  @Test("a file that is only validated shows none of them either")
  func validated() throws {
    let place = try Self.place("Quantity")
    let text = SampleExchange().text.replacing("<Quantity>2<", with: "<Quantity>geheim<")
    let format = try #require(place.catalogue["exchange"])
    let trial = DryRun(
      formats: SentFormats(format), sender: nil, configuration: place.configuration, catalogue: place.catalogue)
    var issues: [Exchange.Issue] = []
    var left = Array(text.utf8)[...]
    let source: RecordReader.Source = { buffer in
      let count = min(buffer.count, left.count)
      buffer.copyBytes(from: left.prefix(count))
      left = left.dropFirst(count)
      return count
    }
    _ = try trial.run(source, depth: .whole) { issues.append($0) }
    #expect(issues.contains { $0.value == Exchange.Issue.mask })
    #expect(!issues.contains { "\($0)".contains("geheim") })
  }
}
