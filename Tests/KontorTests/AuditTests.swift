import Foundation
import Testing

@Suite("kontor audit")
struct AuditTests {
  @Test("who decided what, when and why, as a table, in CSV and in JSON")
  func forms() throws {
    let site = try Site()
    #expect(try site.run("audit").out == "none\n")
    try site.rejectOrders(1)
    let id = try site.id(of: "orders-1.xml")
    _ = try site.run("discard", id, "--by", "ada", "--reason", "=1+1, \"really\"")
    let table = try site.run("audit")
    #expect(table.code == 0)
    #expect(table.lines[0].hasPrefix("WHEN"))
    #expect(table.lines[1].contains("  ada  discard  interchange \(id)  "), "\(table.out)")
    let csv = try site.run("audit", "--csv").out
    let lines = csv.components(separatedBy: "\r\n")
    #expect(lines.count == 3)
    #expect(lines[0] == "number,at,who,action,subject,outcome,reason,before,after,interchange,position")
    #expect(lines[1].hasPrefix("1,20"))
    #expect(lines[1].contains(",ada,discard,interchange \(id),accepted,\"'=1+1, \"\"really\"\"\","), "\(csv)")
    let json = try site.run("audit", "--json")
    #expect(json.lines.count == 1)
    let entry = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
    #expect(entry["who"] as? String == "ada")
    #expect(entry["reason"] as? String == "=1+1, \"really\"")
    #expect(try site.run("audit", "--csv", "--json").code == 2)
  }

  @Test("what does not fit is left out")
  func filters() throws {
    let site = try Site()
    try site.holdOrder()
    _ = try site.run("discard", "1", "--by", "ada", "--reason", "ordered twice")
    _ = try site.run("release", "1", "--by", "bob")
    func count(_ arguments: String...) throws -> Int {
      try Program.run(["audit", "--json"] + arguments, in: site.path).lines.count
    }
    #expect(try count() == 2)
    #expect(try count("--who", "ada") == 1)
    #expect(try count("--action", "release") == 1)
    #expect(try count("--subject", "held record 1") == 2)
    #expect(try count("--subject", "held record 2") == 0)
    #expect(try count("--since", "1h") == 2)
    #expect(try count("--until", "1h") == 0)
    #expect(try count("--since", "2026-01-01", "--until", "2026-01-02T08:00:00Z") == 0)
    #expect(try site.run("audit", "--since", "yesterday").code == 2)
    #expect(try site.run("audit").lines.last?.contains("refused") == true)
  }
}
