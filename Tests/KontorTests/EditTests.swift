import Foundation
import Testing

@Suite("kontor edit")
struct EditTests {
  /// A program that stands for a person with an editor; `$1` is the file.
  private func editor(_ site: Site, _ script: String, named name: String = "editor") throws -> String {
    try site.write("#!/bin/sh\nset -e\n\(script)\n", to: name)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: site.path + "/" + name)
    return site.path + "/" + name
  }

  private let correction = "sed -i 's/>-5</>5</' \"$1\""

  @Test("what was edited is a new attempt, and the original stays as it was")
  func edit() throws {
    let site = try Site()
    try site.rejectOneOfTwo()
    let first = try site.id(of: "crm-7.xml")
    let original = try site.text(of: try site.rejectedFile("crm-7.xml"))
    let editor = try editor(site, "stat -c %a \"$1\" > mode; stat -c %a \"$(dirname \"$1\")\" >> mode\n" + correction)
    let run = try Program.run(
      ["edit", "crm-7", "--yes", "--by", "ada", "--reason", "five, says the CRM"], in: site.path,
      environment: ["EDITOR": "false", "VISUAL": editor])
    #expect(run.code == 0, "\(run.err)")
    #expect(try site.text(of: "mode") == "600\n700\n")
    #expect(run.out.contains("-5"))
    #expect(run.out.contains("valid, 1 record\n"))
    #expect(run.lines.contains { $0 == "crm-7.xml (\(first)): accepted, 1 record: 1 accepted" }, "\(run.out)")
    #expect(try site.documents("Order-A-2").count == 1)
    #expect(try site.documents("Order-A-1").count == 1)
    #expect(try site.run("rejected").out == "none\n")
    #expect(try site.files(in: "rejected", ending: "crm-7.xml").map { try site.text(of: $0) } == [original])
    #expect(!site.files(in: ".", ending: "crm-7.xml").contains { $0.contains("kontor-edit") })
    #expect(try site.run("show", "crm-7.xml").out.contains("crm-7.xml: accepted, this one\n"))
    let diff = try site.run("show", first, "--diff", "1", "2")
    #expect(diff.code == 0)
    #expect(diff.out.contains("-5"), "\(diff.out)")
    #expect(!diff.out.contains("<OrderId>A-1<"))
    let report = try #require(try site.json("show", first, "--diff", "1", "2").answer as? [String: Any])
    let hunks = try #require(report["hunks"] as? [[String: Any]])
    #expect(hunks.count == 1)
    let changed = try #require(hunks[0]["lines"] as? [String]).filter { !$0.hasPrefix(" ") }
    #expect(changed.count == 2)
    #expect(changed.first?.hasPrefix("- ") == true && changed.first?.contains("-5") == true, "\(changed)")
    #expect(changed.last?.hasPrefix("+ ") == true && changed.last?.contains("-5") == false)
    #expect(try site.run("show", first, "--diff", "1", "3").err.contains("there are 1 to 2"))
    #expect(try site.run("show", first, "--diff", "1").code == 2)
    #expect(try site.run("audit", "--who", "ada").out.contains("five, says the CRM"))
  }

  @Test("who changes nothing hands nothing in")
  func unchanged() throws {
    let site = try Site()
    try site.rejectOneOfTwo()
    let run = try Program.run(["edit", "crm-7", "--yes"], in: site.path, environment: ["EDITOR": "true"])
    #expect(run.code == 0)
    #expect(run.out == "nothing was changed\n")
    let same = try site.run("edit", "crm-7", "--yes", "--file", try site.rejectedFile("crm-7.xml"))
    #expect(same.code == 0)
    #expect(same.out == "nothing was changed\n")
    #expect(try site.run("list", "--sender", "desk").out == "none\n")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: site.path).filter { $0.contains("kontor-edit") }.isEmpty)
  }

  @Test("an editor with options is found as a shell finds it, and one that fails hands nothing in")
  func editors() throws {
    let site = try Site()
    try site.rejectOneOfTwo()
    let none = try site.run("edit", "crm-7", "--yes")
    #expect(none.code == 2)
    #expect(none.err.contains("set the variable VISUAL or EDITOR"))
    let failing = try Program.run(["edit", "crm-7", "--yes"], in: site.path, environment: ["EDITOR": "exit 3; #"])
    #expect(failing.code == 2)
    #expect(failing.err.contains("ended with exit code 3, so nothing was handed in"))
    #expect(failing.err.contains("what you wrote lies in "))
    let run = try Program.run(
      ["edit", "crm-7", "--yes"], in: site.path, environment: ["EDITOR": "sed -i -e 's/>-5</>5</'"])
    #expect(run.code == 0, "\(run.err)")
  }

  @Test("without a terminal nobody can be asked")
  func noTerminal() throws {
    let site = try Site()
    try site.rejectOneOfTwo()
    let run = try Program.run(["edit", "crm-7"], in: site.path, environment: ["EDITOR": "true"])
    #expect(run.code == 2)
    #expect(run.err.contains("there is no terminal to ask on"))
  }

  @Test("a file that is put right elsewhere is handed in by a script; one that is still wrong is rejected again")
  func file() throws {
    let site = try Site()
    try site.rejectOneOfTwo()
    let text = try site.text(of: try site.rejectedFile("crm-7.xml"))
    try site.write(text.replacing(">-5<", with: ">-6<"), to: "worse.xml")
    let worse = try site.run("edit", "crm-7", "--file", "worse.xml", "--yes")
    #expect(worse.code == 1)
    #expect(worse.out.contains("worse.xml:"))
    #expect(worse.out.contains("1 error left"))
    #expect(worse.lines.contains { $0.hasSuffix(": rejected, 1 record: 1 rejected") }, "\(worse.out)")
    try site.write(text.replacing(">-5<", with: ">5<"), to: "better.xml")
    let better = try site.run("edit", "crm-7", "--file", "better.xml", "--yes")
    #expect(better.code == 0, "\(better.err)")
    #expect(try site.documents("Order-A-2").count == 1)
    #expect(try site.text(of: "better.xml") == text.replacing(">-5<", with: ">5<"))
    let missing = try site.run("edit", "crm-7", "--file", "no.xml", "--yes")
    #expect(missing.code == 2)
  }

  @Test("a file that was put right where it lies is no original any more: it is handed in, not tried again")
  func inPlace() throws {
    let site = try Site()
    try site.knowCustomer()
    try site.send(from: "crm", 8, Site.badOrder("A-3"))
    let place = try site.rejectedFile("crm-8.xml")
    try site.write(try site.text(of: place).replacing(">-5<", with: ">5<"), to: place)
    let dry = try site.run("reprocess", "crm-8", "--dry-run")
    #expect(dry.code == 1)
    #expect(dry.out.contains("is not as it was rejected"), "\(dry.out)")
    #expect(try site.run("reprocess", "crm-8").out.contains("[file-gone]"))
    let run = try site.run("edit", "crm-8", "--file", place, "--yes")
    #expect(run.code == 0, "\(run.out)\(run.err)")
    #expect(try site.documents("Order-A-3").count == 1)
  }

  @Test("what was settled since is not edited once more")
  func rest() throws {
    let site = try Site()
    try site.knowCustomer()
    try site.send(
      from: "crm", 2, ExchangeFile.order("A-1", of: "K-1"), Site.badOrder("A-2"), Site.badOrder("A-3"))
    try site.send(from: "crm", 3, ExchangeFile.order("A-2", of: "K-1"))
    #expect(try site.run("rejected").out.contains("1 of 2 records open"))
    let run = try Program.run(
      ["edit", "crm-2", "--yes"], in: site.path,
      environment: ["EDITOR": try editor(site, "cp \"$1\" seen.xml\n" + correction)])
    #expect(run.code == 0, "\(run.out)\(run.err)")
    let seen = try site.text(of: "seen.xml")
    #expect(seen.contains("<OrderId>A-3<"))
    #expect(!seen.contains("<OrderId>A-2<"))
    #expect(try site.documents("-Order-").count == 3)
    #expect(try site.run("rejected").out == "none\n")
  }

  @Test("of two people at once the second is told who was first, and loses nothing")
  func two() throws {
    let site = try Site()
    try site.rejectOneOfTwo()
    let text = try site.text(of: try site.rejectedFile("crm-7.xml"))
    try site.write(text.replacing(">-5<", with: ">6<"), to: "first.xml")
    let editor = try editor(
      site,
      "\(Program.path) edit \(try site.id(of: "crm-7.xml")) --file first.xml --yes --by ada > /dev/null 2>&1\n"
        + correction)
    let run = try Program.run(
      ["edit", "crm-7", "--yes", "--by", "bob"], in: site.path, environment: ["EDITOR": editor])
    #expect(run.code == 1)
    #expect(run.out.contains("[attempt-outdated]"), "\(run.out)\(run.err)")
    #expect(run.out.contains("ada"))
    let said = try #require(run.err.split(separator: "\n").last { $0.hasPrefix("what you wrote lies in ") })
    let kept = String(said.dropFirst("what you wrote lies in ".count))
    #expect(try String(contentsOfFile: kept, encoding: .utf8) == text.replacing(">-5<", with: ">5<"))
    let sent = try #require(try site.documents("Order-A-2").first)
    #expect(try site.documents("Order-A-2").count == 1)
    #expect(try site.text(of: "outbox/erp/" + sent).contains(">6<"))
  }

  @Test("on a terminal a person decides after a look", arguments: ["submit", "leave"])
  func terminal(choice: String) throws {
    let site = try Site()
    try site.rejectOneOfTwo()
    // The first version is no better; then the person edits once more.
    let editor = try editor(
      site, "if [ -e once ]; then sed -i 's/>-6</>5</' \"$1\"; else touch once; sed -i 's/>-5</>-6</' \"$1\"; fi")
    try site.write("e\n\(choice)\n", to: "answers")
    let run = try Program.run(
      program: "/usr/bin/script",
      ["-qec", "\(Program.path) edit crm-7", "/dev/null"], in: site.path, input: site.path + "/answers",
      environment: ["EDITOR": editor, "SHELL": "/bin/sh"])
    #expect(run.code == 0, "\(run.out)")
    #expect(
      run.out.contains("It would be rejected again. Submit it all the same? (s = submit, e = edit again, l = leave it)")
    )
    #expect(run.out.contains("Submit it? (s = submit"))
    let isSubmitted = choice == "submit"
    #expect(try site.documents("Order-A-2").count == (isSubmitted ? 1 : 0))
    let kept = try FileManager.default.contentsOfDirectory(atPath: site.path).filter { $0.contains("kontor-edit") }
    #expect(kept.isEmpty == isSubmitted)
    #expect(run.out.contains("what you wrote lies in ") == !isSubmitted)
  }

  @Test("what is too large for a decision is sent on its way through the inbox")
  func large() throws {
    let site = try Site()
    try site.rejectOneOfTwo()
    let text = try site.text(of: try site.rejectedFile("crm-7.xml"))
    let padding = "<!--" + String(repeating: "x", count: 8_000_000) + "-->"
    try site.write(text.replacing(">-5<", with: ">5<") + padding, to: "large.xml")
    let run = try site.run("edit", "crm-7", "--file", "large.xml", "--yes")
    #expect(run.code == 2)
    #expect(run.err.contains("drop it into inbox/crm under the name of the rejected file"))
  }
}
