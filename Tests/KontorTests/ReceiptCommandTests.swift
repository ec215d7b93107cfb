import Foundation
import Testing

/// What the commands tell of what the ERP did with its documents.
@Suite("What became of documents")
struct ReceiptCommandTests {
  private func site() throws -> Site {
    let site = try Site()
    try site.configure(
      "    outbox: outbox/erp\n",
      "    outbox: outbox/erp\n    receipts: { done: done, error: error, reason: .log }\n"
        + "    sidecars: { checksum: .sha256 }\n")
    for folder in ["done", "error"] {
      try FileManager.default.createDirectory(
        atPath: site.path + "/outbox/erp/" + folder, withIntermediateDirectories: true)
    }
    try site.send(
      from: "crm", 1, ExchangeFile.customer("K-1", stage: "ordered"), ExchangeFile.order("A-1", of: "K-1"))
    return site
  }

  private static let names = ["00000001-Customer-K-1.xml", "00000002-Order-A-1.xml"]

  private func move(_ name: String, to folder: String, _ site: Site) throws {
    let outbox = site.path + "/outbox/erp/"
    try FileManager.default.moveItem(atPath: outbox + name, toPath: outbox + folder + "/" + name)
  }

  private struct Details: Decodable {
    struct Course: Decodable {
      struct Answer: Decodable {
        var state: String
        var by: String?
        var file: String?
      }
      var publishedAt: String?
      var takenAt: String?
      var answers: [Answer]
    }
    struct Document: Decodable {
      var kind: String
      var course: Course
    }
    var documents: [Document]
  }

  @Test("status says how much lies in an outbox, and show what became of each document and by whose word")
  func told() throws {
    let site = try site()
    #expect(try site.run("status").lines.contains { $0.hasPrefix("2 documents lie in outbox/erp, the oldest for ") })
    let sum = try String(contentsOfFile: "\(site.path)/outbox/erp/\(Self.names[0]).sha256", encoding: .utf8)
    #expect(sum.hasSuffix("  \(Self.names[0])\n") && sum.utf8.count == 64 + 2 + Self.names[0].utf8.count + 1)
    try site.write("Artikel gesperrt", to: "outbox/erp/error/\(Self.names[1]).log")
    try move(Self.names[0], to: "done", site)
    try move(Self.names[1], to: "error", site)
    #expect(try site.run("scan", "--settle", "0").code == 0)
    #expect(try !site.run("status").out.contains("in outbox/erp, the oldest"))

    let shown = try site.run("show", "crm-1.xml").lines.map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(shown.count { $0.hasPrefix("published 20") && $0.contains(", taken by 20") } == 2)
    #expect(shown.contains { $0.hasPrefix("imported 20") && $0.hasSuffix(", by the folders of erp") })
    #expect(shown.contains { $0.hasPrefix("refused 20") && $0.hasSuffix(", by the folders of erp") })
    let details = try JSONDecoder().decode(
      Details.self, from: Data(try site.run("show", "crm-1.xml", "--json").out.utf8))
    let courses = details.documents.filter { $0.kind == "import" }.map(\.course)
    #expect(courses.map { $0.answers.map(\.state) } == [["imported"], ["refused"]])
    #expect(courses.allSatisfy { $0.publishedAt != nil && $0.takenAt != nil })

    let audit = try site.run("audit").out
    #expect(audit.contains("the folders of erp") && audit.contains("Artikel gesperrt"))
    let order = try site.run("explain", "Order", "A-1").out
    #expect(order.contains("published, taken by 20") && order.contains("Artikel gesperrt"))
    #expect(try site.run("verify").code == 0)
  }

  @Test("a confirmation by file is told with its name")
  func byFile() throws {
    let site = try site()
    try site.send(from: "erp", 1, ExchangeFile.confirmation(of: "K-1", number: "4711"))
    let shown = try site.run("show", "crm-1.xml").lines
    #expect(shown.contains { $0.contains("imported 20") && $0.hasSuffix(", by erp-1.xml of erp") })
  }

  @Test("verify finds a sidecar that was changed, and takes one that is gone as it is")
  func verify() throws {
    let site = try site()
    let sidecar = "outbox/erp/\(Self.names[0]).sha256"
    try site.write("0  x\n", to: sidecar)
    let run = try site.run("verify")
    #expect(run.code != 0 && run.out.contains(sidecar))
    try site.remove(sidecar)
    #expect(try site.run("verify").code == 0)
  }

  @Test("what the folders said comes back with a ledger that is rebuilt, and is not said again")
  func rebuilt() throws {
    let site = try site()
    try move(Self.names[1], to: "error", site)
    try move(Self.names[0], to: "done", site)
    #expect(try site.run("scan", "--settle", "0").code == 0)
    let before = try site.run("explain", "Order", "A-1").out
    try site.loseLedger()
    let rebuild = try site.run("rebuild")
    #expect(rebuild.code == 0, "\(rebuild.out)\(rebuild.err)")
    #expect(try site.run("scan", "--settle", "0").code == 0)
    let audit = try site.run("audit").lines
    #expect(audit.count { $0.contains("the folders of erp") } == 2, "\(audit)")
    let after = try site.run("explain", "Order", "A-1").out
    // When it was taken is an observation that is lost with the ledger, and so are the lines of accepted records.
    let words = { (text: String) in
      text.replacing(/, taken by [^;\n]*/, with: ", taken").replacing(/(line|record) \d+/, with: "record")
    }
    #expect(words(after) == words(before))
    #expect(try site.run("status").out.contains("in outbox/erp, the oldest") == false)
    #expect(try site.run("verify").code == 0)
  }
}
