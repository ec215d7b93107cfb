import Console
import Foundation
import Testing

@Suite("Conflicts in the console")
struct ConflictsAreaTests {
  /// What the form of the page would send, with a choice.
  private func form(_ page: Areas.Answer, _ choice: String, reason: String = "called", value: String = "") throws -> [(
    String, String
  )] {
    let id = try #require(page.hidden("conflict"))
    return [
      ("conflict", id), (id, choice), ("\(id).of", try #require(page.hidden("\(id).of"))),
      ("\(id).field", try #require(page.hidden("\(id).field"))),
      ("\(id).seen", try #require(page.hidden("\(id).seen"))),
      ("\(id).value", value), ("reason", reason),
    ]
  }

  @Test("both values are shown with their times and files, and one is taken")
  func take() async throws {
    let site = try Site()
    try site.makeConflict()
    let areas = try Areas(site)
    let page = try await areas.get("/conflicts")
    #expect(page.status == 200)
    for text in ["+49302", "+49303", "2026-11-18 14:10:00 UTC", "2026-11-18 14:20:00 UTC", "crm-2.xml", "erp-2.xml"] {
      #expect(page.html.contains(text), "\(text)")
    }
    #expect(page.html.contains("proposed: crm, the later one"))
    let answer = try await areas.post("/conflicts", try form(page, "take:crm"))
    #expect(answer.status == 303)
    let next = try #require(answer.location)
    #expect(try await areas.get(next).html.contains("on the desk"))
    _ = try site.run("scan", "--settle", "0")
    let after = try await areas.get(next)
    #expect(after.html.contains("carried out"))
    #expect(after.html.contains("No conflict is open."))
    let story = try site.run("explain", "Customer", "K-1").out
    #expect(story.contains("ada decided. called"))
    #expect(story.contains("Phone[use=main]: +49302 → +49303 (decided by ada)"))
  }

  @Test("a value of one's own is normalised")
  func ownValue() async throws {
    let site = try Site()
    try site.makeConflict()
    let areas = try Areas(site)
    let page = try await areas.get("/conflicts?entity=Customer&key=4711")
    #expect(page.html.contains("+49302"))
    #expect(try await areas.post("/conflicts", try form(page, "value", value: "  +49 30  4=5 ")).status == 303)
    _ = try site.run("scan", "--settle", "0")
    let story = try #require(try site.json("explain", "Customer", "K-1").answer as? [String: Any])
    let fields = try #require(story["fields"] as? [[String: Any]])
    #expect(fields.first { $0["field"] as? String == "Phone[use=main]" }?["value"] as? String == "+49 30 4=5")
  }

  @Test("a value that changed after the page was shown is not decided on unseen")
  func changed() async throws {
    let site = try Site()
    try site.makeConflict()
    let areas = try Areas(site)
    let page = try await areas.get("/conflicts")
    try site.send(from: "crm", 3, ExchangeFile.customer("K-1", minute: 30, ExchangeFile.phone("+49304")))
    let answer = try await areas.post("/conflicts", try form(page, "take:crm"))
    #expect(answer.status == 409)
    #expect(answer.html.contains("changed meanwhile"))
    #expect(answer.html.contains("+49304"))
    #expect(answer.html.contains(#"value="called""#))
    #expect(try site.names(in: "desk").isEmpty)
    // The page that came back can be answered.
    #expect(try await areas.post("/conflicts", try form(answer, "take:crm")).status == 303)
  }

  @Test("who comes second hears that there is no conflict any more")
  func gone() async throws {
    let site = try Site()
    try site.makeConflict()
    let areas = try Areas(site)
    let page = try await areas.get("/conflicts")
    #expect(try site.run("resolve", "Customer", "K-1", "Phone[use=main]=erp").code == 0)
    let answer = try await areas.post("/conflicts", try form(page, "take:crm"))
    #expect(answer.status == 409)
    #expect(answer.html.contains("Phone[use=main]: there is no conflict any more"))
    #expect(try site.names(in: "desk").isEmpty)
  }

  @Test("a form without a reason, without a choice or with a forged one decides nothing")
  func incomplete() async throws {
    let site = try Site()
    try site.makeConflict()
    let areas = try Areas(site)
    let page = try await areas.get("/conflicts")
    let withoutReason = try await areas.post("/conflicts", try form(page, "take:crm", reason: " "))
    #expect(withoutReason.status == 422)
    #expect(withoutReason.html.contains("Say why."))
    #expect(try await areas.post("/conflicts", try form(page, "later")).status == 422)
    #expect(try await areas.post("/conflicts", try form(page, "take:nobody")).status == 422)
    #expect(try await areas.post("/conflicts", try form(page, "sudo")).status == 400)
    #expect(try await areas.post("/conflicts", try form(page, "take:crm"), as: Areas.looker).status == 403)
    #expect(try site.names(in: "desk").isEmpty)
  }

  @Test("who may not see values sees that there is a conflict, and no value")
  func hidden() async throws {
    let site = try Site()
    try site.makeConflict()
    let page = try await Areas(site).get("/conflicts", as: Areas.looker)
    #expect(page.html.contains("Phone[use=main]"))
    #expect(!page.html.contains("+4930"))
  }
}
