import Foundation
import Testing

@Suite("kontor rebuild")
struct RebuildTests {
  /// A file of each kind: accepted, with leads, in part, rejected, put right, repeated, rejected twice.
  private func site() throws -> Site {
    let site = try Site()
    let orders = try String(contentsOfFile: Site.example("crm/1003-orders.xml"), encoding: .utf8)
    try site.write(orders.replacing("<RecordCount>", with: "<RecordCount>9"), to: "inbox/crm/first-try.xml")
    for example in ["crm/1001-leads.xml", "crm/1002-first-order.xml", "bad/one-bad-record.xml", "bad/truncated.xml"] {
      try site.drop(example)
    }
    _ = try site.run("scan", "--settle", "0")
    try site.drop("crm/1003-orders.xml")
    try site.drop("crm/1002-first-order.xml", as: "again.xml")
    try site.drop("bad/truncated.xml", as: "again-truncated.xml")
    _ = try site.run("scan", "--settle", "0")
    return site
  }

  /// What a ledger tells of every interchange, but when its documents were published and taken, which no other file says.
  private func all(_ site: Site) throws -> [String] {
    let list = try site.run("list", "--json")
    let interchanges = try #require(try JSONSerialization.jsonObject(with: Data(list.out.utf8)) as? [[String: Any]])
    return [list.out]
      + (try interchanges.map { interchange in
        try site.run("show", try #require(interchange["id"] as? String), "--json").out
          .split(separator: "\n").filter { !$0.contains(/"(rebuilt|publishedAt|takenAt)"/) }
          .map { $0.hasSuffix(",") ? $0.dropLast() : $0 }.joined(separator: "\n")
      })
  }

  @Test("what was agreed comes back too: keys, stages, fields, what waits, and what was sent")
  func agreement() throws {
    let site = try Site()
    for (file, system) in [
      ("1-lead", "crm"), ("2-order", "crm"), ("3-confirmation", "erp"), ("4-from-accounting", "erp"),
      ("5-two-wishes", "crm"),
    ] {
      let source = Site.example("lead-to-customer/\(file).xml")
      try FileManager.default.copyItem(atPath: source, toPath: "\(site.path)/inbox/\(system)/\(file).xml")
      _ = try site.run("scan", "--settle", "0")
    }
    let waiting = try String(contentsOfFile: Site.example("lead-to-customer/2-order.xml"), encoding: .utf8)
    try site.write(
      waiting.replacing("K-20417", with: "K-9").replacing("SO-4711", with: "SO-4712")
        .replacing("<ControlNumber>2<", with: "<ControlNumber>9<"), to: "inbox/crm/waiting.xml")
    _ = try site.run("scan", "--settle", "0")
    let tables = [
      "SELECT kind, stage, origin, fields, deletedBy, refusal FROM entity ORDER BY id",
      "SELECT kind, system, key, entity, standing, interchange, position FROM entityKey ORDER BY kind, system, key",
      "SELECT * FROM identifier ORDER BY entity, kind, value",
      "SELECT entity, interchange, position, at, what, subject, detail, fields FROM entityEvent ORDER BY number",
      "SELECT * FROM delivery ORDER BY document, entity",
      "SELECT reason, awaits, kind, key, sender, interchange, position, canonical, state FROM hold ORDER BY id",
      "SELECT * FROM laterAnswer ORDER BY interchange, number",
    ]
    let before = try tables.map(site.rows)
    #expect(before.allSatisfy { !$0.isEmpty })
    try site.loseLedger()
    let run = try site.run("rebuild")
    #expect(run.code == 0, "\(run.out)")
    #expect(try tables.map(site.rows) == before)
    #expect(try site.run("verify").lines.last == "ok")
    #expect(try site.run("held").out.contains("Order SO-4712"))
  }

  @Test("every closed interchange comes back as it was, proves itself, and is known when it comes again")
  func roundTrip() throws {
    let site = try site()
    let before = try all(site)
    #expect(before.count == 9)
    #expect(before[0].contains("\"corrects\"") && before[0].contains("\"repeats\""))
    let documents = try site.names(in: "outbox/erp")
    let tables = [
      "SELECT * FROM rejection ORDER BY number",
      "SELECT interchange, position, byInterchange, byPosition, state, at FROM settlement ORDER BY number",
      "SELECT * FROM audit ORDER BY number",
    ]
    let rejections = try tables.map(site.rows)
    try site.loseLedger()

    let run = try site.run("rebuild")
    #expect(run.code == 0)
    #expect(try tables.map(site.rows) == rejections)
    #expect(run.lines.first == "restored   8 interchanges: 3 accepted, 1 partially-accepted, 3 rejected, 1 duplicate")
    #expect(run.lines.last?.hasSuffix("kontor.sqlite: ok") == true)
    #expect(run.out.contains("documents for erp go on with \(documents.count + 1)\n"))
    #expect(try site.names(in: "ledger").filter { $0 != "in-hand" } == ["heartbeat.json", "kontor.sqlite"])
    #expect(try all(site) == before)
    #expect(try site.run("verify").code == 0)

    try site.drop("crm/1002-first-order.xml", as: "once-more.xml")
    let again = try site.run("scan", "--settle", "0")
    #expect(again.lines[0].hasPrefix("repeat "))
    #expect(try site.names(in: "outbox/erp") == documents)
    try site.drop("crm/1005-mixed.xml")
    _ = try site.run("scan", "--settle", "0")
    let new = try site.names(in: "outbox/erp").filter { !documents.contains($0) }
    #expect(new.compactMap { Int($0.prefix(8)) }.min() == documents.count + 1)
    #expect(try site.run("verify").lines.last == "ok")
  }

  @Test("what was put right comes back: attempts, what settled what, documents sent again, and who decided it")
  func wayBack() throws {
    let site = try Site()
    let good = ExchangeFile.customer("K-1", stage: "ordered")
    let bad = ExchangeFile.order("A-2", of: "K-1").replacing(">EUR<", with: ">EUX<")
    try site.send(from: "crm", 1, good, ExchangeFile.order("A-1", of: "K-1"), bad)
    try site.send(from: "crm", 2, bad.replacing("A-2", with: "A-3"))
    try site.send(from: "crm", 3, bad.replacing("A-2", with: "A-4"))
    let names = try site.names(in: "rejected/crm").filter { $0.hasSuffix(".xml") }
    let ids = names.map { String($0.prefix(16)) }
    let first = try String(contentsOfFile: "\(site.path)/rejected/crm/\(names[0])", encoding: .utf8)
    try site.write(first.replacing(">EUX<", with: ">EUR<"), to: "corrected.xml")
    for arguments in [
      ["edit", ids[0], "--file", "corrected.xml", "--yes", "--reason", "asked"], ["resend", ids[0]],
      ["discard", ids[1], "--reason", "ordered twice"], ["reprocess", ids[2]], ["reprocess", ids[0]],
    ] { _ = try Program.run(arguments, in: site.path) }
    let third = try String(contentsOfFile: "\(site.path)/rejected/crm/closed/\(names[2])", encoding: .utf8)
    try site.write(third.replacing(">EUX<", with: ">EUR<"), to: "inbox/crm/\(names[2])")
    _ = try site.run("scan", "--settle", "0")
    try site.send(from: "erp", 1, ExchangeFile.confirmation(of: "K-1", number: "4711"))
    let tables = [
      "SELECT * FROM rejection ORDER BY number",
      "SELECT interchange, position, byInterchange, byPosition, state, at FROM settlement ORDER BY number",
      "SELECT * FROM audit ORDER BY number",
      "SELECT id, sender, verdict, corrects, recognition, handedInterchange, handedPosition FROM interchange ORDER BY id",
      "SELECT id, name, sha256, resends, state FROM document ORDER BY id",
      "SELECT entity, interchange, position, at, what, subject, detail, fields FROM entityEvent ORDER BY number",
      "SELECT * FROM delivery ORDER BY document, entity",
      "SELECT * FROM laterAnswer ORDER BY interchange, number",
    ]
    let before = try tables.map(site.rows)
    #expect(before.map(\.isEmpty) == tables.map { _ in false })
    try site.loseLedger()
    let run = try site.run("rebuild")
    #expect(run.code == 0, "\(run.out)\(run.err)")
    for (table, rows) in zip(tables, before) { #expect(try site.rows(table) == rows) }
    #expect(try site.run("verify").lines.last == "ok")
    #expect(try site.run("rejected").out == "none\n")
  }

  @Test("show says that accepted records are only counted")
  func counted() throws {
    let site = try site()
    try site.loseLedger()
    _ = try site.run("rebuild")
    #expect(try site.run("show", "1002-first-order").out.contains("rebuilt"))
  }

  @Test("a ledger that is there is left as it is", arguments: ["kontor.sqlite", "kontor.sqlite-wal"])
  func refuses(name: String) throws {
    let site = try Site()
    try site.loseLedger()
    try site.write("mine", to: "ledger/" + name)
    let run = try site.run("rebuild")
    #expect(run.code == 2)
    #expect(run.err.contains(name + " exists"))
    #expect(run.err.contains("move it away"))
    #expect(try String(contentsOfFile: site.path + "/ledger/" + name, encoding: .utf8) == "mine")
  }

  @Test("a file that was in hand is in doubt: refused with the next scan, and new when it is dropped again")
  func inDoubt() throws {
    let site = try Site()
    try site.drop("crm/1001-leads.xml")
    _ = try site.run("scan", "--settle", "0")
    try FileManager.default.copyItem(
      atPath: Site.example("crm/1002-first-order.xml"),
      toPath: site.path + "/inbox/crm/.claimed/main.1/01KAVB0QZ3000000~first.xml")
    try site.write("<a/>", to: "outbox/erp/.prepared/main.1/01KAVB0QZ3000000-1-1")
    try site.loseLedger()

    let run = try site.run("rebuild")
    #expect(run.code == 1)
    #expect(run.out.contains("crm/first.xml: in doubt: "))
    #expect(run.out.contains("outbox/erp/.prepared/main.1/01KAVB0QZ3000000-1-1: in doubt: "))
    // Twice as many as there are tags: so many numbers may have been used.
    let next = try #require(run.lines.first { $0.contains("for erp go on with") }?.split(separator: " ").last)
    #expect(try #require(Int(next)) > 4)
    #expect(try site.run("verify").code == 0)

    let scan = try site.run("scan", "--settle", "0")
    #expect(scan.code == 1)
    #expect(scan.lines[0].hasPrefix("rejected "))
    #expect(scan.out.contains("in hand when the ledger was lost"))
    #expect(try site.names(in: "outbox/erp").isEmpty)
    #expect(try site.names(in: "outbox/erp/.prepared/main.1") == ["01KAVB0QZ3000000-1-1"])
    #expect(try site.names(in: "rejected/crm").contains("01KAVB0QZ3000000-first.xml"))
    #expect(try site.run("verify").code == 0)

    try site.drop("crm/1002-first-order.xml")
    #expect(try site.run("scan", "--settle", "0").lines[0].hasPrefix("accepted "))
    #expect(try site.names(in: "outbox/erp").count == 2)
  }

  @Test("a folder without its marker is not mounted, and no ledger is made without it")
  func notMounted() throws {
    let site = try site()
    try site.remove("archive")
    try FileManager.default.createDirectory(atPath: site.path + "/archive", withIntermediateDirectories: false)
    try site.loseLedger()
    let run = try site.run("rebuild")
    #expect(run.code == 74)
    #expect(run.err.contains("archive: It has no marker"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: site.path + "/ledger").sorted() == [
        ".kontor-lock", "heartbeat.json", "in-hand",
      ])
  }

