import Foundation
import Testing

@Suite("kontor verify")
struct VerifyTests {
  /// What somebody does behind Kontor's back, and what must be found.
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: String
    /// Stands in the subject of the finding.
    let subject: String
    let apply: @Sendable (Site) throws -> Void
  }

  private static let changes = [
    Change(testDescription: "another verdict in the ledger", code: "closed-changed", subject: "") {
      try $0.tamper("UPDATE interchange SET verdict = 'accepted' WHERE verdict = 'partially-accepted'")
    },
    Change(testDescription: "a record taken out of the ledger", code: "sums", subject: "") {
      try $0.tamper("DELETE FROM record WHERE verdict = 'rejected'")
    },
    Change(testDescription: "an archived file that was changed", code: "file-changed", subject: "1002-first-order.xml")
    {
      try $0.append(" ", to: $0.files(in: "archive", ending: "-1002-first-order.xml")[0])
    },
    Change(testDescription: "an archived file that is gone", code: "file-missing", subject: "1002-first-order.xml") {
      try $0.remove($0.files(in: "archive", ending: "-1002-first-order.xml")[0])
    },
    Change(testDescription: "a rejected file that was changed", code: "file-changed", subject: "rejected/crm/") {
      try $0.append(" ", to: $0.files(in: "rejected", ending: "-truncated.xml")[0])
    },
    Change(testDescription: "a side file that is gone", code: "side-file-missing", subject: "one-bad-record.xml.jsonl")
    {
      try $0.remove($0.files(in: "archive", ending: "-one-bad-record.xml.jsonl")[0])
    },
    Change(testDescription: "a side file that goes on", code: "side-file-differs", subject: "one-bad-record.xml.jsonl")
    {
      try $0.append(
        "{\"line\":\"end\",\"lines\":1}\n", to: $0.files(in: "archive", ending: "-one-bad-record.xml.jsonl")[0])
    },
    Change(testDescription: "a side file with another verdict", code: "side-file-differs", subject: "one-bad-record") {
      let name = $0.files(in: "archive", ending: "-one-bad-record.xml.jsonl")[0]
      let text = try String(contentsOfFile: $0.path + "/" + name, encoding: .utf8)
      #expect(text.contains("\"verdict\":\"rejected\""))
      try $0.write(text.replacing("\"verdict\":\"rejected\"", with: "\"verdict\":\"ignored\""), to: name)
    },
    Change(testDescription: "a file that nobody filed", code: "unknown-file", subject: "archive/2020/01/01/notes.xml") {
      try FileManager.default.createDirectory(
        atPath: $0.path + "/archive/2020/01/01", withIntermediateDirectories: true)
      try $0.write("<a/>", to: "archive/2020/01/01/notes.xml")
    },
    Change(
      testDescription: "a document that was changed in the outbox", code: "document-changed", subject: "outbox/erp/"
    ) {
      try $0.append(" ", to: "outbox/erp/" + $0.names(in: "outbox/erp")[0])
    },
  ]

  /// One file that passed, one that passed in part, one that was rejected.
  private func site() throws -> Site {
    let site = try Site()
    for example in ["crm/1002-first-order.xml", "bad/one-bad-record.xml", "bad/truncated.xml"] {
      try site.drop(example)
    }
    _ = try site.run("scan", "--settle", "0")
    return site
  }

  @Test("nothing is found where nothing was changed")
  func clean() throws {
    let site = try site()
    let run = try site.run("verify")
    #expect(run.code == 0)
    #expect(run.lines.last == "ok")
    #expect(run.out.contains("files      3 read"))
    #expect(run.err == "")
    let (code, answer) = try site.json("verify")
    let report = try #require(answer as? [String: Any])
    #expect(code == 0)
    #expect(report["findings"] as? [String] == [])
    #expect((report["chain"] as? [String: Any])?["links"] as? Int == 3)
  }

  @Test("an empty ledger is right too")
  func empty() throws {
    #expect(try Site().run("verify").lines.last == "ok")
  }

  @Test("what was changed is found and named", arguments: changes)
  func found(_ change: Change) throws {
    let site = try site()
    try change.apply(site)
    let (code, answer) = try site.json("verify")
    #expect(code == 1)
    let findings = try #require((answer as? [String: Any])?["findings"] as? [[String: Any]])
    let hit = findings.first { $0["code"] as? String == change.code }
    #expect(
      (hit?["subject"] as? String)?.contains(change.subject.isEmpty ? "01" : change.subject) == true, "\(findings)")
    #expect(hit?["severity"] as? String == "error")
    #expect(try site.run("verify").out.contains("[\(change.code)]"))
  }

  @Test("what housekeeping and the other side took away is a note, and no fault")
  func gone() throws {
    let site = try site()
    try site.remove("archive")
    try FileManager.default.createDirectory(atPath: site.path + "/archive", withIntermediateDirectories: false)
    try site.remove(site.files(in: "rejected", ending: "-truncated.xml")[0])
    let documents = try site.names(in: "outbox/erp")
    for name in documents { try site.remove("outbox/erp/" + name) }
    let run = try site.run("verify")
    #expect(run.code == 0)
    #expect(run.out.contains("2 filed files are not here any more"))
    #expect(run.out.contains("rejected/crm: note: 1 filed file is not here any more"))
    #expect(run.out.contains("files      0 read, 3 not here any more"))
    #expect(run.out.contains("; \(documents.count) taken by the other side"))
    #expect(run.lines.last == "ok, 2 notes")
  }

  @Test("what is decided and cannot be published yet must lie prepared")
  func prepared() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    try site.write("in the way", to: "outbox/erp/00000001-Customer-K-20417.xml")
    #expect(try site.run("scan", "--settle", "0").code != 0)
    let whole = try site.run("verify")
    #expect(whole.code == 0)
    #expect(whole.out.contains("and 3 prepared;"))
    let documents =
      site.files(in: "outbox/erp/.prepared", ending: "-1-1") + site.files(in: "outbox/erp/.prepared", ending: "-1-2")
    #expect(documents.count == 2)
    try site.append(" ", to: documents[0])
    try site.remove(documents[1])
    let run = try site.run("verify")
    #expect(run.code == 1)
    #expect(run.out.contains("[document-changed]"))
    #expect(run.out.contains("[document-missing]"))
  }
}
