import Foundation
import Testing

/// What the administrator sees of compressed and of forgotten files.
@Suite("Retention")
struct RetentionTests {
  /// A site whose files were all done long ago: the clock of its ledger was put back.
  private func site(_ retention: String, days: Int = 500, awaitingNumbers: Bool = false) throws -> Site {
    let site = try Site()
    if !awaitingNumbers {
      let configuration = try site.text(of: "kontor.yaml")
      try site.write(configuration.replacing("confirm: number", with: "confirm: none"), to: "kontor.yaml")
    }
    for example in ["crm/1001-leads.xml", "crm/1002-first-order.xml", "bad/one-bad-record.xml", "bad/truncated.xml"] {
      try site.drop(example)
    }
    _ = try site.run("scan", "--settle", "0")
    try age(site, days: days)
    let configuration = try site.text(of: "kontor.yaml")
    try site.write(configuration + "\nretention: { \(retention) }\n", to: "kontor.yaml")
    return site
  }

  /// Rebuilds the ledger from side files that say it was long ago, so that everything agrees.
  private func age(_ site: Site, days: Int) throws {
    for name in site.files(in: "archive", ending: ".jsonl") + site.files(in: "rejected", ending: ".jsonl") {
      var lines = try site.text(of: name).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let done = try #require(lines[0].firstMatch(of: /"doneAt":"([^"]+)"/))
      let long = Date().addingTimeInterval(Double(-days) * 86_400).formatted(.iso8601)
      lines[0] = lines[0].replacing(done.0, with: "\"doneAt\":\"\(long.dropLast()).000Z\"")
      try site.write(lines.joined(separator: "\n"), to: name)
    }
    try site.loseLedger()
    let rebuilt = try site.run("rebuild")
    #expect(rebuilt.code == 0, "\(rebuilt.out)\(rebuilt.err)")
    #expect(try site.run("verify").code == 0)
  }

  private func discardRejected(_ site: Site) throws {
    let run = try site.run("discard", "--where", "system=crm", "--reason", "a test", "--yes")
    #expect(run.code == 0, "\(run.err)")
  }

  @Test("a scan compresses what is old enough, and everything goes on reading it")
  func compressed() throws {
    let site = try site("compress: 7d")
    let content = try site.text(of: site.files(in: "archive", ending: "-1002-first-order.xml")[0])
    _ = try site.run("scan", "--settle", "0")
    #expect(site.files(in: "archive", ending: ".xml") == [])
    #expect(site.files(in: "archive", ending: ".tar") == [])
    #expect(site.files(in: "archive", ending: "-1002-first-order.xml.gz").count == 1)
    let verified = try site.run("verify")
    #expect(verified.code == 0, "\(verified.out)")
    #expect(verified.out.contains("files      4 read, 0 not here any more"))
    #expect(try site.run("explain", "Order", "SO-4711").code == 0)
    // The copies of documents are unpacked too.
    let resent = try site.run("resend", try site.id(of: "1002-first-order"), "--yes")
    #expect(resent.code == 0, "\(resent.out)\(resent.err)")
    #expect(try site.documents("resend").count > 0)
    let transferred = try site.run("transfer", "Order", "SO-4711", "--dry-run")
    #expect(transferred.code == 0, "\(transferred.err)")
    // By hand, as anybody would.
    let packed = site.path + "/" + site.files(in: "archive", ending: "-1002-first-order.xml.gz")[0]
    let gunzip = try Process.run(URL(fileURLWithPath: "/bin/gzip"), arguments: ["--decompress", packed])
    gunzip.waitUntilExit()
    #expect(try site.text(of: site.files(in: "archive", ending: "-1002-first-order.xml")[0]) == content)
    #expect(try site.run("verify").code == 0)
  }

  @Test("a ledger comes back from a compressed archive, and a replay reads it")
  func rebuiltFromCompressed() throws {
    let site = try site("compress: 7d")
    _ = try site.run("scan", "--settle", "0")
    let before = try site.run("list").out
    let replayed = try site.run("replay")
    #expect(replayed.code == 0, "\(replayed.out)\(replayed.err)")
    try site.loseLedger()
    #expect(try site.run("rebuild").code == 0)
    #expect(try site.run("list").out == before)
    #expect(try site.run("verify").code == 0)
  }

  @Test("a compressed file that was changed is found")
  func changedCompressed() throws {
    let site = try site("compress: 7d")
    _ = try site.run("scan", "--settle", "0")
    let names = site.files(in: "archive", ending: ".xml.gz")
    try site.remove(names[0])
    try site.copy(site.path + "/" + names[1], to: names[0])
    let run = try site.run("verify")
    #expect(run.code == 1)
    #expect(run.out.contains("[file-changed]") || run.out.contains("[unreadable]"), "\(run.out)")
  }