  @Test("a side file that is damaged or gone is named, and the others come back")
  func damaged() throws {
    let site = try site()
    let cut = site.files(in: "archive", ending: "-1001-leads.xml.jsonl")[0]
    let text = try String(contentsOfFile: site.path + "/" + cut, encoding: .utf8)
    try site.write(text.split(separator: "\n").dropLast().joined(separator: "\n") + "\n", to: cut)
    try site.remove(site.files(in: "archive", ending: "-1003-orders.xml.jsonl")[0])
    try site.loseLedger()
    let run = try site.run("rebuild")
    #expect(run.code == 1)
    #expect(run.out.contains("1001-leads.xml.jsonl: not restored: This side file is not used: its end is missing."))
    #expect(run.out.contains("1003-orders.xml: not restored: It has no side file."))
    #expect(run.out.contains("restored   6 interchanges"))
  }

  @Test("a day that was moved away does not come back, and what refers to it stands alone")
  func movedAway() throws {
    let site = try site()
    for name in site.files(in: "archive", ending: "-1002-first-order.xml")
      + site.files(in: "archive", ending: "-1002-first-order.xml.jsonl")
      + site.files(in: "archive", ending: "-1002-first-order.xml.documents.tar")
    { try site.remove(name) }
    try site.loseLedger()
    #expect(try site.run("rebuild").code == 0)
    #expect(try site.run("verify").code == 0)
    try site.drop("crm/1002-first-order.xml")
    #expect(try site.run("scan", "--settle", "0").lines[0].hasPrefix("repeat "))
  }

