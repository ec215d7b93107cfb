import Foundation
import Testing

@Suite("kontor reconcile")
struct ReconcileTests {
  private static let person =
    "<ContactPerson><Id>P-1</Id><Title>%@</Title><FamilyName>Weiß</FamilyName></ContactPerson>"

  /// A booked customer, and an export of each side that differ in a field of each kind.
  private func site() throws -> Site {
    let site = try Site()
    try site.bookCustomer()
    try site.write(
      ExchangeFile.text(
        from: "crm", 9,
        [
          ExchangeFile.customer("K-1", name: "Müller", minute: 30, ExchangeFile.phone("+49301") + Self.titled("Dr.")),
          ExchangeFile.customer("K-5", stage: "lead"), ExchangeFile.customer("K-6", stage: "ordered"),
        ]), to: "crm.xml")
    try site.write(
      ExchangeFile.text(
        from: "erp", 9,
        [
          ExchangeFile.customer(
            nil, erp: "4711", name: "Müller GmbH & Co.", minute: 30, ExchangeFile.phone("+49309") + Self.titled("Prof.")
          ),
          ExchangeFile.customer(nil, erp: "9", name: "Only there"),
        ].map { $0.replacing(" & ", with: " &amp; ") }), to: "erp.xml")
    return site
  }

  private static func titled(_ title: String) -> String { Self.person.replacing("%@", with: title) }

