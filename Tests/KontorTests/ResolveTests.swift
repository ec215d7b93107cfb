import Foundation
import Testing

@Suite("kontor resolve")
struct ResolveTests {
  @Test("one side's value is taken, and only the other side is sent it")
  func take() throws {
    let site = try Site()
    try site.makeConflict()
    let before = try site.names(in: "outbox/erp").count
    let run = try site.run("resolve", "Customer", "K-1", "Phone[use=main]=crm", "--by", "ada", "--reason", "called")
    #expect(run.code == 0)
    #expect(run.lines[0] == "Customer K-1: decided Phone[use=main]")
    #expect(try site.run("conflicts").out == "none\n")
    let documents = try site.names(in: "outbox/erp")
    #expect(documents.count == before + 1)
    let last = try #require(documents.last { $0.contains("Customer") })
    #expect(try String(contentsOfFile: site.path + "/outbox/erp/" + last, encoding: .utf8).contains("+49303"))
    let story = try site.run("explain", "Customer", "K-1").out
    #expect(story.contains("ada decided. called"))
    #expect(story.contains("Phone[use=main]: +49302 → +49303 (decided by ada)"))
  }

  @Test("a value of one's own is normalised, also where it holds an equals sign")
  func value() throws {
    let site = try Site()
    try site.makeConflict()
    let run = try site.run("resolve", "Customer", "4711", "Phone[use=main]=value:  +49 30  4=5 ")
    #expect(run.code == 0)
    let story = try #require(try site.json("explain", "Customer", "K-1").answer as? [String: Any])
    let fields = try #require(story["fields"] as? [[String: Any]])
    #expect(fields.first { $0["field"] as? String == "Phone[use=main]" }?["value"] as? String == "+49 30 4=5")
  }

  @Test(
    "slips are answered before anything is decided",
    arguments: [
      (["Customer", "K-9", "Phone[use=main]=crm"], "Customer K-9 is not known here"),
      (
        ["Customer", "K-1", "Fax[use=main]=crm"],
        "no conflict on Fax[use=main] of Customer K-1; there is one on Phone[use=main]"
      ),
      (["Customer", "K-1", "Phone[use=man]=crm"], "did you mean Phone[use=main]?"),
      (["Customer", "K-1", "Phone[use=main]=emp"], "did you mean erp?"),
      (["Customer", "K-1", "Phone[use=main]"], "write FIELD=SYSTEM, or FIELD=value:TEXT"),
      (["Customer", "K-1", "Phone[use=main]=crm", "Phone[use=main]=erp"], "decided twice"),
      (["Customer", "K-1"], "Say what is to hold"),
      (["Customer"], "Name the key of the Customer too."),
      (["Customer", "K-1", "--link", "K-2"], "Customer K-1 does not wait for anything"),
      (["Customer", "K-1", "--link", "K-2", "--separate"], "either the same or another one"),
      (["01ABC-1-1"], "no document 01ABC-1-1 is in doubt"),
    ])
  func slips(arguments: [String], message: String) throws {
    let site = try Site()
    try site.makeConflict()
    let run = try Program.run(["resolve"] + arguments, in: site.path)
    #expect(run.code == 2)
    #expect(run.err.contains(message), "\(run.err)")
    #expect(try site.names(in: "desk").isEmpty)
    #expect(try site.run("list", "--sender", "desk").out == "none\n")
  }

  @Test("where there is no conflict at all, that is said")
  func none() throws {
    let site = try Site()
    try site.bookCustomer()
    let run = try site.run("resolve", "Customer", "K-1", "Name=crm")
    #expect(run.code == 2)
    #expect(run.err.contains("there is no conflict on any field of Customer K-1"))
  }

  @Test("a possible duplicate is linked, and one record it is from then on")
  func link() throws {
    let site = try Site()
    try site.holdDuplicate()
    #expect(try site.run("resolve", "Customer", "K-2", "--link", "K-9").err.contains("Customer K-9 is not known here"))
    let run = try site.run("resolve", "Customer", "K-2", "--link", "K-1")
    #expect(run.code == 0)
    #expect(run.lines[0] == "Customer K-2: is the same as K-1")
    #expect(try site.run("held").out == "none\n")
    let story = try site.run("explain", "Customer", "K-2")
    #expect(story.code == 0)
    #expect(story.out.contains("crm K-2 is a second record of it"))
  }

  @Test("a possible duplicate is somebody else, and known from then on")
  func separate() throws {
    let site = try Site()
    try site.holdDuplicate()
    let run = try site.run("resolve", "Customer", "K-2", "--separate")
    #expect(run.code == 0)
    #expect(run.lines[0] == "Customer K-2: is another one")
    #expect(try site.run("held").out == "none\n")
    let keys = try #require(try site.json("explain", "Customer", "K-2").answer as? [String: Any])["keys"]
    #expect((keys as? [[String: Any]])?.map { $0["key"] as? String } == ["K-2"])
  }

  @Test("what waits for something else is not asked who it is")
  func otherHold() throws {
    let site = try Site()
    try site.holdOrder()
    let run = try site.run("resolve", "Order", "A-1", "--separate")
    #expect(run.code == 2)
    #expect(run.err.contains("Order A-1 does not wait to be told who it is. Order A-1 waits for Customer K-1"))
  }
}

extension Site {
  /// A second customer of the CRM with the same VAT id.
  func holdDuplicate() throws {
    let vat = "<VatId>DE136695976</VatId>"
    try send(from: "crm", 1, ExchangeFile.customer("K-1", stage: "ordered", vat))
    try send(from: "crm", 2, ExchangeFile.customer("K-2", stage: "ordered", name: "Mueller", vat))
  }
}