  @Test("pruning says how much and why the rest is kept, deletes, and leaves a reason for each file")
  func pruned() throws {
    let site = try site("payload: 400d, rejected: 400d")
    let trial = try site.run("prune", "--dry-run")
    #expect(trial.code == 0)
    #expect(trial.out.contains("payload"))
    #expect(trial.out.contains("something of it was rejected and is still to be put right"))
    #expect(site.files(in: "archive", ending: "-1002-first-order.xml").count == 1)
    try discardRejected(site)
    #expect(try site.run("prune").code == 2)
    let run = try site.run("prune", "--yes", "--by", "ada")
    #expect(run.code == 0, "\(run.err)")
    #expect(run.lines.last?.hasSuffix("deleted") == true)
    let verified = try site.run("verify")
    #expect(verified.code == 0, "\(verified.out)")
    #expect(verified.out.contains("[file-pruned]"))
    #expect(!verified.out.contains("file-missing"))
    let shown = try site.run("show", "1001-leads")
    #expect(shown.out.contains("(payload: 400d, ada)"), "\(shown.out)")
    let compared = try site.run("show", "1001-leads", "--diff", "1", "1")
    #expect(compared.code == 66)
    #expect(compared.err.contains("was pruned on"), "\(compared.err)")
    #expect(try site.run("prune", "--dry-run").out.contains("nothing is due"))
  }

  @Test("what told of a customer that waits for its number is kept")
  func awaitingNumber() throws {
    let site = try site("payload: 400d, rejected: 400d", awaitingNumbers: true)
    let (code, answer) = try site.json("prune", "--yes")
    #expect(code == 0)
    let report = try #require(answer as? [String: Any])
    #expect((report["due"] as? [Any])?.count == 0)
    let kept = try #require(report["kept"] as? [[String: String]])
    #expect(Set(kept.compactMap { $0["reason"] }) == ["number-awaited", "rejection-open"])
    #expect(site.files(in: "archive", ending: "-1001-leads.xml").count == 1)
  }

  @Test("what was forgotten is recognised when it comes again, also by a rebuilt ledger")
  func recognised() throws {
    let site = try site("payload: 400d, rejected: 400d, metadata: 450d")
    #expect(try site.run("prune", "--yes").code == 0)
    #expect(site.files(in: "archive", ending: "-1001-leads.xml") == [])
    let id = try site.id(of: "1001-leads")
    let shown = try #require(try site.json("show", id, "--records", "all").answer as? [String: Any])
    #expect((shown["pruned"] as? [String: String])?.keys.sorted() == ["metadata", "payload"])
    #expect((shown["records"] as? [Any])?.count == 0)
    #expect(try site.run("verify").out.contains("the records of 2 are forgotten"))
    try site.loseLedger()
    let rebuilt = try site.run("rebuild")
    #expect(rebuilt.code == 1)
    #expect(rebuilt.out.contains("2 files had been pruned"), "\(rebuilt.out)")
    let verified = try site.run("verify")
    #expect(verified.code == 0, "\(verified.out)")
    try site.drop("crm/1001-leads.xml", as: "again.xml")
    _ = try site.run("scan", "--settle", "0")
    #expect(try site.verdict(of: site.id(of: "again")) == "duplicate")
  }

  @Test("what needs the file says that it was pruned, and does not ask for a backup that nobody has")
  func saysSo() throws {
    let site = try site("payload: 400d, rejected: 400d")
    #expect(try site.run("prune", "--yes").code == 0)
    let resent = try site.run("resend", try site.id(of: "1002-first-order"), "--yes")
    #expect(resent.code == 1)
    #expect(resent.out.contains("was pruned on"), "\(resent.out)\(resent.err)")
    let transferred = try site.run("transfer", "Order", "SO-4711", "--dry-run")
    #expect((transferred.out + transferred.err).contains("was pruned on"), "\(transferred.out)\(transferred.err)")
    let replayed = try site.run("replay")
    #expect((replayed.out + replayed.err).contains("pruned on"), "\(replayed.out)\(replayed.err)")
    #expect(try site.run("explain", "Order", "SO-4711").code == 0)
  }

  @Test("a day takes the place of the terms, and a service keeps the command away")
  func byDay() throws {
    let site = try site("compress: 3650d")
    #expect(try site.run("prune", "--dry-run").code == 2)
    #expect(try site.run("prune", "--before", "2020-01-01", "--dry-run").out.contains("nothing is due"))
    #expect(try site.run("prune", "--before", "1d", "--dry-run").out.contains("payload"))
    let held = open(site.path + "/ledger/.kontor-lock", O_RDWR)
    defer { close(held) }
    #expect(flock(held, LOCK_EX | LOCK_NB) == 0)
    let busy = try site.run("prune", "--before", "1d", "--yes")
    #expect(busy.code == 75)
    #expect(busy.err.contains("prunes by itself"))
    #expect(try site.run("prune", "--before", "1d", "--dry-run").code == 0)
  }
}