  @Test("differences are listed by owner with what sets them right, and nothing is sent")
  func list() throws {
    let site = try site()
    let documents = try site.names(in: "outbox/erp")
    let interchanges = try site.run("list").out
    let run = try site.run("reconcile", "crm.xml", "erp.xml")
    #expect(run.code == 1)
    let words = run.lines.map { $0.split(separator: " ").joined(separator: " ") }
    #expect(words.contains("Owned by crm: 1 difference"))
    #expect(words.contains("K-1 / 4711 ContactPerson[Id=P-1]/Title Dr. Prof. → erp"))
    #expect(words.contains("Owned by erp: 1 difference"))
    #expect(words.contains("K-1 / 4711 Name Müller Müller GmbH & Co. → crm"))
    #expect(words.contains("Shared by both: 1 difference"))
    #expect(words.contains("K-1 / 4711 Phone[use=main] +49301 +49309 → crm"))
    #expect(words.contains { $0.hasPrefix("K-6, line ") && $0.contains("never came through here") })
    #expect(words.contains { $0.hasPrefix("9, line ") })
    #expect(words.contains("1 customer of crm stays there by agreement"))
    #expect(
      words.contains("crm 3 customers, erp 2 customers; 1 pair: 0 by key, 1 by what is known here, 0 by identifiers"))
    #expect(words.contains("0 equal; 3 differences in 1 pair; 2 on one side only"))
    #expect(words.last == "Nothing was sent. --send sends 3 fields, those with an arrow.")
    #expect(run.lines.allSatisfy { $0.count <= 120 })
    #expect(try site.names(in: "outbox/erp") == documents)
    #expect(try site.run("list").out == interchanges)
    #expect(try site.names(in: "desk").isEmpty)
  }

  @Test("each side that is wrong is sent the right values, and never an old one of its own")
  func send() throws {
    let site = try site()
    let run = try site.run("reconcile", "crm.xml", "erp.xml", "--send", "--by", "ada", "--reason", "audit")
    #expect(run.code == 1, "records on one side only are still there")
    #expect(run.lines.last == "Sent: 1 document to crm, 1 document to erp.")
    let erp = try #require(try site.names(in: "outbox/erp").last { $0.contains("Customer") })
    let erpText = try String(contentsOfFile: site.path + "/outbox/erp/" + erp, encoding: .utf8)
    #expect(erpText.contains("Dr."))
    #expect(erpText.contains("Müller GmbH &amp; Co."), "the ERP owns its name: \(erpText)")
    #expect(erpText.contains("+49309"))
    let crm = try #require(try site.names(in: "outbox/crm").last { $0.contains("Customer") })
    let crmText = try String(contentsOfFile: site.path + "/outbox/crm/" + crm, encoding: .utf8)
    #expect(crmText.contains("Müller GmbH &amp; Co.") && crmText.contains("+49309") && crmText.contains("Dr."))
    #expect(try site.run("explain", "Customer", "4711").out.contains("ada decided. audit"))

    // Once both have imported that, there is nothing more to send, and their next files change nothing.
    let crmFile = ExchangeFile.customer(
      "K-1", name: "Müller GmbH &amp; Co.", minute: 50, ExchangeFile.phone("+49309") + Self.titled("Dr."))
    let erpFile = ExchangeFile.customer(
      nil, erp: "4711", name: "Müller GmbH &amp; Co.", minute: 50, ExchangeFile.phone("+49309") + Self.titled("Dr."))
    try site.write(ExchangeFile.text(from: "crm", 10, [crmFile]), to: "crm.xml")
    try site.write(ExchangeFile.text(from: "erp", 10, [erpFile]), to: "erp.xml")
    let again = try site.run("reconcile", "crm.xml", "erp.xml", "--send")
    #expect(again.code == 0)
    #expect(again.out.contains("1 equal; 0 differences"))
    let documents = try (site.names(in: "outbox/erp") + site.names(in: "outbox/crm")).filter { $0.contains("Customer") }
    try site.send(from: "crm", 10, crmFile)
    try site.send(from: "erp", 10, erpFile)
    #expect(
      try (site.names(in: "outbox/erp") + site.names(in: "outbox/crm")).filter { $0.contains("Customer") } == documents)
  }

  @Test("a value that neither side told Kontor of travels along as it is, not as Kontor knew it")
  func untold() throws {
    let site = try Site()
    try site.bookCustomer()
    let phone = ExchangeFile.phone("+49777")
    try site.write(
      ExchangeFile.text(
        from: "crm", 9, [ExchangeFile.customer("K-1", erp: "4711", name: "Old", phone)]), to: "crm.xml")
    try site.write(
      ExchangeFile.text(from: "erp", 9, [ExchangeFile.customer("K-1", erp: "4711", name: "New", phone)]), to: "erp.xml")
    let run = try site.run("reconcile", "crm.xml", "erp.xml", "--send")
    #expect(run.code == 0)
    #expect(run.out.contains("1 pair: 1 by key"))
    let crm = try #require(try site.names(in: "outbox/crm").last { $0.contains("Customer") })
    let text = try String(contentsOfFile: site.path + "/outbox/crm/" + crm, encoding: .utf8)
    #expect(text.contains("<Name>New</Name>") && text.contains("+49777"))
  }

  @Test("where a person has to decide, nothing of that customer is sent")
  func undecided() throws {
    let site = try Site()
    try site.configure("conflict: owner-wins, last-word: erp", "conflict: ask")
    try site.bookCustomer()
    try site.write(
      ExchangeFile.text(
        from: "crm", 9, [ExchangeFile.customer("K-1", erp: "4711", name: "Old", ExchangeFile.phone("+49308"))]),
      to: "crm.xml")
    try site.write(
      ExchangeFile.text(
        from: "erp", 9, [ExchangeFile.customer("K-1", erp: "4711", name: "New", ExchangeFile.phone("+49309"))]),
      to: "erp.xml")
    let (code, answer) = try site.json("reconcile", "crm.xml", "erp.xml", "--send")
    #expect(code == 1)
    let report = try #require(answer as? [String: Any])
    let differences = try #require(report["differences"] as? [[String: Any]])
    #expect(differences.map { $0["remedy"] as? String } == ["decide", "decide"])
    #expect(differences[0]["reason"] as? String == "Phone has to be decided first, since a document carries both")
    #expect(differences[1]["reason"] as? String == "by agreement a person decides")
    #expect(report["sent"] == nil)
    #expect(try site.run("list", "--sender", "desk").out == "none\n")
  }

  @Test("customers that only identifiers tell apart are paired where each side has one of them")
  func identifiers() throws {
    let site = try Site()
    func vat(_ digits: String) -> String { "<VatId>DE\(digits)</VatId>" }
    try site.write(
      ExchangeFile.text(
        from: "crm", 9,
        [
          ExchangeFile.customer("K-1", vat("136695976")), ExchangeFile.customer("K-2", vat("111111111")),
          ExchangeFile.customer("K-3", vat("111111111")),
        ]), to: "crm.xml")
    try site.write(
      ExchangeFile.text(
        from: "erp", 9,
        [
          ExchangeFile.customer(nil, erp: "1", name: "Mueller", vat("136695976")),
          ExchangeFile.customer(nil, erp: "2", vat("111111111")),
        ]), to: "erp.xml")
    let report = try #require(try site.json("reconcile", "crm.xml", "erp.xml").answer as? [String: Any])
    #expect(report["pairs"] as? [String: Int] == ["key": 0, "ledger": 0, "identifier": 1])
    let differences = try #require(report["differences"] as? [[String: Any]])
    #expect(differences.map { $0["remedy"] as? String } == ["by-hand"])
    #expect((differences[0]["reason"] as? String)?.contains("kontor scan --initial") == true)
  }

  @Test("half an export is refused: what is missing in it would look like a difference")
  func cutOff() throws {
    let site = try site()
    let text = try String(contentsOfFile: site.path + "/erp.xml", encoding: .utf8)
    try site.write(String(text.prefix(text.count - 40)), to: "erp.xml")
    let run = try site.run("reconcile", "crm.xml", "erp.xml")
    #expect(run.code == 66)
    #expect(run.err.contains("erp.xml: ") && run.err.contains("Only a whole export can be compared."))
    try site.write(text.replacing("<RecordCount>2", with: "<RecordCount>3"), to: "erp.xml")
    #expect(try site.run("reconcile", "crm.xml", "erp.xml").code == 66)
    #expect(try site.run("reconcile", "crm.xml", "nowhere.xml").code == 66)
  }

  @Test("a record that is wrong is told at its line, and the others are compared")
  func wrongRecord() throws {
    let site = try site()
    let text = try String(contentsOfFile: site.path + "/erp.xml", encoding: .utf8)
    try site.write(text.replacing("<Name>Only there</Name>", with: "<Name/>"), to: "erp.xml")
    let run = try site.run("reconcile", "crm.xml", "erp.xml")
    #expect(run.code == 1)
    #expect(run.out.contains("Not compared or doubtful in the export of erp: 1\n  line "))
    #expect(run.out.contains("Owned by crm: 1 difference"))
  }

  @Test("what is no pair of systems, and no entity with fields, are slips of the command line")
  func slips() throws {
    let site = try site()
    let order = try site.run("reconcile", "crm.xml", "erp.xml", "--entity", "Order")
    #expect(order.code == 2)
    #expect(order.err.contains("Order records are taken as a whole"))
    #expect(try site.run("reconcile", "crm.xml", "erp.xml", "--systems", "crm").err.contains("crm,erp"))
    #expect(try site.run("reconcile", "crm.xml", "erp.xml", "--systems", "crm,epr").err.contains("did you mean erp?"))
    #expect(try site.run("reconcile", "crm.xml", "erp.xml", "--systems", "erp,crm").code == 2)
    #expect(try site.run("reconcile", "crm.xml", "erp.xml", "--systems", "crm,erp").code == 1)
  }
}
