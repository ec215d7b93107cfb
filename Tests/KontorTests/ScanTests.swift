import Foundation
import Testing

@Suite("kontor scan")
struct ScanTests {
  @Test("good files pass with exit 0, and a second scan finds nothing new")
  func passes() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    let first = try site.run("scan", "--settle", "0")
    #expect(first.code == 0)
    #expect(first.lines[0].hasPrefix("accepted "))
    #expect(first.lines[0].contains("1002-first-order.xml  crm 1002"))
    #expect(first.out.contains("1 file: 1 accepted; 2 records: 2 accepted; 2 documents sent"))
    #expect(try site.names(in: "outbox/erp").count == 2)
    #expect(try site.names(in: "outbox/crm").count == 1)
    let second = try site.run("scan", "--settle", "0")
    #expect(second.code == 0)
    #expect(second.out.isEmpty)
  }

  @Test("a file that comes again is named a repeat and sends nothing")
  func repeats() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    _ = try site.run("scan", "--settle", "0")
    try site.drop("crm/1002-first-order.xml", as: "again.xml")
    let again = try site.run("scan", "--settle", "0")
    #expect(again.code == 0)
    #expect(again.lines[0].hasPrefix("repeat "))
    #expect(again.out.contains("1 file: 1 repeated"))
    #expect(try site.names(in: "outbox/erp").count == 2)
  }

  @Test(
    "what needs a person ends with exit 1",
    arguments: [("bad/truncated.xml", "rejected"), ("bad/one-bad-record.xml", "partially-accepted")])
  func attention(example: String, verdict: String) throws {
    let site = try Site()
    try site.drop(example)
    let run = try site.run("scan", "--settle", "0")
    #expect(run.code == 1)
    #expect(run.lines[0].hasPrefix(verdict + " "))
    let report = try #require(run.lines.first { $0.contains("  report  ") }?.split(separator: " ").last)
    #expect(FileManager.default.fileExists(atPath: site.path + "/" + report))
  }

  @Test("a file that has just come is waited for until it has settled")
  func waits() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    let run = try site.run("scan", "--settle", "300ms")
    #expect(run.code == 0)
    #expect(run.out.contains("1 accepted"))
  }

  @Test("a file that ends too early is incomplete at first, and final where nothing may grow")
  func incomplete() throws {
    let site = try Site()
    try site.drop("bad/truncated.xml")
    let first = try site.run("scan", "--settle", "10ms")
    #expect(first.code == 1)
    #expect(first.lines[0].hasPrefix("incomplete "))
    let second = try site.run("scan", "--settle", "0")
    #expect(second.code == 1)
    #expect(second.lines[0].hasPrefix("rejected "))
  }

  @Test("one inbox can be chosen, and a wrong name is answered with the right one")
  func system() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    let other = try site.run("scan", "--settle", "0", "--system", "erp")
    #expect(other.out.isEmpty)
    let wrong = try site.run("scan", "--system", "cmr")
    #expect(wrong.code == 2)
    #expect(wrong.err.contains("did you mean crm?"))
    #expect(try site.run("scan", "--settle", "0", "--system", "crm").out.contains("1 accepted"))
  }

  @Test("JSON is one object a line and ends with a summary")
  func json() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    let run = try site.run("scan", "--settle", "0", "--json")
    let objects = try run.lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.map { $0["event"] as? String } == ["interchange", "summary"])
    let interchange = try #require(objects[0]["interchange"] as? [String: Any])
    #expect(interchange["verdict"] as? String == "accepted")
    #expect(interchange["file"] as? String == "1002-first-order.xml")
    let summary = try #require(objects[1]["summary"] as? [String: Any])
    #expect(summary["interchanges"] as? [String: Int] == ["accepted": 1])
    #expect(summary["documents"] as? Int == 2)
  }

  @Test("a folder that is away ends with exit 74 and says what to do")
  func brokenFolder() throws {
    let site = try Site()
    try FileManager.default.removeItem(atPath: site.path + "/inbox/crm")
    let run = try site.run("scan", "--settle", "0")
    #expect(run.code == 74)
    #expect(run.out.contains("inbox/crm"))
    #expect(run.out.contains("Create it, mount it"))
  }

  @Test("a name that is passed over is told once, and never raw")
  func passedOver() throws {
    let site = try Site()
    try site.write("a;b", to: "inbox/crm/list\u{1B}[2J.csv")
    let first = try site.run("scan", "--settle", "0")
    #expect(first.code == 0)
    #expect(first.lines[0].hasPrefix("passed over"))
    #expect(first.lines[0].contains("list%1B[2J.csv"))
    #expect(!first.out.contains("\u{1B}"))
    #expect(try site.run("scan", "--settle", "0").out.isEmpty)
  }
}
