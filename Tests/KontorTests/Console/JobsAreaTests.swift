import Exchange
import Foundation
import Operations
import Testing

@testable import Console

/// Jobs and the audit as a browser meets them, with a real ledger behind.
@Suite("Jobs in the console")
struct JobsAreaTests {
  private func scan(_ site: Site) throws { _ = try site.run("scan", "--settle", "0") }

  /// Rejected orders, and a mapping with which they would pass.
  private func site(_ count: Int) throws -> Site {
    let site = try Site()
    try site.rejectOrders(count)
    try site.mendMapping()
    return site
  }

  private let byCause = [("verb", "reprocess"), ("where", "code=mapping-failed&sender=crm")]

  private func carry(_ areas: Areas, _ site: Site) async throws {
    let runner = JobRunner(areas.workplace.book, WorkplaceJobDesk(areas.workplace))
    for _ in 0..<20 {
      await runner.turn()
      if try areas.workplace.book.openJobs().isEmpty { return }
      try scan(site)
    }
    Issue.record("the job does not end")
  }

  /// Confirms what is shown when it is asked for.
  private func confirm(_ form: [(String, String)], _ areas: Areas, _ more: (String, String)...) async throws
    -> Areas.Answer
  {
    let asked = try await areas.post("/jobs", form)
    let shown = try ["confirmed", "seen"].map { ($0, try #require(asked.hidden($0))) }
    return try await areas.post("/jobs", form + shown + more)
  }

  @Test("all with one cause are counted, confirmed, tried again and told of, without a script")
  func whole() async throws {
    let site = try site(3)
    let areas = try Areas(site)
    let asked = try await areas.post("/jobs", byCause)
    #expect(asked.status == 200)
    #expect(asked.html.contains("Try 3 files again?"))
    #expect(asked.html.contains("orders-2.xml"))
    #expect(asked.hidden("confirmed") == "3")
    let id = try #require(asked.hidden("job"))
    #expect(try site.names(in: "desk") == [])
    #expect(try areas.workplace.book.openJobs().isEmpty)

    let confirmed =
      byCause + [
        ("confirmed", "3"), ("seen", asked.hidden("seen") ?? ""), ("job", id), ("reason", "the mapping is mended"),
      ]
    let answer = try await areas.post("/jobs", confirmed)
    #expect(answer.status == 303)
    #expect(answer.location == "/jobs/\(id)")
    // The button was pressed twice.
    #expect(try await areas.post("/jobs", confirmed).location == "/jobs/\(id)")
    #expect(try areas.workplace.book.openJobs().count == 1)
    let waiting = try await areas.get("/jobs/\(id)")
    #expect(waiting.html.contains("It begins by itself."))

    try await carry(areas, site)
    let done = try await areas.get("/jobs/\(id)?outcome=accepted", as: Areas.looker)
    for text in ["3 files tried again", "Done: all went through.", "code=", "orders-3.xml", "the mapping is mended"] {
      #expect(done.html.contains(text) == (text != "code="), "\(text)")
    }
    #expect(try site.documents("-Order-").count == 3)
    #expect(try await areas.get("/jobs").html.contains("/jobs/\(id)"))
    #expect(try await areas.get("/jobs/\(id)", in: .german).html.contains("3 Dateien erneut verarbeitet"))
    #expect(try await areas.get("/jobs/01M8KBZZZZZZZZZZ").status == 404)
    #expect(try await areas.get("/jobs/\(id)?outcome=sold").status == 400)
    #expect(try await areas.fragments("/jobs/\(id)").map(\.id).contains("progress"))
  }

  @Test("when the count has changed, nothing is done")
  func changed() async throws {
    let site = try site(3)
    let areas = try Areas(site)
    #expect(try site.run("discard", "orders-2", "--by", "bob", "--reason", "by mistake").code == 0)
    let answer = try await areas.post("/jobs", byCause + [("confirmed", "3"), ("reason", "x")])
    #expect(answer.status == 409)
    #expect(answer.html.contains("You confirmed 3, and now there are 2."))
    #expect(answer.hidden("confirmed") == "2")
    #expect(try areas.workplace.book.openJobs().isEmpty)
  }

  @Test("when others have come in their place, nothing is done to those that nobody saw")
  func othersInPlace() async throws {
    let site = try site(3)
    let areas = try Areas(site)
    let discard = [("verb", "discard"), ("where", "code=mapping-failed&sender=crm")]
    let asked = try await areas.post("/jobs", discard)
    #expect(try site.run("discard", "orders-2", "--by", "bob", "--reason", "by mistake").code == 0)
    try site.breakMapping()
    try site.write(
      ExchangeFile.text(from: "crm", 5, [ExchangeFile.order("A-4", of: "K-1")]), to: "inbox/crm/orders-4.xml")
    try scan(site)
    let answer = try await areas.post(
      "/jobs", discard + [("confirmed", "3"), ("seen", asked.hidden("seen") ?? ""), ("reason", "x")])
    #expect(answer.status == 409)
    #expect(answer.html.contains("Something is not as you were shown it."))
    #expect(answer.html.contains("orders-4.xml"))
    #expect(try areas.workplace.book.openJobs().isEmpty)
  }

  @Test("many things are not done without a reason, and nothing is done to nothing")
  func refused() async throws {
    let site = try site(2)
    let areas = try Areas(site)
    #expect(try await confirm(byCause, areas, ("reason", "  ")).status == 422)
    #expect(try await areas.post("/jobs", [("verb", "reprocess")]).status == 422)
    #expect(try await areas.post("/jobs", [("verb", "release"), ("id", "01M8KBZZZZZZZZZZ")]).status == 400)
    #expect(try await areas.post("/jobs", [("verb", "sell"), ("id", "01M8KBZZZZZZZZZZ")]).status == 400)
    #expect(try await areas.post("/jobs", [("verb", "reprocess"), ("hold", "1 OR 1=1")]).status == 422)
    #expect(try await areas.post("/jobs", byCause, as: Areas.looker).status == 403)
    let gone = try await areas.post("/jobs", [("verb", "reprocess"), ("id", "01M8KBZZZZZZZZZZ")])
    #expect(gone.status == 200 && gone.html.contains("Nothing to be done"))
    #expect(try areas.workplace.book.openJobs().isEmpty)
    #expect(try site.names(in: "desk") == [])
  }

  @Test("the first of them can be tried, without any effect")
  func trial() async throws {
    let site = try site(2)
    let areas = try Areas(site)
    let answer = try await confirm(byCause, areas, ("try", "yes"))
    #expect(answer.html.contains("2 of 2 would pass"))
    try site.breakMapping()
    let again = try await areas.post("/jobs", byCause + [("try", "yes")])
    #expect(again.html.contains("0 of 2 would pass"))
    #expect(try site.names(in: "desk") == [])
  }

  @Test("one file alone goes to the desk at once")
  func single() async throws {
    let site = try site(2)
    let areas = try Areas(site)
    let id = try site.id(of: "orders-1.xml")
    let form = [("verb", "reprocess"), ("id", id)]
    #expect(try await areas.post("/jobs", form).hidden("confirmed") == "1")
    let answer = try await confirm(form, areas)
    #expect(answer.status == 303)
    #expect(
      answer.location?.hasPrefix("/interchanges/\(id)/attempts?desk=reprocess-") == true, "\(answer.location ?? "")")
    #expect(try site.names(in: "desk").count == 1)
    try scan(site)
    #expect(try site.documents("-Order-").count == 1)
    let discard = [("verb", "discard"), ("id", try site.id(of: "orders-2.xml"))]
    #expect(try await confirm(discard, areas).status == 422)
    #expect(try await confirm(discard, areas, ("reason", "by mistake")).status == 303)
    try scan(site)
    #expect(try site.run("rejected").out == "none\n")
  }

  @Test("a job is stopped by its button")
  func stopping() async throws {
    let site = try site(2)
    let areas = try Areas(site)
    let answer = try await confirm(byCause, areas, ("reason", "x"))
    let link = try #require(answer.location)
    #expect(try await areas.post("\(link)/stop", [], as: Areas.looker).status == 403)
    #expect(try await areas.post("\(link)/stop", []).location == link)
    try await carry(areas, site)
    let page = try await areas.get(link)
    #expect(page.html.contains("The others were not begun"))
    #expect(page.html.contains("by ada"))
    #expect(try site.documents("-Order-").isEmpty)
    #expect(try site.run("rejected").out != "none\n")
  }

  @Test("held records are released, and what was sent is sent again")
  func others() async throws {
    let site = try Site()
    try site.holdOrder()
    let areas = try Areas(site)
    let held = [("verb", "release"), ("hold", "1")]
    #expect(try await areas.post("/jobs", held).html.contains("Release 1 record?"))
    let answer = try await confirm(held, areas, ("reason", "the customer is there"))
    #expect(answer.location?.hasPrefix("/held?desk=release-") == true, "\(answer.location ?? "")")
    try scan(site)
    #expect(try site.run("held").out == "none\n")

    let sent = try self.site(1)
    _ = try sent.run("reprocess", "orders-1")
    let others = try Areas(sent)
    let id = try sent.id(of: "orders-1.xml")
    let asked = try await others.post("/jobs", [("verb", "resend"), ("id", id)])
    #expect(asked.html.contains("1 document that came of 1 file for erp."))
    let before = try sent.documents("-Order-").count
    let form = [
      ("verb", "resend"), ("id", id), ("confirmed", "1"), ("seen", asked.hidden("seen") ?? ""),
      ("job", asked.hidden("job") ?? ""), ("reason", "lost"),
    ]
    let again = try await others.post("/jobs", form)
    #expect(again.status == 303)
    // The button was pressed twice, and once more when all was done.
    #expect(try await others.post("/jobs", form).location == again.location)
    try scan(sent)
    #expect(try await others.post("/jobs", form).location == again.location)
    try scan(sent)
    #expect(try sent.documents("-Order-").count == before + 1)
  }

  @Test("all conflicts of a kind are decided alike, by those who see values")
  func alike() async throws {
    let site = try Site()
    try site.makeConflict()
    let areas = try Areas(site)
    let kind = try #require(
      try await areas.workplace.read { try $0.conflicts().conflicts.first.map { ConflictKind($0).text } })
    let form = [("verb", "resolve"), ("alike", kind), ("take", "later")]
    let blind = Viewer(name: "ada", role: .operator, seesPayloads: false, formToken: "t")
    #expect(try await areas.post("/jobs", form, as: blind).status == 403)
    let asked = try await areas.post("/jobs", form)
    #expect(asked.html.contains("Decide on 1 business object?"))
    #expect(try await confirm(form, areas).status == 422)
    let answer = try await confirm(form, areas, ("reason", "the later one"))
    #expect(answer.location?.hasPrefix("/conflicts?desk=resolve-") == true, "\(answer.location ?? "")")
    try scan(site)
    #expect(try site.run("conflicts").out == "none\n")
    #expect(try await areas.post("/jobs", form).html.contains("Nothing to be done"))
  }

