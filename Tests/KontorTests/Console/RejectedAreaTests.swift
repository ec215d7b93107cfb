import Exchange
import Foundation
import Operations
import Testing

@testable import Console

@Suite("The console's rejected files")
struct RejectedAreaTests {
  @Test("stand by cause, with what to do and who, in both languages")
  func list() async throws {
    let site = try Site()
    let pages = try EditPages(site)
    #expect(try await pages.get("/rejected").html.contains("Nothing is rejected."))
    try site.rejectOneOfTwo()
    let page = try await pages.get("/rejected")
    #expect(page.html.contains("<code>/Exchange/Order/Lines/Line/Quantity</code>"))
    #expect(page.html.contains("1 file, by 1 cause"))
    #expect(page.html.contains("crm-7.xml"))
    #expect(page.html.contains("1 of 1"))
    #expect(page.html.contains("the sender: the data in the file"))
    #expect(page.html.contains("name=\"verb\" value=\"reprocess\""))
    let german = try await pages.get("/rejected", in: .german)
    #expect(german.html.contains("1 Datei, aus 1 Ursache"))
    #expect(german.html.contains("die sendende Stelle"))
    #expect(try await pages.get("/rejected?who=mapping").html.contains("Nothing is rejected with this filter."))
    #expect(try await pages.get("/rejected?who=sender&sender=crm").html.contains("crm-7.xml"))
    #expect(try await pages.get("/rejected?sender=erp").html.contains("Nothing is rejected with this filter."))
    #expect(try await pages.get("/rejected?age=2d").html.contains("Nothing is rejected with this filter."))
    #expect(try await pages.get("/rejected?code=value-invalid").html.contains("crm-7.xml"))
    #expect(try await pages.get("/rejected?age=x&after=y&skip=-1&who=z").html.contains("crm-7.xml"))
  }

  @Test("one of them shows the line, the hint and who can put it right")
  func item() async throws {
    let site = try Site()
    try site.rejectOneOfTwo()
    let (id, pages) = (try site.id(of: "crm-7.xml"), try EditPages(site))
    let page = try await pages.get("/rejected/\(id)")
    #expect(page.status == 200)
    let line = try #require(page.html.firstMatch(of: /href="#L(\d+)">line/)?.output.1)
    #expect(page.html.contains("<span class=\"row hit\" id=\"L\(line)\">"))
    #expect(page.html.contains("<mark>&lt;Quantity&gt;-5&lt;/Quantity&gt;</mark>"))
    #expect(page.html.contains("class=\"hint\""))
    #expect(page.html.contains("value-invalid"))
    #expect(page.html.contains("1 of 2 records was rejected."))
    let german = try await pages.get("/rejected/\(id)", in: .german)
    #expect(german.html.contains("Zeile \(line)"))
    #expect(german.html.contains("1 von 2 Datensätzen wurde"))
    #expect(try await pages.get("/rejected/01KAVB0QZ3M7T2XA").status == 404)
    #expect(try await pages.get("/rejected/nothing").status == 404)
  }

  @Test("show neither values nor lines to who may not see them")
  func hidden() async throws {
    let site = try Site()
    try site.rejectOneOfTwo()
    let (id, pages) = (try site.id(of: "crm-7.xml"), try EditPages(site))
    for link in ["/rejected", "/rejected/\(id)"] {
      let page = try await pages.get(link, as: EditPages.lou)
      #expect(page.status == 200)
      // Beneath the head, which names files by their hashes.
      #expect(!page.html.split(separator: "<main")[1].contains("-5"), "\(link)")
      #expect(page.html.contains("•••"))
      #expect(!page.html.contains("Put it right"))
      #expect(!page.html.contains("name=\"verb\""))
      #expect(!page.html.contains("class=\"source\""))
    }
  }

  @Test("many with one cause stand on pages of their own, and go to the jobs as one")
  func many() async throws {
    let site = try Site()
    try site.rejectOrders(11)
    let pages = try EditPages(site)
    let list = try await pages.get("/rejected")
    #expect(list.html.contains("11 files, by 1 cause"))
    #expect(list.html.matches(of: /<tr role="row" id="r-/).count == RejectedList.filesOfCause)
    #expect(list.html.contains("Try all 11 files again …"))
    let cause = try #require(list.hidden("cause"))
    #expect(cause.wholeMatch(of: /c[0-9a-f]{12}/) != nil)
    let all = try await pages.get("/rejected?cause=\(cause)")
    #expect(all.html.matches(of: /<tr role="row" id="r-/).count == 11)
  }

  @Test("tell of new ones without moving the list")
  func live() async throws {
    let site = try Site()
    try site.rejectOneOfTwo()
    let pages = try EditPages(site)
    let page = try await pages.get("/rejected")
    let events = try #require(page.html.firstMatch(of: /data-events="([^"]+)"/)?.output.1)
    let name = try #require(Fields(encoded: events.split(separator: "?")[1].replacing("&amp;", with: "&"))["page"])
    #expect(name.hasPrefix("/rejected?seen="))
    #expect(try await pages.fragments(name)["news"]?.contains("show") == false)
    try await Task.sleep(for: .milliseconds(5))
    try site.send(from: "crm", 8, Site.badOrder("A-3"))
    let after = try await pages.fragments(name)
    #expect(after["news"]?.contains("1 new: show") == true)
    #expect(after["say"]?.contains("2 files") == true)
    #expect(after["n-rejected"]?.contains("2") == true)
  }

  @Test("a long file is shown page by page, beginning near the fault")
  func long() async throws {
    let site = try Site()
    try site.knowCustomer()
    let orders = (1...60).map { ExchangeFile.order("A-\($0)", of: "K-1").replacing("<", with: "\n<") }
    try site.write(ExchangeFile.text(from: "crm", 7, orders + [Site.badOrder("B-1")]), to: "inbox/crm/crm-7.xml")
    _ = try site.run("scan", "--settle", "0")
    let (id, pages) = (try site.id(of: "crm-7.xml"), try EditPages(site))
    let page = try await pages.get("/rejected/\(id)")
    let line = try #require(page.html.firstMatch(of: /href="#L(\d+)">line/)?.output.1)
    #expect(try #require(Int(line)) > 400)
    #expect(page.html.contains("id=\"L\(line)\""))
    #expect(page.html.contains("Lines before"))
    let first = try await pages.get("/rejected/\(id)?from=1")
    #expect(first.html.contains("id=\"L400\""))
    #expect(!first.html.contains("id=\"L401\""))
    #expect(first.html.contains("Lines behind"))
    #expect(first.html.contains("/rejected/\(id)?from=\(try #require(Int(line)) - 20)#L\(line)"))
  }
}
