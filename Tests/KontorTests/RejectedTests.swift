import Foundation
import Testing

@Suite("kontor rejected, and filters")
struct RejectedTests {
  @Test("files with the same fault stand together, with where they lie and who has to act")
  func groups() throws {
    let site = try Site()
    #expect(try site.run("rejected").out == "none\n")
    try site.rejectOneOfTwo()
    try site.send(from: "crm", 8, Site.badOrder("A-3"))
    try site.write("<nothing", to: "inbox/crm/broken.xml")
    _ = try site.run("scan", "--settle", "0")
    let run = try site.run("rejected")
    #expect(run.code == 0)
    #expect(run.lines[0].hasPrefix("value-invalid at /"))
    #expect(run.lines[0].hasSuffix("/Quantity: 2 records in 2 files"), "\(run.out)")
    #expect(run.out.contains("“-5” in Quantity is too small."))
    #expect(run.out.contains(", 1 of 1 record open\n"))
    #expect(run.out.contains("      file    \(try site.rejectedFile("crm-7.xml"))\n"))
    #expect(run.out.contains("      report  \(try site.rejectedFile("crm-8.xml")).report.txt\n"))
    #expect(run.out.contains("broken.xml  crm, "))
    #expect(run.lines.last == "3 files to be put right")
    let groups = try #require(try site.json("rejected").answer as? [[String: Any]])
    #expect(groups.count == 2)
    #expect(groups[0]["code"] as? String == "value-invalid")
    #expect(groups[0]["records"] as? Int == 2)
    #expect(groups[0]["responsible"] as? String == "sender")
    let files = try #require(groups[0]["files"] as? [[String: Any]])
    #expect(files.map { $0["file"] as? String } == ["crm-7.xml", "crm-8.xml"])
    for file in files {
      let place = try #require(file["place"] as? String)
      #expect(FileManager.default.fileExists(atPath: site.path + "/" + place))
    }
  }

  @Test(
    "conditions narrow what is listed",
    arguments: [
      ("system=crm", 2), ("system=erp", 0), ("code=value-invalid", 1), ("code=mapping-failed", 1),
      ("entity=order", 2), ("entity=Customer", 0), ("file=crm-*.xml", 1), ("file='orders-?.xml'", 1), ("file=crm", 0),
      ("age>1d", 0), ("age<1d", 2), ("age<1d system=crm code=value-invalid entity=Order file=*.xml", 1),
    ])
  func conditions(clause: String, count: Int) throws {
    let site = try Site()
    try site.rejectOrders(1)
    try site.send(from: "crm", 200, Site.badOrder("A-9"))
    let groups = try #require(try site.json("rejected", "--where", clause).answer as? [[String: Any]])
    #expect(groups.count == count)
    let listed = try #require(
      try site.json("list", "--where", clause + " rejection=open").answer as? [[String: Any]])
    #expect(listed.count == count)
  }

  @Test(
    "a slip in a condition is answered with what was meant, and with an example",
    arguments: [
      ("sytem=crm", "there is no key “sytem”; did you mean system?"),
      ("system=cmr", "there is no system “cmr”; did you mean crm?"),
      ("code=value-invald", "there is no code “value-invald”; did you mean value-invalid?"),
      ("entity=Ordr", "there is no entity “Ordr”; did you mean Order?"),
      ("age=2d", "age is more or less than a time: age>2d, or age<2d."),
      ("age>2", "“2” is no time; write 30m, 2h or 2d."),
      ("file>x", "file takes no >, only =."),
      ("system=", "system= says nothing; give it a value."),
      ("orders", "“orders” is no condition; a condition is KEY=VALUE."),
      ("=crm", "“=crm” is no condition; a condition is KEY=VALUE."),
      ("system=crm system=erp", "system is said twice, and both would have to hold."),
      ("file='a b", "a quote is not closed."),
      (" ", "it says nothing."),
      ("rejection=corrected", "only what is still to be put right is meant here, so leave rejection= out"),
    ])
  func slips(clause: String, message: String) throws {
    let site = try Site()
    for command in [["rejected"], ["reprocess"], ["discard", "--reason", "x"]] {
      let run = try Program.run(command + ["--where", clause], in: site.path)
      #expect(run.code == 2)
      #expect(run.err.contains(message), "\(run.err)")
    }
    if !clause.hasPrefix("rejection") {
      let run = try site.run("list", "--where", clause)
      #expect(run.code == 2)
      #expect(run.err.contains("Write for example --where \"system=crm code=value-invalid entity=Order age>2d"))
    }
  }

  @Test("what is put right is not listed any more, and shown with how that came about")
  func settled() throws {
    let site = try Site()
    try site.rejectOneOfTwo()
    try site.send(from: "crm", 8, ExchangeFile.order("A-2", of: "K-1"))
    #expect(try site.run("rejected").out == "none\n")
    let listed = try #require(
      try site.json("list", "--where", "rejection=corrected").answer as? [[String: Any]])
    #expect(listed.map { $0["file"] as? String } == ["crm-7.xml"])
    let shown = try site.run("show", "crm-7.xml").out
    let by = try site.id(of: "crm-8.xml")
    #expect(shown.contains("   record 2: corrected by record 1 of \(by), "), "\(shown)")
    #expect(shown.contains("reject file rejected/crm/closed/"))
    let again = try site.run("edit", "crm-7.xml", "--file", "kontor.yaml", "--yes")
    #expect(again.code == 2)
    #expect(again.err.contains("is to be put right any more: it was corrected by \(by), "))
  }
}
