import Exchange
import Foundation
import Testing
import XMLEngine

@Suite("Documents in the encoding of their receiver")
struct OutgoingEncodingTests {
  private static func latin1(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

  /// The only document for the ERP.
  private static func document(of site: Workplace) throws -> [UInt8] {
    let names = try site.names(in: "outbox/erp")
    #expect(names.count == 1)
    return try site.bytes("outbox/erp/\(try #require(names.first))")
  }

  @Test("an ERP in ISO-8859-1 gets ISO-8859-1, and is told so; its hash is that of these bytes")
  func latin1() throws {
    let site = try NarrowERP.site("encoding: ISO-8859-1")
    try site.drop(NarrowERP.customer("Müller &amp; Söhne", city: "Gößweinstein"), as: "a.xml")
    try site.scan()
    let bytes = try Self.document(of: site)
    #expect(
      bytes
        == Self.latin1(
          """
          <?xml version="1.0" encoding="ISO-8859-1"?>
          <Import>
            <Partner id="K-1" title="Müller &amp; Söhne">
              <CardName>Müller &amp; Söhne</CardName>
              <Street>Weg, DE</Street>
              <City><![CDATA[Gößweinstein]]></City>
            </Partner>
          </Import>

          """))
    let id = try site.lastFinished().id
    let documents = try site.withLedger { try $0.documents(of: id, kind: .import, after: nil, limit: 9) }
    let document = try #require(documents.first)
    #expect(document.size == Int64(bytes.count))
    // Acknowledgements are Kontor's own documents.
    #expect(try site.acknowledgement(of: "a.").hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"))
  }

  @Test(
    "the same bytes on every way: mapped beside or one by one, one to a document or many",
    arguments: ["ISO-8859-1", "ISO-8859-15", "windows-1252", "US-ASCII", "UTF-8"], [1, 100])
  func everyWay(encoding: String, records: Int) throws {
    var outcomes: [[String: [UInt8]]] = []
    for plain in [false, true] {
      let site = try NarrowERP.site(
        "encoding: \(encoding)", encoding == "UTF-8" ? "unmappable: refuse" : "unmappable: transliterate",
        "document: { records: \(records), name: \"{sequence}.xml\" }"
      ) { (plain ? "speed: { plain: yes }\n" : "speed: { workers: 2 }\n") + $0 }
      // One in the middle is refused, so that what was mapped ahead of its turn is decided anew.
      let file = NarrowERP.customers(1...40) { $0 == 23 ? "東京" : "Łódź \($0) é" }
      try site.drop(file, as: "a.xml")
      try site.scan()
      var documents: [String: [UInt8]] = [:]
      for name in try site.names(in: "outbox/erp") { documents[name] = try site.bytes("outbox/erp/\(name)") }
      #expect(documents.count == (records > 1 ? 1 : encoding == "UTF-8" ? 40 : 39))
      #expect(try site.lastFinished().totals[.rejected] == (encoding == "UTF-8" ? 0 : 1))
      outcomes.append(documents)
    }
    #expect(outcomes[0] == outcomes[1])
    let first = try #require(outcomes[0].values.first)
    #expect(try XMLDocument.parse(first, location: "first").root?.name == "Import")
    #expect(String(decoding: first.prefix(60), as: UTF8.self).contains("encoding=\"\(encoding)\""))
  }

  @Test("many records in one document are all in its encoding")
  func grouped() throws {
    let site = try NarrowERP.site(
      "encoding: ISO-8859-1", "unmappable: character-reference", "document: { records: 100, name: \"{sequence}.xml\" }")
    try site.drop(NarrowERP.customers(1...30) { "Müller & Ł \($0)".replacing("&", with: "&amp;") }, as: "a.xml")
    try site.scan()
    let text = String(Self.scalars(try Self.document(of: site)))
    for number in 1...30 { #expect(text.contains("<CardName>Müller &amp; &#321; \(number)</CardName>")) }
  }

  private static func scalars(_ bytes: [UInt8]) -> String.UnicodeScalarView {
    var view = String.UnicodeScalarView()
    for byte in bytes { view.append(Unicode.Scalar(byte)) }
    return view
  }

  @Test(
    "a character that the encoding lacks refuses its record by default, and the clerk reads which, where and for whom")
  func refused() throws {
    let site = try NarrowERP.site("encoding: ISO-8859-1")
    try site.drop(NarrowERP.customer("Müller", city: "Łódź"), as: "a.xml")
    try site.scan()
    #expect(try site.names(in: "outbox/erp").isEmpty)
    let interchange = try site.lastFinished()
    #expect(interchange.verdict == .rejected)
    #expect(interchange.advice == .fixAndResend)
    let issues = try site.issuesOfFirst()
    #expect(issues.map(\.code) == ["character-unmappable"])
    let issue = try #require(issues.first)
    #expect(
      issue.message
        == "“Ł” (U+0141) and “ź” (U+017A) in Address/CityName cannot be written for erp: its encoding, ISO-8859-1, does not "
        + "have them (City). Write them in other letters in crm.")
    #expect(issue.value == "Łódź")
    #expect(issue.expected == "characters that ISO-8859-1 has")
    #expect(issue.position?.line == 6)
    #expect(issue.path == "/Exchange/Customer[1]/Address[1]/CityName[1]")
    let answer = try site.acknowledgement(of: "a.")
    #expect(answer.contains("code=\"character-unmappable\""))
    #expect(try OutputValidityTests.refused(in: "outbox/crm", of: site, by: "xsd/acknowledgement.xsd") == [])
  }

