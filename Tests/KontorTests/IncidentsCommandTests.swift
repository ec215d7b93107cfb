import Foundation
import Testing

@Suite("kontor incidents")
struct IncidentsCommandTests {
  private struct Listed: Decodable {
    struct One: Decodable {
      struct Word: Decodable {
        var by: String
        var reason: String?
      }

      var id: Int64
      var code: String
      var subject: String
      var state: String
      var severity: String
      var detail: String
      var acknowledgement: Word?
      var closing: Word?
    }

    var open: Int
    var incidents: [One]
  }

  private func list(_ site: Site, _ options: String...) throws -> (code: Int32, list: Listed) {
    let run = try Program.run(["incidents", "--json"] + options, in: site.path)
    return (run.code, try JSONDecoder().decode(Listed.self, from: Data(run.out.utf8)))
  }

  /// A site without grace, in which control numbers 2 and 3 of the CRM are missing.
  private func siteWithGap(_ tell: String = "") throws -> Site {
    let site = try Site()
    let yaml = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    try site.write(yaml + "\nincidents:\n  grace: 0\n\(tell)", to: "kontor.yaml")
    try site.send(from: "crm", 1, ExchangeFile.customer("K-1", stage: "ordered"))
    try site.send(from: "crm", 4, ExchangeFile.customer("K-2", stage: "ordered", name: "Schulze AG"))
    return site
  }

  @Test("says that nothing is wrong with exit code 0")
  func none() throws {
    let site = try Site()
    let run = try site.run("incidents")
    #expect(run.code == 0)
    #expect(run.out == "no incident is open\n")
    #expect(try list(site).list.open == 0)
  }

  @Test("lists a gap with what to do, until the missing files come")
  func gap() throws {
    let site = try siteWithGap()
    let (code, listed) = try list(site)
    #expect(code == 1)
    #expect(listed.incidents.map(\.code) == ["number-gap"])
    #expect(listed.incidents.map(\.subject) == ["crm 2-3"])
    #expect(listed.incidents.map(\.detail) == ["Control numbers 2-3 of crm did not come."])
    let text = try site.run("incidents")
    #expect(text.out.contains("control numbers are missing"))
    #expect(text.out.contains("Let the sender drop the files"))
    #expect(try site.run("status").out.contains("Incidents: 1 error: kontor incidents"))
    try site.send(from: "crm", 3, ExchangeFile.customer("K-3", stage: "ordered", name: "Krause KG"))
    #expect(try list(site).list.incidents.map(\.detail) == ["Control number 2 of crm did not come."])
    try site.send(from: "crm", 2, ExchangeFile.customer("K-4", stage: "ordered", name: "Lehmann OHG"))
    #expect(try list(site).code == 0)
    let all = try list(site, "--all").list
    #expect(all.open == 0)
    #expect(all.incidents.map(\.state) == ["closed"])
    #expect(all.incidents.map(\.detail) == ["All that was missing came."])
  }

  @Test("a person acknowledges, and closes what will never end by itself; both are in the audit trail")
  func decide() throws {
    let site = try siteWithGap()
    #expect(try site.run("incidents", "acknowledge", "1").code == 2)
    let acknowledged = try site.run("incidents", "acknowledge", "1", "--reason", "asked the CRM", "--by", "ada")
    #expect(acknowledged.code == 0, "\(acknowledged)")
    #expect(acknowledged.out == "incident 1: acknowledged\n")
    let word = try list(site).list.incidents.first?.acknowledgement
    #expect(word?.by == "ada")
    #expect(word?.reason == "asked the CRM")
    let unknown = try site.run("incidents", "close", "9", "--reason", "x")
    #expect(unknown.code == 1)
    #expect(unknown.out.contains("There is no incident 9"))
    #expect(try site.run("incidents", "close", "1", "--reason", "never used", "--by", "bob").code == 0)
    #expect(try list(site).code == 0)
    #expect(try list(site, "--all").list.incidents.first?.closing?.by == "bob")
    #expect(try site.run("incidents", "show", "1").out.contains("never used"))
    #expect(try site.run("incidents", "close", "1", "--reason", "again").code == 1)
    // It is known to be missing, and not told again.
    try site.send(from: "crm", 5, ExchangeFile.customer("K-5", stage: "ordered", name: "Vogel GmbH"))
    #expect(try list(site).code == 0)
    let audit = try site.run("audit").out
    #expect(audit.contains("acknowledge") && audit.contains("incident 1") && audit.contains("asked the CRM"))
    #expect(try site.run("verify").code == 0)
  }