  @Test("side files of Kontor 0.1.0 bring back what they say, and numbers go on")
  func firstVersion() throws {
    let site = try site()
    let documents = try site.names(in: "outbox/erp").count
    for name in site.files(in: "archive", ending: ".jsonl") + site.files(in: "rejected", ending: ".jsonl") {
      let text = try String(contentsOfFile: site.path + "/" + name, encoding: .utf8)
      try site.write(
        try text.split(separator: "\n").compactMap { try inFirstVersion(String($0)) }.joined(separator: "\n") + "\n",
        to: name)
    }
    #expect(try site.run("verify").code == 0)
    try site.loseLedger()
    let run = try site.run("rebuild")
    #expect(run.code == 0)
    #expect(run.out.contains("restored   8 interchanges"))
    #expect(run.out.contains("documents for erp go on with \(documents + 1)\n"))
    let rejections = try site.rows("SELECT CAST(fileName AS TEXT) AS file, state FROM rejection ORDER BY number")
    for (file, state) in [("first-try", "corrected"), ("one-bad-record", "open"), ("again-truncated", "open")] {
      #expect(rejections.contains("[file:\"\(file).xml\" state:\"\(state)\"]"), "\(rejections)")
    }
    #expect(try site.run("verify").code == 0)
    try site.drop("crm/1002-first-order.xml", as: "once-more.xml")
    #expect(try site.run("scan", "--settle", "0").lines[0].hasPrefix("repeat "))
  }

  /// A line with the keys that it had; nil for the kinds of lines that there were not.
  private func inFirstVersion(_ line: String) throws -> String? {
    let keys = [
      "interchange": [
        "line", "id", "sender", "file", "fileBytes", "size", "sha256", "controlNumber", "verdict", "level", "summary",
        "repeats", "corrects", "receivedAt", "decidedAt", "totals", "versions",
      ],
      "record": ["line", "position", "entity", "key", "verdict"],
      "document": ["line", "id", "kind", "system", "name", "size", "sha256"],
    ]
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    guard let kept = keys[try #require(object["line"] as? String)] else { return nil }
    let data = try JSONSerialization.data(withJSONObject: object.filter { kept.contains($0.key) })
    return String(decoding: data, as: UTF8.self)
  }
}