  @Test("characters of what nobody shall see are not told either, whether its place in the file is known or not")
  func masked() throws {
    for mask in ["CityName", "Name, CityName"] {
      let site = try NarrowERP.site("encoding: ISO-8859-1") { $0 + "\nmask: [\(mask)]\n" }
      try site.drop(NarrowERP.customer("Müller", city: "東京"), as: "a.xml")
      try site.scan()
      let issue = try #require(try site.issuesOfFirst().first)
      #expect(issue.code == "character-unmappable")
      #expect(issue.message.hasPrefix("“•••” in Address/CityName cannot be written"), "\(issue.message)")
      #expect(issue.value == "•••")
      let answer = try site.acknowledgement(of: "a.")
      #expect(!answer.contains("東") && !answer.contains("U+6771"))
    }
  }

  @Test("what a mapping writes at several places is told once")
  func once() throws {
    let site = try NarrowERP.site("encoding: ISO-8859-1")
    try site.drop(NarrowERP.customer("Łódź"), as: "a.xml")
    try site.scan()
    let issues = try site.issuesOfFirst()
    #expect(issues.map { $0.message.prefix(40) } == ["“Ł” (U+0141) and “ź” (U+017A) in Name ca"])
  }

  @Test(
    "the other rules let the record through",
    arguments: [("transliterate", "Lodz 10 EUR"), ("character-reference", "&#321;od&#378; 10 &#8364;")])
  func rules(rule: String, name: String) throws {
    let site = try NarrowERP.site("encoding: ISO-8859-1", "unmappable: \(rule)")
    try site.drop(NarrowERP.customer("Łodź 10 €"), as: "a.xml")
    try site.scan()
    let text = String(Self.scalars(try Self.document(of: site)))
    #expect(text.contains("<CardName>\(name)</CardName>"))
    #expect(text.contains("title=\"\(name)\""))
  }

  @Test("for what nothing stands, the record is refused all the same", arguments: ["東京", "Sun ☀😀"])
  func nothingStands(name: String) throws {
    let site = try NarrowERP.site("encoding: ISO-8859-1", "unmappable: transliterate")
    try site.drop(NarrowERP.customer(name), as: "a.xml")
    try site.scan()
    #expect(try site.issuesOfFirst().map(\.code) == ["character-unmappable"])
  }

  @Test("characters that would play tricks are shown as numbers")
  func harmless() throws {
    let site = try NarrowERP.site("encoding: ISO-8859-1")
    try site.drop(NarrowERP.customer("a\u{202E}b"), as: "a.xml")
    try site.scan()
    let message = try #require(try site.issuesOfFirst().first?.message)
    #expect(message.hasPrefix("“\\u{202E}” (U+202E) in Name cannot be written for erp"))
  }

  @Test("canonical documents can be in another encoding too")
  func canonical() throws {
    let site = try Workplace {
      $0.replacing(
        "    root: \"{urn:kontor:exchange:1}Exchange\"\n",
        with: "    root: \"{urn:kontor:exchange:1}Exchange\"\n    encoding: ISO-8859-15\n"
      )
      .replacing("format: sap-business-one ", with: "format: exchange ")
      .replacing("  sap-business-one:\n    pack: formats/sap-business-one\n", with: "")
    }
    try site.drop(NarrowERP.customer("Müller 10 €"), as: "a.xml")
    try site.scan()
    let bytes = try Self.document(of: site)
    #expect(bytes.starts(with: Array("<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>\n<Records ".utf8)))
    #expect(bytes.contains(0xA4) && bytes.contains(0xFC))
    // A rule of the sender's own format refuses nothing of what it sends.
    #expect(try XMLDocument.parse(bytes, location: "b").root?.child("Customer")?.token(at: "Name") == "Müller 10 €")
  }

  @Test("the dry run shows the same bytes, and their text")
  func dryRun() throws {
    let site = try NarrowERP.site("encoding: ISO-8859-1")
    let file = Array(NarrowERP.customer("Müller").utf8)
    let format = try #require(site.catalogue["exchange"])
    let trial = DryRun(
      formats: SentFormats(format), sender: nil, configuration: site.configuration, catalogue: site.catalogue)
    var documents: [DryRunDocument] = []
    _ = try trial.run(
      ExcerptsTests.source(file), depth: .whole, issue: { Testing.Issue.record("\($0)") },
      document: { documents.append($0) })
    try site.drop(file, as: "a.xml")
    try site.scan()
    let sent = try Self.document(of: site)
    #expect(documents.map(\.bytes) == [sent])
    #expect(documents.first?.text.contains("<CardName>Müller</CardName>") == true)
  }
}
