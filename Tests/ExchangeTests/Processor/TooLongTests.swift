import Exchange
import Testing
import XMLEngine

@Suite("What is too long for the receiver")
struct TooLongTests {
  private static func issues(_ file: String, _ format: String = "document: { records: 1, name: \"{sequence}.xml\" }")
    throws
    -> [Exchange.Issue]
  {
    let site = try NarrowERP.site(format)
    try site.drop(file, as: "a.xml")
    try site.scan()
    #expect(try site.lastFinished().advice == .fixAndResend)
    #expect(try OutputValidityTests.refused(in: "outbox/crm", of: site, by: "xsd/acknowledgement.xsd") == [])
    return try site.issuesOfFirst()
  }

  @Test("names the field of the sender, its length and the limit, and where it stands in the file")
  func named() throws {
    let city = "Hellschen-Heringsand-Unterschaar"
    let issues = try Self.issues(NarrowERP.customer("Müller", city: city))
    #expect(issues.map(\.code) == ["too-long-for-receiver"])
    let issue = try #require(issues.first)
    #expect(
      issue.message
        == "Address/CityName is 32 characters long; erp takes at most 20 (City). Shorten it in crm.")
    #expect(issue.value == city)
    #expect(issue.expected == "at most 20 characters")
    #expect(issue.position?.line == 6)
    #expect(issue.path == "/Exchange/Customer[1]/Address[1]/CityName[1]")
  }

  @Test("a value that is only part of what is too long is named where it is the greater part")
  func part() throws {
    let issues = try Self.issues(NarrowERP.customer("Müller", street: "Am Alten Markt 12345"))
    #expect(
      issues.map(\.message) == [
        "Street is 24 characters long with Address/StreetName in it; erp takes at most 20. "
          + "Shorten Address/StreetName in crm."
      ])
    #expect(issues.first?.position?.line == 5)
  }

  @Test("where several values can be meant, none is named")
  func several() throws {
    let long = "Hellschen-Heringsand-Unterschaar"
    let issues = try Self.issues(NarrowERP.customer(long, city: long))
    #expect(
      Set(issues.map(\.message)) == [
        "title is 32 characters long; erp takes at most 20. Shorten what it is made of in crm.",
        "CardName is 32 characters long; erp takes at most 20. Shorten what it is made of in crm.",
        "City is 32 characters long; erp takes at most 20. Shorten what it is made of in crm.",
      ])
    #expect(issues.allSatisfy { $0.path == "/Exchange/Customer[1]" && $0.value == nil && $0.position?.line == 4 })
  }

  @Test("lengths count in the letters that are written")
  func transliterated() throws {
    let site = try NarrowERP.site("encoding: US-ASCII", "unmappable: transliterate")
    try site.drop(NarrowERP.customer("Müller", city: "Straße der Freiheit"), as: "a.xml")
    try site.drop(
      NarrowERP.customer("Möller", city: "Große Straße der Eh", key: "K-2").replacing(
        "<ControlNumber>1<", with: "<ControlNumber>2<"), as: "b.xml")
    try site.scan()
    #expect(site.finished.map(\.verdict) == [.accepted, .rejected])
    #expect(
      try site.issuesOfFirst().map(\.message) == [
        "Address/CityName is 21 characters long in the letters that erp is sent; erp takes at most 20 (City). "
          + "Shorten it in crm."
      ])
  }

  @Test("lines are told by their number, and amounts by their digits")
  func order() throws {
    let site = try NarrowERP.site()
    let sample = SampleExchange()
    let line =
      "<Line><Number>2</Number><ItemId>4712</ItemId><Name>Kugelschreiberminen, blau</Name><Quantity>1</Quantity>"
      + "<Unit>C62</Unit><UnitPrice>12345.67</UnitPrice></Line></Lines>"
    try site.drop(sample.text.replacing("</Lines>", with: "\n" + line), as: "a.xml")
    try site.scan()
    let id = try site.lastFinished().id
    var messages: [String] = []
    try site.withLedger { ledger in
      try ledger.forEachRecord(of: id, exceptions: true) { _, issues, _ in
        messages += issues.map { "\($0.position?.line ?? 0): \($0.message)" }
      }
    }
    #expect(
      messages.sorted() == [
        "6: Lines/Line[2]/Name is 25 characters long; erp takes at most 20 (text). Shorten it in crm.",
        "6: Lines/Line[2]/UnitPrice has 7 digits; erp takes at most 6 (price). Correct it in crm.",
      ])
    // Its customer is right.
    #expect(try site.names(in: "outbox/erp") == ["00000001-Customer-K-1.xml"])
  }

  @Test("what did not come with this file is not told by its value, and a masked one by no value at all")
  func masked() throws {
    let long = "Hellschen-Heringsand-Unterschaar"
    let site = try NarrowERP.site { "mask: [CityName]\n" + $0 }
    try site.drop(NarrowERP.customer("Müller", city: long), as: "a.xml")
    try site.scan()
    let issue = try #require(try site.issuesOfFirst().first)
    #expect(issue.code == "too-long-for-receiver")
    #expect(issue.value == "•••")
    #expect(!"\(issue)".contains("Hellschen"))
  }
}