  @Test("what closes by itself cannot be closed")
  func byItself() throws {
    let site = try siteWithGap()
    try FileManager.default.moveItem(atPath: site.path + "/inbox/erp", toPath: site.path + "/away")
    _ = try site.run("scan", "--settle", "0")
    let open = try list(site).list.incidents
    #expect(open.map(\.code) == ["folder-away", "number-gap"])
    #expect(open.first?.severity == "critical")
    let id = String(try #require(open.first).id)
    let closed = try site.run("incidents", "close", id, "--reason", "enough")
    #expect(closed.code == 1)
    #expect(closed.out.contains("closes by itself; closed by hand, it would open again at once"))
    #expect(try site.run("incidents", "acknowledge", id, "--reason", "on it").code == 0)
    try FileManager.default.moveItem(atPath: site.path + "/away", toPath: site.path + "/inbox/erp")
    _ = try site.run("scan", "--settle", "0")
    #expect(try list(site).list.incidents.map(\.code) == ["number-gap"])
  }

  @Test("tells by command, mail and file, also before a scan ends; test tells too")
  func telling() throws {
    let site = try Site()
    try FileManager.default.createDirectory(atPath: site.path + "/events", withIntermediateDirectories: true)
    for name in ["page", "sendmail"] {
      try site.write(
        "#!/bin/sh\n{ echo \"$@\"; env | grep ^KONTOR_ | sort; cat; } >> \(site.path)/\(name).log\n", to: name)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(site.path)/\(name)")
    }
    let yaml = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    try site.write(
      yaml + """

        incidents:
          grace: 0
          tell:
            - { command: [\(site.path)/page, --urgent] }
            - { mail: { to: it@example.com, from: kontor@example.com, via: \(site.path)/sendmail } }
            - { drop: events }
            - { command: /bin/false, name: broken }
        """, to: "kontor.yaml")
    let test = try site.run("incidents", "test")
    #expect(test.code == 1)
    #expect(
      test.out == "command \(site.path)/page: told\nmail it@example.com: told\ndrop events: told\n"
        + "broken: failed: /bin/false ended with exit code 1\n")
    #expect(try site.names(in: "events").count == 1)
    try site.send(from: "crm", 1, ExchangeFile.customer("K-1", stage: "ordered"))
    let run = try site.send(from: "crm", 3, ExchangeFile.customer("K-2", stage: "ordered", name: "Schulze AG"))
    #expect(run.out.contains("incident 1 opened: error, control numbers are missing: crm 2"))
    let page = try String(contentsOfFile: site.path + "/page.log", encoding: .utf8)
    #expect(page.contains("--urgent\nKONTOR_INCIDENT_ACTOR=sender\n"))
    #expect(page.contains("KONTOR_INCIDENT_CODE=number-gap\n"))
    #expect(page.contains("Control number 2 of crm did not come."))
    let mail = try String(contentsOfFile: site.path + "/sendmail.log", encoding: .utf8)
    #expect(mail.contains("-i -f kontor@example.com -- it@example.com\n"))
    #expect(mail.contains("Subject: [kontor main] error: control numbers are missing (crm 2)\n"))
    #expect(try site.names(in: "events").contains { $0.contains("Z-1-") && $0.hasSuffix("-opened.json") })
    let shown = try site.run("incidents", "show", "1").out
    #expect(shown.contains("opened by broken: to be told"))
    #expect(shown.contains("tried 1 time: /bin/false ended with exit code 1"))
    #expect(shown.contains("opened by drop events: told"))
  }
}
