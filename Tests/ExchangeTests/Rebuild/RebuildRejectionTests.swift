import DropFolder
import Foundation
import LedgerSQLite
import Simulated
import Testing

@testable import Exchange

@Suite("rejections of a rebuilt ledger")
struct RebuildRejectionTests {
  private typealias Lost = LostLedger

  private func settled(
    _ letter: String, _ position: Int?, by other: String, _ state: Rejection.State = .corrected
  ) -> Settlement {
    Settlement(
      of: Lost.id(letter), position: position, by: Lost.id(other), byPosition: position.map { _ in 1 }, state,
      at: Lost.moment + .seconds(30))
  }

  /// A is refused, C corrects it and one record of B; D is a decision that discards the rest of E, and hands in F, which
  /// is filed, and G, which is in hand. H is open.
  ///
  /// - Parameter asBefore: nothing is recognised, handed in or noted down, as it was before there were rejections.
  private func lost(asBefore: Bool = false) throws -> Lost {
    let lost = try Lost()
    try lost.decide(Lost.arrival("A"), .rejected)
    try lost.decide(Lost.arrival("B"), .partiallyAccepted, [.rejected, .accepted, .rejected])
    // A clock that was put back: what settles comes before what it settles.
    try lost.decide(Lost.arrival("E", at: 100), .partiallyAccepted, [.rejected, .accepted])
    try lost.decide(Lost.arrival("H"), .rejected, [.rejected])
    try lost.decide(Lost.arrival("C"), .accepted, [.accepted]) {
      ($0.corrects, $0.recognition) = (Lost.id("A"), asBefore ? nil : .name)
    } writing: { decisions in
      try decisions.settle(settled("A", nil, by: "C"))
      try decisions.settle(settled("B", 3, by: "C"))
    }
    let attempts = ["F", "G"].enumerated().map { index, letter in
      var attempt = Lost.arrival(letter, at: 3)
      attempt.corrects = Lost.id("H")
      if !asBefore {
        attempt.recognition = .handedIn
        attempt.handedIn = RecordReference(Lost.id("D"), index + 1)
      }
      return attempt
    }
    try lost.decide(Lost.arrival("D", from: "desk", at: 2), .accepted, [.accepted, .accepted, .rejected]) { _ in
    } writing: { decisions in
      try decisions.settle(settled("E", 1, by: "D", .discarded))
      if asBefore { return }
      for attempt in attempts { try decisions.handIn(attempt) }
      for (index, outcome) in [RecordVerdict.accepted, .accepted, .rejected].enumerated() {
        try decisions.add(
          AuditEntry(
            at: Lost.moment, who: "anna", action: "reprocess", subject: "interchange \(index)", reason: "a \"reason\"",
            outcome: outcome, before: "b", after: index == 0 ? nil : "a",
            source: RecordReference(Lost.id("D"), index + 1)))
      }
    }
    try lost.decide(attempts[0], .rejected, [.rejected])
    try lost.file("ABEHCDF", closed: "AE")
    try lost.put("archive/.incoming/\(Lost.id("G"))")
    try lost.ledger.markPutAway([Lost.id("A"), Lost.id("E")])
    return lost
  }

  private func rebuilt(_ lost: Lost) throws -> (ledger: SQLiteLedger, report: RebuildReport) {
    let place = lost.workplace
    let ledger = try SQLiteLedger(path: place.configuration.ledger.absolute, access: .processing)
    let report = try Rebuild(place.configuration, catalogue: place.catalogue, ledger: ledger).run()
    return (ledger, report)
  }

  @Test("rejections, settlements, attempts and the audit trail come back as they were")
  func comeBack() throws {
    let lost = try lost()
    #expect(try lost.findings(in: lost.ledger) == [])
    let (ledger, report) = try rebuilt(lost)
    for letter in "ABCDEFH".map(String.init) {
      let id = Lost.id(letter)
      #expect(try ledger.interchange(id) == (try lost.ledger.interchange(id)))
      #expect(try ledger.rejection(of: id) == (try lost.ledger.rejection(of: id)))
      #expect(try ledger.settlements(of: id) == (try lost.ledger.settlements(of: id)))
      #expect(try ledger.settlements(by: id) == (try lost.ledger.settlements(by: id)))
    }
    let trail = try lost.ledger.audit(matching: AuditFilter(), after: 0, limit: 9)
    #expect(trail.count == 3)
    #expect(try ledger.audit(matching: AuditFilter(), after: 0, limit: 9) == trail)
    #expect(report.inDoubt.map(\.id) == [Lost.id("G")])

    // What was in hand is put aside, and known for what it is.
    let attempt = try #require(try ledger.interchange(Lost.id("G")))
    #expect(attempt.setAside == .ledgerLost && attempt.state == .received)
    #expect(attempt.corrects == Lost.id("H") && attempt.handedIn == RecordReference(Lost.id("D"), 2))
    #expect(attempt.fileName == Lost.fileName && attempt.sender == "crm")
    #expect(try ledger.attempts(handedInBy: Lost.id("D")).map(\.id) == [Lost.id("F"), Lost.id("G")])
    #expect(try lost.findings(in: ledger) == [])
  }