  // MARK: - The audit

  @Test("decisions and visits by time, filtered, paged, as CSV and as JSON")
  func audit() async throws {
    let site = try site(3)
    let areas = try Areas(site)
    let book = areas.workplace.book
    try book.note(
      AccessEntry(at: Timestamp(milliseconds: 1), who: "mallory7", what: .logInFailed, address: "192.0.2.9"))
    _ = try site.run("discard", "orders-1", "--by", "bob", "--reason", "by mistake")
    _ = try site.run("discard", "orders-2", "--by", "ada", "--reason", "by mistake")
    try book.note(
      AccessEntry(at: .now(), who: "ada", what: .payloadShown, subject: "interchange 01M8KBZZZZZZZZZZ"))
    let page = try await areas.get("/audit", as: Areas.admin)
    for text in ["log-in failed", "192.0.2.9", "discard", "by mistake", "look", "bob"] {
      #expect(page.html.contains(text), "\(text)")
    }
    let clerk = try await areas.get("/audit")
    #expect(!clerk.html.contains("192.0.2.9") && !clerk.html.contains("mallory7"))
    let bob = try await areas.get("/audit?who=bob")
    #expect(bob.html.contains("<td role=\"cell\" data-label=\"Who\">bob</td>"))
    #expect(!bob.html.contains("data-label=\"Who\">ada"))
    #expect(try await areas.get("/audit?action=payload-shown").html.contains("01M8KBZZZZZZZZZZ"))
    #expect(try await !areas.get("/audit?action=decisions").html.contains("01M8KBZZZZZZZZZZ"))
    #expect(try await areas.get("/audit?until=1969-12-30").html.contains("Nothing matches"))
    #expect(try await areas.get("/audit?since=31.12.1999").status == 400)
    #expect(try await areas.get("/audit?before=x").status == 400)
    #expect(try await areas.get("/audit?action=sell").status == 400)

    struct Page: Decodable {
      struct Entry: Decodable {
        var kind: String
        var who: String
      }
      var entries: [Entry]
      var next: String?
    }
    var seen: [String] = []
    var next: String? = nil
    repeat {
      let link = "/audit.json?limit=1" + (next.map { "&before=\($0)" } ?? "")
      let answer = try await areas.get(link, as: Areas.admin)
      let page = try JSONDecoder().decode(Page.self, from: Data(answer.html.utf8))
      seen += page.entries.map { "\($0.kind) \($0.who)" }
      next = page.next
    } while next != nil
    // Taking it along is an entry too, above where the reader began.
    #expect(Array(seen.suffix(4)) == ["access ada", "decision ada", "decision bob", "access mallory7"], "\(seen)")
    #expect(try book.access(matching: AccessFilter(), before: nil, limit: 1).first?.what == .listExported)
  }
}
