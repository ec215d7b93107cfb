import DropFolder
import Exchange
import Foundation
import Operations
import Testing

@testable import Console

@Suite("The console's editing")
struct EditAreaTests {
  /// A site with one bad order, and its interchange.
  private func site() throws -> (site: Site, id: String, pages: EditPages) {
    let site = try Site()
    try site.rejectOneOfTwo()
    return (site, try site.id(of: "crm-7.xml"), try EditPages(site))
  }

  private func corrected(_ form: [String: String], _ value: String = "5") -> [String: String] {
    var form = form
    form["content"] = form["content"]?.replacing(">-5<", with: ">\(value)<")
    return form
  }

  @Test("of many attempts the newest stand on a page, and who discarded the last one and why is told")
  func manyAttempts() async throws {
    let (site, id, pages) = try site()
    for place in 2...23 { _ = try site.run("reprocess", "crm-7.xml", "--reason", "try \(place)", "--by", "ada") }
    let newest = try await pages.get("/interchanges/\(id)/attempts")
    #expect(newest.html.contains("id=\"a23\"") && newest.html.contains("id=\"a4\""))
    #expect(!newest.html.contains("id=\"a3\""))
    #expect(newest.html.contains("before=4#attempts"))
    let older = try await pages.get("/interchanges/\(id)/attempts?before=4")
    #expect(
      older.html.contains("id=\"a3\"") && !older.html.contains("id=\"a4\"") && !older.html.contains("rel=\"next\""))
    #expect(try await pages.get("/interchanges/\(id)/attempts?before=-7").html.contains("id=\"a1\""))
    _ = try site.run("discard", "crm-7.xml", "--reason", "sent anew", "--by", "bob")
    let after = try await pages.get("/interchanges/\(id)/attempts")
    #expect(after.html.contains("What was rejected was discarded by bob: sent anew"))
    let facts = try await pages.workplace.read { reading in
      (
        try reading.interchange(InterchangeID(id)),
        try reading.interchange(
          InterchangeID(
            try #require(
              reading.interchanges(InterchangeQuery(), limit: 1).entries.first {
                $0.interchange.corrects != nil
              }?.interchange.id.text)), attemptsBefore: 4)
      )
    }
    #expect(facts.0?.attempt == 1 && facts.0?.attemptCount == 23 && facts.0?.olderAttempts == 4)
    #expect(facts.0?.ending?.state == .replaced && facts.0?.ending?.attempt?.number == 2)
    #expect(facts.1?.attempts.map(\.number) == [1, 2, 3] && facts.1?.attempt == 23)
    #expect(facts.1?.ending?.decision?.who == "bob" && facts.1?.ending?.decision?.reason == "sent anew")
    let list = try await pages.workplace.read { try $0.interchanges(InterchangeQuery(), limit: 100) }
    #expect(list.entries.filter { $0.file == "crm-7.xml" }.map(\.attempt) == Array((1...23).reversed()))
  }

  @Test("a clerk opens, corrects, validates, looks at the changes, hands in with a reason, and waits")
  func clerk() async throws {
    let (site, id, pages) = try site()
    let page = try await pages.get("/interchanges/\(id)/edit")
    #expect(page.status == 200)
    #expect(page.html.contains("1 error to put right"))
    #expect(page.html.contains("data-line="))
    #expect(page.html.contains("&lt;?kontor-reject \(id)?&gt;"))
    #expect(try page.area == site.text(of: site.rejectedFile("crm-7.xml")))
    let form = try await pages.open(id)

    let same = try await pages.validate(id, form)
    #expect(same.html.contains("Nothing was changed"))
    let faulty = try await pages.validate(id, corrected(form, "-6"))
    #expect(faulty.html.contains("1 error left"))
    #expect(faulty.html.contains("<mark>-6</mark>"))
    #expect(faulty.area?.contains(">-6<") == true)

    let confirmation = try await pages.validate(id, corrected(form))
    #expect(confirmation.status == 200)
    #expect(confirmation.html.contains("No error found"))
    #expect(confirmation.html.contains("You change 1 line"))
    #expect(confirmation.html.contains("<mark>-5</mark>"))
    let without = try await pages.submit(id, confirmation, because: " ")
    #expect(without.status == 422)
    #expect(without.html.contains("say why you change it"))
    #expect(try site.names(in: "ledger").contains { $0.hasPrefix("kontor") })

    let again = try await pages.post(
      "/interchanges/\(id)/edit",
      [
        "basis": confirmation.hidden("basis"), "revision": confirmation.hidden("revision"),
        "content": confirmation.hidden("content"),
      ]
      .compactMapValues { $0 })
    #expect(again.area == corrected(form)["content"])

    let sent = try await pages.submit(id, confirmation, because: "five, says the CRM")
    #expect(sent.status == 303)
    let location = try #require(sent.location)
    #expect(location.hasPrefix("/interchanges/\(id)/attempts?desk="))
    let waiting = try await pages.get(location)
    #expect(waiting.html.contains("Attempt 2 waiting."))
    #expect(waiting.html.contains("five, says the CRM"))
    #expect(!waiting.html.contains(">accepted<"))
    #expect(!waiting.html.contains("done"))
    #expect(try await pages.get("/rejected/\(id)").html.contains("Attempt 2 waiting"))

    _ = try site.run("scan", "--settle", "0")
    let after = try await pages.fragments("/interchanges/\(id)/attempts")
    #expect(after["attempt"]?.contains("Nothing is left to be put right") == true)
    #expect(after["attempts"]?.contains("ada") == true)
    #expect(try site.documents("Order-A-2").count == 1)
    #expect(try site.run("audit", "--who", "ada").out.contains("five, says the CRM"))
    #expect(try await pages.get("/interchanges/\(id)/edit").location == "/interchanges/\(id)")
    #expect(try await pages.get("/rejected/\(id)").status == 303)
  }

  @Test("of two editors the second is told at once who was first, and keeps the text")
  func two() async throws {
    let (site, id, pages) = try site()
    let (first, second) = (try await pages.open(id), try await pages.open(id, as: EditPages.bob))
    let theirs = try await pages.validate(id, corrected(second, "7"), as: EditPages.bob)
    let mine = try await pages.validate(id, corrected(first))
    #expect(try await pages.submit(id, mine, because: "telephoned").status == 303)

    let late = try await pages.submit(id, theirs, because: "seven", as: EditPages.bob)
    #expect(late.status == 409)
    #expect(late.html.contains("ada handed in attempt 2 at "))
    #expect(late.html.contains("telephoned"))
    #expect(late.html.contains("not decided yet"))
    #expect(late.area?.contains(">7<") == true)
    #expect(late.html.contains("What you changed"))
    #expect(late.html.contains("How yours differs from that one"))
    #expect(try site.names(in: "desk").filter { $0.hasSuffix(".xml") }.count == 1)

    _ = try site.run("scan", "--settle", "0")
    let later = try await pages.validate(id, corrected(second, "7"), as: EditPages.bob)
    #expect(later.status == 409)
    #expect(later.html.contains("ada handed in attempt 2 at "))
    #expect(later.html.contains("accepted"))
    #expect(later.area?.contains(">7<") == true)
    #expect(later.html.contains("<mark>7</mark>"))
    #expect(try site.documents("Order-A-2").count == 1)
  }

  @Test("who hands in what somebody else has put right on the command line meanwhile is told so")
  func stale() async throws {
    let (site, id, pages) = try site()
    let confirmation = try await pages.validate(id, corrected(try await pages.open(id)))
    let file = try site.rejectedFile("crm-7.xml")
    try site.write(try site.text(of: file).replacing(">-5<", with: ">-9<"), to: "corrected.xml")
    _ = try site.run(
      "edit", id, "--file", "corrected.xml", "--yes", "--by", "eve", "--reason", "nine")
    let late = try await pages.submit(id, confirmation, because: "five")
    #expect(late.status == 409)
    #expect(late.html.contains("eve handed in attempt 2 at "))
    #expect(late.html.contains("nine"))
    #expect(late.html.contains("rejected"))
    #expect(late.area?.contains(">5<") == true)
    let open = try #require(late.html.firstMatch(of: /href="\/interchanges\/([0-9A-Z]{16})\/edit"/)?.output.1)
    #expect(open != id)
    #expect(try await pages.get("/interchanges/\(id)/edit").location == "/interchanges/\(open)/edit")
    #expect(try await pages.get("/rejected/\(id)").location == "/rejected/\(open)")
    #expect(try await pages.open(String(open))["content"]?.contains(">-9<") == true)
  }

  @Test("what was discarded meanwhile is not handed in, and the text is kept")
  func discarded() async throws {
    let (site, id, pages) = try site()
    let confirmation = try await pages.validate(id, corrected(try await pages.open(id)))
    _ = try site.run("discard", id, "--yes", "--reason", "not wanted")
    let late = try await pages.submit(id, confirmation, because: "five")
    #expect(late.status == 409)
    #expect(late.html.contains("It was discarded"))
    #expect(late.area?.contains(">5<") == true)
  }

  @Test("who is refused only after waiting finds the reason, and the text")
  func refusedLater() async throws {
    let (site, id, pages) = try site()
    let confirmation = try await pages.validate(id, corrected(try await pages.open(id)))
    let sent = try await pages.submit(id, confirmation, because: "five")
    // A corrected file comes through the inbox before anybody scans the desk.
    let desk = try site.names(in: "desk").filter { $0.hasSuffix(".xml") }
    try FileManager.default.moveItem(atPath: site.path + "/desk/" + desk[0], toPath: site.path + "/later.xml")
    try site.send(from: "crm", 7, ExchangeFile.order("A-2", of: "K-1"))
    try FileManager.default.moveItem(atPath: site.path + "/later.xml", toPath: site.path + "/desk/" + desk[0])
    _ = try site.run("scan", "--settle", "0")
    let page = try await pages.get(try #require(sent.location))
    #expect(page.html.contains("There is a newer attempt than yours"))
    #expect(page.area?.contains(">5<") == true)
    #expect(try await pages.get(try #require(sent.location), as: EditPages.bob).area == nil)
  }

  @Test("a version that was not looked at is not handed in")
  func unseen() async throws {
    let (site, id, pages) = try site()
    let form = try await pages.open(id)
    var sent = corrected(form, "8")
    sent["judged"] = try await pages.validate(id, corrected(form)).hidden("judged")
    sent["reason"] = "eight"
    let answer = try await pages.post("/interchanges/\(id)/attempts", sent)
    #expect(answer.status == 200)
    #expect(answer.html.contains("You change 1 line"))
    #expect(try site.names(in: "desk").filter { $0.hasSuffix(".xml") }.isEmpty)
  }

  @Test("a file in ISO-8859-1 with two characters for a line end stays as it is but for the change")
  func bytes() async throws {
    let site = try Site()
    try site.knowCustomer()
    let text = ExchangeFile.text(from: "crm", 7, [Site.badOrder("A-2")])
      .replacing("UTF-8", with: "ISO-8859-1").replacing("Schraube", with: "Schräubchen größer")
    let bytes = Data(text.replacing("\n", with: "\r\n").unicodeScalars.map { UInt8($0.value) })
    // Refused as a whole, so that the file itself is edited: one that is not well-formed at its end.
    let cut = bytes.dropLast("</Exchange>\r\n".utf8.count) + Data("</Exchang>\r\n".utf8)
    try cut.write(to: URL(fileURLWithPath: site.path + "/inbox/crm/crm-7.xml"))
    _ = try site.run("scan", "--settle", "0")
    let (id, pages) = (try site.id(of: "crm-7.xml"), try EditPages(site))
    var form = try await pages.open(id)
    #expect(form["content"]?.contains("größer") == true)
    form["content"] = form["content"]?.replacing("</Exchang>", with: "</Exchange>").replacing(">-5<", with: ">5<")
    var euro = form
    euro["content"] = form["content"]?.replacing("größer", with: "für 5 €")
    let unfit = try await pages.validate(id, euro)
    #expect(unfit.status == 422)
    #expect(unfit.html.contains("“€” (U+20AC) does not exist in ISO-8859-1"))
    #expect(unfit.area?.contains("für 5 €") == true)
    let confirmation = try await pages.validate(id, form)
    #expect(confirmation.html.contains("No error found"))
    #expect(try await pages.submit(id, confirmation, because: "cut off by hand").status == 303)
    _ = try site.run("scan", "--settle", "0")
    let archived = site.files(in: "archive", ending: "crm-7.xml")
    #expect(archived.count == 1)
    let expected = Array(bytes).replacing(Array(">-5<".utf8), with: Array(">5<".utf8))
    #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: site.path + "/" + archived[0]))) == expected)
  }

  @Test("an archive under the name of an XML file is told apart, and nobody is asked to put it right")
  func archive() async throws {
    let site = try Site()
    let bytes = Data([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x00, 0x00, 0x08, 0x00, 0xFF, 0xFE]) + Data(count: 40)
    try bytes.write(to: URL(fileURLWithPath: site.path + "/inbox/crm/zipped.xml"))
    _ = try site.run("scan", "--settle", "0")
    let (id, pages) = (try site.id(of: "zipped.xml"), try EditPages(site))
    let page = try await pages.get("/interchanges/\(id)/edit", in: .german)
    #expect(page.html.contains("Senden Sie XML. Eine gepackte Datei ist vorher zu entpacken."))
    let item = try await pages.get("/rejected/\(id)")
    #expect(item.html.contains("class=\"button\" href=\"/interchanges/\(id)/edit\""))
    #expect(!item.html.contains("button go"))
  }

  @Test("what no page gives back is not edited, and can be saved")
  func notEditable() async throws {
    let site = try Site()
    let bytes =
      Data("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Exchange>\n <Name>M".utf8) + [0xFC]
      + Data("ller</Name></Exchange>".utf8)
    try bytes.write(to: URL(fileURLWithPath: site.path + "/inbox/crm/latin.xml"))
    _ = try site.run("scan", "--settle", "0")
    let (id, pages) = (try site.id(of: "latin.xml"), try EditPages(site))
    let page = try await pages.get("/interchanges/\(id)/edit")
    #expect(page.html.contains("Line 3 has bytes that are nothing in UTF-8"))
    #expect(page.html.contains("rejected/crm/"))
    #expect(page.area == nil)
    let saved = try await pages.get("/rejected/\(id)/file.xml")
    #expect(saved.headers["content-type"] == "application/octet-stream")
    #expect(saved.headers["content-disposition"]?.hasSuffix("latin.xml") == true)
    let forged = try await pages.validate(
      id, ["basis": id, "revision": FileDigest(of: Array(bytes)).sha256, "content": "<Exchange/>"])
    #expect(forged.html.contains("It cannot be edited on a page"))
  }

  @Test("hostile names and contents are text on every page")
  func hostile() async throws {
    let site = try Site()
    let script = "</textarea><script>alert(1)</script>"
    let text = "<Exchange xmlns=\"urn:kontor:exchange:1\">\n <x a=\"'\">&lt;script>\(script)\n"
    try site.write(text, to: "inbox/crm/\"><script>alert(2)<-script>.xml")
    _ = try site.run("scan", "--settle", "0")
    let pages = try EditPages(site)
    let list = try await pages.get("/rejected")
    let id = try #require(list.html.firstMatch(of: /href="\/rejected\/([0-9A-Z]{16})"/)?.output.1)
    let form = try await pages.open(String(id))
    #expect(form["content"] == text)
    var edited = form
    edited["content"] = text + script + "\u{1B}"
    let unfit = try await pages.validate(String(id), edited)
    #expect(unfit.status == 422)
    edited["content"] = text + script
    edited["anyway"] = "yes"
    let confirmation = try await pages.validate(String(id), edited)
    #expect(confirmation.hidden("content") == text + script)
    edited["basis"] = "\"><script>"
    let conflict = try await pages.validate(String(id), edited)
    let others = [
      try await pages.get("/rejected/\(id)"), try await pages.get("/interchanges/\(id)/edit"),
      try await pages.get("/interchanges/\(id)/attempts"), try await pages.get("/interchanges/%22%3E%3Cscript%3E/edit"),
    ]
    for page in [list, unfit, confirmation, conflict] + others {
      #expect(!page.html.contains("<script>"))
      #expect(!page.html.contains("\u{1B}"))
    }
  }

  @Test("values that are shown to nobody stand as marks, and come back")
  func masked() async throws {
    let (site, id, _) = try site()
    try site.append("mask: [Quantity, Name]\n", to: "kontor.yaml")
    let pages = try EditPages(site)
    var form = try await pages.open(id)
    #expect(form["content"]?.contains("<Quantity>•••2•••</Quantity>") == true)
    #expect(form["content"]?.contains("Schraube") == false)
    form["content"] = form["content"]?.replacing("•••2•••", with: "5")
    var wrong = form
    wrong["content"] = form["content"]?.replacing("•••1•••", with: "•••7•••")
    #expect(try await pages.validate(id, wrong).html.contains("•••7••• stands for no hidden value"))
    let confirmation = try await pages.validate(id, form)
    #expect(!confirmation.html.contains("Schraube"))
    _ = try await pages.submit(id, confirmation, because: "five")
    #expect(try await pages.get("/rejected/\(id)/file.xml").status == 404)
    _ = try site.run("scan", "--settle", "0")
    let document = try #require(try site.documents("Order-A-2").first)
    #expect(try site.text(of: "outbox/erp/\(document)").contains("Schraube"))
  }

  @Test("a file that is gone says so, and keeps what was written")
  func gone() async throws {
    let (site, id, pages) = try site()
    let form = corrected(try await pages.open(id))
    try site.remove(try site.rejectedFile("crm-7.xml"))
    let answer = try await pages.validate(id, form)
    #expect(answer.status == 410)
    #expect(answer.html.contains("is gone; put it back"))
    #expect(answer.area?.contains(">5<") == true)
    #expect(try await pages.get("/interchanges/\(id)/edit").status == 410)
    #expect(try await pages.get("/interchanges/01KAVB0QZ3M7T2XA/edit").status == 404)
  }

  @Test("only operators who may see payloads edit, and every look is noted")
  func rights() async throws {
    let (_, id, pages) = try site()
    #expect(try await pages.get("/interchanges/\(id)/edit", as: EditPages.lou).status == 403)
    #expect(try await pages.validate(id, [:], as: EditPages.lou).status == 403)
    #expect(try await pages.get("/rejected/\(id)/file.xml", as: EditPages.lou).status == 403)
    _ = try await pages.get("/rejected/\(id)", as: EditPages.lou)
    var filter = AccessFilter()
    filter.what = .payloadShown
    #expect(try pages.workplace.book.access(matching: filter, before: nil, limit: 10).isEmpty)
    let form = try await pages.open(id)
    _ = try await pages.validate(id, form, as: EditPages.bob)
    _ = try await pages.get("/rejected/\(id)")
    let looks = try pages.workplace.book.access(matching: filter, before: nil, limit: 10)
    #expect(looks.map(\.who) == ["ada", "bob", "ada"])
    #expect(looks.allSatisfy { $0.subject == "interchange \(id)" })
  }
}