  @Test("what was settled by or of a file that is gone does not come back, and the ledger agrees with what is left")
  func withoutOne() throws {
    let lost = try lost()
    for place in ["rejected/crm/closed/\(Lost.id("A"))", "archive/2026/11/24/\(Lost.id("D"))"] {
      for suffix in ["", SideFile.suffix] {
        try FileManager.default.removeItem(atPath: "\(lost.workplace.root)/\(place)-orders.xml\(suffix)")
      }
    }
    let (ledger, report) = try rebuilt(lost)
    let attempt = try #require(try ledger.interchange(Lost.id("F")))
    #expect(attempt.handedIn == nil && attempt.recognition == .handedIn)
    #expect(try ledger.settlements(by: Lost.id("C")) == [settled("B", 3, by: "C")])
    #expect(try ledger.rejection(of: Lost.id("E"))?.state == .open)
    // No side file speaks of the attempt in hand any more: a person has to look.
    #expect(try ledger.interchange(Lost.id("G")) == nil)
    #expect(report.left.contains { $0.path.hasSuffix("/.incoming/\(Lost.id("G"))") })
    #expect(try lost.findings(in: ledger) == [])
  }

  @Test("side files from before there were rejections bring them back as the step to them makes them")
  func secondVersion() throws {
    let lost = try lost(asBefore: true)
    for path in FileManager.default.subpaths(atPath: lost.workplace.root) ?? [] where path.hasSuffix(SideFile.suffix) {
      try inSecondVersion("\(lost.workplace.root)/\(path)")
    }
    // A ledger that took the step has settlements of which its side files say nothing.
    #expect(try lost.findings(in: lost.ledger) == [])
    let (ledger, _) = try rebuilt(lost)
    #expect(try ledger.rejection(of: Lost.id("A"))?.state == .corrected)
    #expect(try ledger.settlements(of: Lost.id("A")).map(\.by) == [Lost.id("C")])
    #expect(try ledger.rejection(of: Lost.id("B"))?.open == 2)
    // F was rejected, and came again for H: the rejection goes on with F.
    #expect(try ledger.rejection(of: Lost.id("H"))?.state == .replaced)
    #expect(try ledger.rejection(of: Lost.id("F"))?.state == .open)
    #expect(try ledger.audit(matching: AuditFilter(), after: 0, limit: 9) == [])
    #expect(try lost.findings(in: ledger) == [])
  }

  private func inSecondVersion(_ path: String) throws {
    var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
      .filter { line in !["settlement", "attempt", "audit", "end"].contains { line.contains("\"line\":\"\($0)\"") } }
    #expect(lines[0].contains("\"version\":3") && !lines[0].contains("recognition"))
    lines[0] = lines[0].replacing("\"version\":3", with: "\"version\":2")
    lines.append("{\"line\":\"end\",\"lines\":\(lines.count)}")
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test("a rejected file is found where it lies now, by the same place")
  func rejectedFolder() throws {
    let lost = try lost()
    let folder = try RejectedFolder(lost.workplace.configuration, of: "crm")
    func path(_ letter: String) throws -> String? {
      try folder.find("\(Lost.id(letter))-orders.xml").map { "\($0.folder.path)/\($0.name.display)" }
    }
    #expect(try path("A")?.hasSuffix("rejected/crm/closed/\(Lost.id("A"))-orders.xml") == true)
    #expect(try path("H")?.hasSuffix("rejected/crm/\(Lost.id("H"))-orders.xml") == true)
    #expect(try path("C") == nil)
    #expect(try folder.findClosed("\(Lost.id("H"))-orders.xml") == nil)
  }
}
