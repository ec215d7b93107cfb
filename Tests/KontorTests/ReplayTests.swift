import Foundation
import Testing

@Suite("kontor replay")
struct ReplayTests {
  private static let mapping = "formats/sap-business-one/order.xsl"

  /// The lines of a replay's answer in JSON.
  private func replay(_ site: Site, _ arguments: String...) throws -> (
    code: Int32, differences: [[String: Any]], failures: [[String: Any]], summary: [String: Any]
  ) {
    let run = try Program.run(["replay"] + arguments + ["--json"], in: site.path)
    let lines = try run.lines.map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    let summary = try #require(lines.last?["summary"] as? [String: Any], "\(run.err)")
    return (
      run.code, lines.filter { $0["event"] as? String == "difference" },
      lines.filter { $0["event"] as? String == "failure" }, summary
    )
  }

  private func documents(_ differences: [[String: Any]], _ kind: String = "import") -> [[String: Any]] {
    differences.flatMap { $0["documents"] as? [[String: Any]] ?? [] }.filter { $0["kind"] as? String == kind }
  }

  private func names(_ documents: [[String: Any]], _ side: String = "after") -> [String] {
    documents.compactMap { ($0["name"] as? [String: Any])?[side] as? String }.sorted()
  }

  @Test("unchanged rules make again what was made then, and touch nothing")
  func unchanged() throws {
    let site = try Site.mixed()
    let count = try #require(try site.rows("SELECT count(*) FROM interchange").first)
    let same = try site.changed(Self.mapping, "Order", "Order")
    let before = try site.tree()
    let then = try site.run("replay")
    #expect(then.code == 0, "\(then.out)\(then.err)")
    #expect(count.contains(try #require(then.out.split(separator: " ").first)))
    #expect(then.out.hasSuffix(" files compared: no difference\n"))
    let now = try site.run("replay", "--mapping", same)
    #expect(now.code == 0, "\(now.out)\(now.err)")
    #expect(now.out == then.out)
    #expect(try site.tree() == before)
  }

  @Test("the ledger is not needed, and a service may run")
  func besideTheService() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    _ = try site.run("scan", "--settle", "0")
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/null"))
    let service = try Program.start(["run"], in: site.path, out: output, err: output)
    try until { try site.run("status").code == 0 && site.run("scan").code == 75 }
    #expect(try site.run("replay").code == 0)
    service.terminate()
    service.waitUntilExit()
    try site.loseLedger()
    #expect(try site.run("replay").out == "1 file compared: no difference\n")
  }

  @Test("documents in another encoding come out byte by byte the same, and a change in one is seen")
  func encoding() throws {
    let site = try Site()
    let shipped = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    let pack = "    pack: formats/sap-business-one\n"
    try site.write(shipped.replacing(pack, with: pack + "    encoding: ISO-8859-1\n"), to: "kontor.yaml")
    try site.drop("crm/1003-orders.xml")
    _ = try site.run("scan", "--settle", "0")
    #expect(try site.run("replay").out == "1 file compared: no difference\n")
    // Its declaration says another one, and nothing else is different.
    try site.write(shipped.replacing(pack, with: pack + "    encoding: windows-1252\n"), to: "kontor.yaml")
    #expect(try site.run("replay").code == 1)
  }

  @Test("one changed line of a mapping changes exactly the documents that it is about")
  func mapping() throws {
    let site = try Site.mixed()
    let concerned = try site.files(in: "outbox/erp", ending: ".xml").filter {
      try String(contentsOfFile: site.path + "/" + $0, encoding: .utf8).contains("<VatGroup>A2</VatGroup>")
    }.map { URL(fileURLWithPath: $0).lastPathComponent }
    #expect(!concerned.isEmpty)
    let new = try site.changed(Self.mapping, "concat(' ', $tax-groups", "concat(' S:7=A9 ', $tax-groups")
    let (code, differences, failures, summary) = try replay(site, "--mapping", new)
    #expect(code == 1)
    #expect(failures.isEmpty)
    let changed = documents(differences)
    #expect(names(changed) == concerned.sorted())
    #expect(changed.allSatisfy { $0["change"] as? String == "changed" })
    #expect(documents(differences, "acknowledgement").isEmpty)
    #expect(summary["differing"] as? Int == differences.count)
    #expect(summary["drifted"] as? Int == 0)
    let lines = changed.flatMap { $0["lines"] as? [[String: String]] ?? [] }.filter {
      ["added", "removed"].contains($0["kind"])
    }
    #expect(
      Set(lines.compactMap { $0["text"]?.trimmingCharacters(in: .whitespaces) }).sorted() == [
        "<VatGroup>A2</VatGroup>", "<VatGroup>A9</VatGroup>",
      ])
    let text = try site.run("replay", "--mapping", "\(Self.mapping)=\(new)")
    #expect(text.code == 1)
    #expect(text.out.contains("    -         <VatGroup>A2</VatGroup>\n    +         <VatGroup>A9</VatGroup>\n"))
    #expect(text.lines.last?.hasSuffix("otherwise") == true)
  }

  @Test("a mapping may import others, which can be tried too")
  func importedMapping() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    _ = try site.run("scan", "--settle", "0")
    let new = try site.changed(
      "formats/sap-business-one/common.xsl", "</xsl:stylesheet>",
      "<!-- nothing else --></xsl:stylesheet>")
    let old = "formats/sap-business-one/common.xsl"
    #expect(try site.run("replay", "--mapping", "\(old)=\(new)").code == 0)
    try site.write("<broken", to: new)
    let broken = try site.run("replay", "--mapping", "\(old)=\(new)")
    #expect(broken.code == 78)
    #expect(broken.err.contains("\(site.path)/\(new)"))
  }

  @Test("a wider schema leads as far as the mapping lets the records through")
  func widerSchema() throws {
    let site = try Site()
    for name in ["name-too-long", "missing-trailer"] { try site.drop("bad/\(name).xml") }
    _ = try site.run("scan", "--settle", "0")
    let new = try site.changed("xsd/exchange.xsd", "<xs:maxLength value=\"200\"/>", "<xs:maxLength value=\"500\"/>")
    let (code, differences, failures, summary) = try replay(site, "--schema", "xsd/exchange.xsd=\(new)")
    #expect(code == 1)
    #expect(failures.isEmpty)
    #expect(differences.map { $0["file"] as? String } == ["name-too-long.xml"])
    #expect(summary["recordsExplainedOtherwise"] as? Int == 1)
    let records = try #require(differences.first?["records"] as? [[String: Any]])
    let codes = try #require(records.first?["codes"] as? [String: [String]])
    #expect(codes == ["before": ["value-invalid"], "after": ["mapping-failed"]])
  }

  @Test("a narrower schema rejects the records that it is about, and nobody gets their documents")
  func narrowerSchema() throws {
    let site = try Site()
    try site.send(
      from: "crm", 1, ExchangeFile.customer("K-1", stage: "ordered"), ExchangeFile.order("A-1", of: "K-1"),
      ExchangeFile.order("A-2", of: "K-1"))
    let new = try narrowSchema(of: site)
    let (code, differences, _, summary) = try replay(site, "--schema", "xsd/exchange.xsd=\(new)")
    #expect(code == 1)
    #expect(names(documents(differences), "before") == ["00000002-Order-A-1.xml"])
    let records = try #require(summary["records"] as? [[String: Any]])
    #expect(records.map { $0["before"] as? String } == ["accepted"])
    #expect(records.map { $0["after"] as? String } == ["rejected"])
    #expect(documents(differences, "acknowledgement").map { $0["change"] as? String } == ["changed"])
  }

  @Test("a file that was refused as a whole counts too, also when it was put away, with all that follows from it")
  func refusedFile() throws {
    let site = try Site()
    let customer = ExchangeFile.text(from: "crm", 1, [ExchangeFile.customer("K-1", stage: "ordered")])
    try site.write(
      customer.replacing("<CreationTime>2026-11-18T13:30:02Z</CreationTime>", with: ""), to: "inbox/crm/crm-1.xml")
    _ = try site.run("scan", "--settle", "0")
    try site.send(from: "crm", 2, ExchangeFile.order("A-1", of: "K-1"))
    let filed = try site.names(in: "rejected/crm").filter { $0.contains("crm-1.xml") }
    #expect(filed.count == 4)
    try FileManager.default.createDirectory(
      atPath: site.path + "/rejected/crm/closed", withIntermediateDirectories: true)
    for name in filed {
      try FileManager.default.moveItem(
        atPath: "\(site.path)/rejected/crm/\(name)", toPath: "\(site.path)/rejected/crm/closed/\(name)")
    }
    #expect(try site.run("replay").code == 0)
    let new = try site.changed(
      "xsd/exchange.xsd", "<xs:element name=\"CreationTime\"", "<xs:element minOccurs=\"0\" name=\"CreationTime\"")
    let (code, differences, failures, summary) = try replay(site, "--schema", "xsd/exchange.xsd=\(new)")
    #expect(code == 1)
    #expect(failures.isEmpty)
    #expect(differences.map { $0["file"] as? String } == ["crm-1.xml", "crm-2.xml"])
    #expect((differences.first?["verdict"] as? [String: String]) == ["before": "rejected", "after": "accepted"])
    #expect((differences.last?["verdict"] as? [String: String]) == ["before": "held", "after": "accepted"])
    #expect((summary["documents"] as? [String: [String: Int]])?["added"] == ["count": 2, "files": 2])
  }

  @Test("what a changed configuration does to the agreement shows in the documents")
  func configuration() throws {
    let site = try Site()
    try site.bookCustomer()
    try site.send(from: "crm", 2, ExchangeFile.customer("K-1", minute: 20, ExchangeFile.phone("+49303")))
    try site.write(
      try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
        .replacing("Phone: &contact {", with: "Phone: { owner: erp }\n      Mobile: &contact {")
        .replacing("      Mobile: *contact\n", with: ""), to: "new.yaml")
    let (code, differences, failures, summary) = try replay(site, "--config", "new.yaml")
    #expect(code == 1)
    #expect(failures.isEmpty)
    #expect(differences.map { $0["file"] as? String } == ["crm-2.xml"])
    #expect(names(documents(differences), "before") == ["00000002-Customer-K-1.xml"])
    #expect(documents(differences).compactMap { $0["change"] as? String }.sorted() == ["added", "removed"])
    #expect((summary["documents"] as? [String: [String: Int]])?["removed"] == ["count": 1, "files": 1])
    // The CRM is told what holds.
    #expect((summary["documents"] as? [String: [String: Int]])?["added"] == ["count": 1, "files": 1])
    let missing = try Site(initialised: false)
    try missing.write("", to: "new.yaml")
    let run = try missing.run("replay", "--config", "new.yaml")
    #expect(run.code == 2)
    #expect(run.err.contains("--present"))
  }

  @Test("one document more gives no other another name, number or id that counts")
  func oneMore() throws {
    let site = try Site()
    try site.send(
      from: "crm", 1, ExchangeFile.order("A-1", of: "K-9"), ExchangeFile.customer("K-1", stage: "ordered"),
      ExchangeFile.order("A-2", of: "K-1"))
    try site.send(from: "crm", 2, ExchangeFile.order("A-3", of: "K-1"))
    try site.write(
      try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
        .replacing("missing: hold ", with: "missing: send "), to: "new.yaml")
    let (code, differences, _, _) = try replay(site, "--config", "new.yaml")
    #expect(code == 1)
    #expect(differences.map { $0["file"] as? String } == ["crm-1.xml"])
    let changes = documents(differences)
    #expect(changes.map { $0["change"] as? String } == ["added"])
    #expect(names(changes).first?.hasSuffix("-Order-A-1.xml") == true)
  }

  @Test("a decision means the same held record, whatever number the changed rules give it")
  func heldNumbers() throws {
    let site = try Site()
    try site.send(from: "crm", 1, ExchangeFile.order("A-1", of: "K-8"))
    try site.send(from: "crm", 2, ExchangeFile.order("A-2", of: "K-9"))
    #expect(try site.run("release", "2").code == 0)
    #expect(try site.run("replay").code == 0)
    // Without the first hold, the second one is the first.
    let new = try narrowSchema(of: site)
    let (code, differences, failures, _) = try replay(site, "--schema", "xsd/exchange.xsd=\(new)")
    #expect(code == 1)
    #expect(failures.isEmpty)
    #expect(differences.map { $0["file"] as? String } == ["crm-1.xml"])
  }

  /// A schema that refuses the order A-1, and nothing else.
  private func narrowSchema(of site: Site) throws -> String {
    let new = try site.changed(
      "xsd/exchange.xsd", "<xs:element name=\"OrderId\" type=\"Id\">", "<xs:element name=\"OrderId\" type=\"NotA1\">")
    let text = try String(contentsOfFile: site.path + "/" + new, encoding: .utf8)
    try site.write(
      text.replacing(
        "</xs:schema>",
        with: "<xs:simpleType name=\"NotA1\"><xs:restriction base=\"Id\"><xs:pattern value=\"A-[2-9]\"/>"
          + "</xs:restriction></xs:simpleType></xs:schema>"), to: new)
    return new
  }

  @Test("corrections, further attempts, and what a person discarded or had sent once more are at their places")
  func waysBack() throws {
    let site = try Site()
    let bad = ExchangeFile.customer("K-2", stage: "ordered").replacing("organisation", with: "planet")
    try site.send(from: "crm", 1, ExchangeFile.customer("K-1", stage: "ordered"), bad)
    try site.write("<broken", to: "inbox/crm/broken.xml")
    _ = try site.run("scan", "--settle", "0")
    let ids = Dictionary(
      try #require(try site.json("list").answer as? [[String: Any]]).compactMap { row in
        (row["file"] as? String).flatMap { file in (row["id"] as? String).map { (file, $0) } }
      }, uniquingKeysWith: { first, _ in first })
    let (partial, broken) = (try #require(ids["crm-1.xml"]), try #require(ids["broken.xml"]))
    try decide(site, 1, "<InterchangeId>\(partial)</InterchangeId><Action>reprocess</Action><By>ada</By>")
    try decide(
      site, 2, "<InterchangeId>\(broken)</InterchangeId><Action>discard</Action><By>ada</By><Reason>no</Reason>")
    try decide(site, 3, "<InterchangeId>\(broken)</InterchangeId><Action>reprocess</Action><By>ada</By>")
    try decide(site, 4, "<InterchangeId>\(partial)</InterchangeId><Action>resend</Action><By>ada</By>")
    try site.write(
      ExchangeFile.text(from: "crm", 1, [ExchangeFile.customer("K-2", stage: "ordered", name: "Zwei GmbH")]),
      to: "inbox/crm/crm-1.xml")
    _ = try site.run("scan", "--settle", "0")
    let list = try #require(try site.json("list").answer as? [[String: Any]])
    #expect(list.count == 8, "three files, one further attempt, and four decisions")
    #expect(try site.names(in: "outbox/erp").count { $0.contains("resend") } == 1)
    let before = try site.tree()
    let then = try site.run("replay", "--details")
    #expect(then.code == 0, "\(then.out)\(then.err)")
    let same = try site.run("replay", "--schema", "xsd/exchange.xsd=xsd/exchange.xsd", "--details")
    #expect(same.code == 0, "\(same.out)\(same.err)")
    #expect(!same.out.contains("before that"))
    #expect(try site.tree() == before)
  }

  /// Puts a decision on the desk, and has it carried out.
  private func decide(_ site: Site, _ number: Int, _ decision: String) throws {
    try site.write(
      ExchangeFile.text(
        from: "desk", number, ["<Decision changed=\"2026-11-24T08:00:00Z\">\(decision)</Decision>"]),
      to: "desk/decision-\(number).xml")
    _ = try site.run("scan", "--settle", "0")
    #expect(try site.names(in: "desk").isEmpty)
  }

  @Test("only what was decided in the time that is asked for is compared, with all that was known before")
  func window() throws {
    let site = try Site()
    try site.send(from: "crm", 1, ExchangeFile.customer("K-1", stage: "ordered"))
    try site.send(from: "crm", 2, ExchangeFile.order("A-1", of: "K-1"))
    try site.send(from: "erp", 1, ExchangeFile.confirmation(of: "K-1", number: "4711"))
    let list = try #require(try site.json("list").answer as? [[String: Any]])
    let moments = try list.map { try #require($0["decidedAt"] as? String) }.sorted()
    func counts(_ arguments: String...) throws -> [Int?] {
      let run = try Program.run(["replay", "--json"] + arguments, in: site.path)
      #expect(run.code == 0)
      let answer = try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any]
      let summary = answer?["summary"] as? [String: Any]
      return [summary?["compared"] as? Int, summary?["decidedOnly"] as? Int]
    }
    #expect(try counts() == [3, 0])
    #expect(try counts("--since", moments[1]) == [2, 1])
    #expect(try counts("--until", moments[1]) == [1, 0])
    #expect(try counts("--since", moments[1], "--until", moments[2]) == [1, 1])
    #expect(try counts("--since", "1h") == [3, 0])
    #expect(try counts("--from", "crm") == [2, 1])
    #expect(try counts("--limit", "1") == [1, 2])
    #expect(try counts("--since", moments[2], "--from", "crm") == [0, 3])
  }

  @Test("what the rules of today make otherwise than was made then is told with both sizes")
  func drift() throws {
    let site = try Site()
    try site.drop("crm/1005-mixed.xml")
    _ = try site.run("scan", "--settle", "0")
    let new = try site.changed(Self.mapping, "concat(' ', $tax-groups", "concat(' S:7=A234 ', $tax-groups")
    try site.remove(Self.mapping)
    try site.copy(site.path + "/" + new, to: Self.mapping)
    let run = try site.run("replay")
    #expect(run.code == 1)
    #expect(run.out.contains("document changed  erp/"))
    #expect(run.out.contains(" before, "))
    #expect(run.out.hasSuffix("1 file compared: 1 of them comes out otherwise\n"))
    // Against itself it has not changed, and says that it is not what was sent.
    let same = try site.run("replay", "--mapping", new)
    #expect(same.code == 0)
    #expect(same.out.contains("before that       1 file"))
  }

  @Test("what lies there and cannot be decided again is named, and counts as a difference")
  func failures() throws {
    let site = try Site()
    for number in 1...3 {
      try site.send(
        from: "crm", number, ExchangeFile.customer("K-\(number)", stage: "ordered", name: "Firma \(number)"))
    }
    let files = site.files(in: "archive", ending: ".jsonl")
    try site.remove(String(files[0].dropLast(".jsonl".count)))
    try site.write("{}\n", to: files[1])
    try site.remove(files[2])
    let (code, differences, failures, summary) = try replay(site)
    #expect(code == 1)
    #expect(differences.isEmpty)
    #expect(failures.count == 3)
    #expect(summary["notDecided"] as? Int == 3)
    let messages = failures.compactMap { $0["message"] as? String }
    #expect(messages.contains { $0.contains("It is gone") })
    #expect(messages.contains { $0.contains("cannot be used") })
    #expect(messages.contains { $0.contains("It has no side file") })
    let text = try site.run("replay")
    #expect(text.code == 1)
    #expect(text.out.contains("not decided       3 files, named above\n"))
  }

  @Test("a reader that has seen enough, and a signal, leave nothing behind")
  func ends() throws {
    let site = try Site.mixed()
    let new = try site.changed(Self.mapping, "S:19=A3", "S:19=A9")
    let before = try site.tree()
    let script = "\(Program.path) replay --mapping \(new) --details | head -n 1"
    let piped = try Program.run(program: "/bin/sh", ["-c", script], in: site.path)
    #expect(piped.code == 0)
    #expect(piped.lines.count == 1)
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/null"))
    let stopped = try Program.start(["replay", "--mapping", new], in: site.path, out: output, err: output)
    try until { try site.names(in: ".").contains { $0.hasPrefix("kontor-") } || !stopped.isRunning }
    stopped.terminate()
    stopped.waitUntilExit()
    #expect(try site.tree() == before)
  }
}
