import Foundation
import Testing

@testable import Exchange

@Suite("the book of incidents")
struct IncidentBookTests {
  /// A book with a memory, as the ledger is one.
  private struct Diary {
    var incidents: [Incident] = []
    var pending: [PendingTrouble] = []
    var told: [String] = []
    var now = Timestamp(milliseconds: 0)

    mutating func see(_ troubles: Trouble..., endings: [IncidentKey: String] = [:], after time: Duration) throws {
      now = now + time
      let book = IncidentBook(open: incidents.filter { $0.state == .open }, pending: pending)
      let round = try book.see(troubles, endings: endings, at: now) { key in
        incidents.last { $0.key == key && $0.state == .closed }
      }
      pending.removeAll { round.over.contains($0.key) }
      pending += round.begun
      for incident in round.incidents {
        if incident.id == 0 {
          incidents.append(incident)
          incidents[incidents.count - 1].id = Int64(incidents.count)
        } else {
          incidents[Int(incident.id) - 1] = incident
        }
      }
      told += round.news.map { "\($0.event.rawValue) \($0.incident.key.subject) \(now.milliseconds / 1000)" }
    }

    func trouble(_ cause: IncidentCause, _ subject: String, _ detail: String = "d", count: Int = 1) -> Trouble {
      Trouble(cause, subject, since: now, count: count, detail)
    }
  }

  @Test("what has no grace opens at once, is updated and closes when it is over")
  func life() throws {
    var diary = Diary()
    try diary.see(diary.trouble(.heldOverdue, "x"), after: .seconds(10))
    #expect(diary.incidents.map(\.state) == [.open])
    try diary.see(diary.trouble(.heldOverdue, "x", "more", count: 3), after: .seconds(10))
    #expect(diary.incidents.map(\.count) == [3])
    #expect(diary.incidents.map(\.detail) == ["more"])
    let key = IncidentKey(.heldOverdue, "x")
    try diary.see(endings: [key: "all gone"], after: .seconds(10))
    #expect(diary.incidents.map(\.state) == [.closed])
    #expect(diary.incidents[0].closedAt == diary.now)
    #expect(diary.incidents[0].detail == "all gone")
    #expect(diary.told == ["opened x 10", "closed x 30"])
  }

  @Test("a blink alarms nobody, and does not shorten the next one's grace")
  func grace() throws {
    var diary = Diary()
    for _ in 1...5 {
      try diary.see(diary.trouble(.folderAway, "/a"), after: .seconds(60))
      try diary.see(diary.trouble(.folderAway, "/a"), after: .seconds(60))
      try diary.see(after: .seconds(10))
    }
    #expect(diary.incidents == [])
    #expect(diary.pending == [])
    let began = diary.now
    try diary.see(diary.trouble(.folderAway, "/a"), after: .seconds(60))
    try diary.see(diary.trouble(.folderAway, "/a"), after: .seconds(119))
    #expect(diary.incidents == [])
    try diary.see(diary.trouble(.folderAway, "/a"), after: .seconds(1))
    #expect(diary.incidents.map(\.state) == [.open])
    #expect(diary.incidents[0].since == began)
    #expect(diary.pending == [])
  }

  @Test("patience counts from when it was first so, and survives a restart")
  func patience() throws {
    var diary = Diary()
    func stuck() -> Trouble {
      Trouble(.fileUnfinished, "crm/a.xml", since: diary.now, patience: .seconds(3600), "d")
    }
    try diary.see(stuck(), after: .seconds(60))
    // Each time it is seen as if for the first time, as after a restart.
    for _ in 1...58 { try diary.see(stuck(), after: .seconds(60)) }
    #expect(diary.incidents == [])
    try diary.see(stuck(), after: .seconds(120))
    #expect(diary.incidents.map(\.state) == [.open])
    #expect(diary.incidents[0].since == Timestamp(milliseconds: 0))
  }

  @Test("what comes and goes is one incident, and told once an hour at most")
  func flapping() throws {
    var diary = Diary()
    for _ in 1...20 {
      for _ in 1...4 { try diary.see(diary.trouble(.folderAway, "/a"), after: .seconds(60)) }
      for _ in 1...6 { try diary.see(after: .seconds(60)) }
    }
    #expect(diary.incidents.count == 1)
    #expect(diary.incidents[0].returns == 19)
    #expect(diary.told.count { $0.hasPrefix("opened") } == 1)
    // 200 minutes: at 3 min, then at the first return that is at least an hour later.
    #expect(diary.told.count { $0.hasPrefix("returned") } == 3)
    #expect(diary.told.count { $0.hasPrefix("closed") } == 4)
  }

  @Test("what comes back and stays is told when its hour is over")
  func returning() throws {
    var diary = Diary()
    try diary.see(diary.trouble(.heldOverdue, "x"), after: .seconds(60))
    try diary.see(after: .seconds(60))
    for _ in 1...70 { try diary.see(diary.trouble(.heldOverdue, "x"), after: .seconds(60)) }
    #expect(diary.told == ["opened x 60", "closed x 120", "returned x 3660"])
  }

  @Test("another file that does not come is another incident, however soon")
  func nextDeadline() throws {
    var diary = Diary()
    let first = diary.now
    for _ in 1...3 {
      try diary.see(Trouble(.fileMissing, "crm x", since: first, "d"), after: .seconds(120))
    }
    try diary.see(after: .seconds(60))
    let second = diary.now
    for _ in 1...3 {
      try diary.see(Trouble(.fileMissing, "crm x", since: second, "d"), after: .seconds(120))
    }
    #expect(diary.incidents.map(\.since) == [first, second])
    #expect(diary.incidents.map(\.state) == [.closed, .open])
    #expect(diary.told == ["opened crm x 240", "closed crm x 420", "opened crm x 660"])
  }

  @Test("what comes back much later is another incident")
  func later() throws {
    var diary = Diary()
    try diary.see(diary.trouble(.heldOverdue, "x"), after: .seconds(60))
    try diary.see(after: .seconds(60))
    try diary.see(diary.trouble(.heldOverdue, "x"), after: .seconds(3600))
    #expect(diary.incidents.map(\.state) == [.closed, .open])
  }

  @Test("what a person closed stays closed, until it happens again")
  func closedByHand() throws {
    var diary = Diary()
    let gap = diary.trouble(.numberGap, "crm 5")
    try diary.see(gap, after: .seconds(60))
    try diary.see(gap, after: .seconds(120))
    #expect(diary.incidents.map(\.state) == [.open])
    diary.incidents[0].state = .closed
    diary.incidents[0].closedAt = diary.now
    diary.incidents[0].closed = PersonalWord(by: "ada", at: diary.now)
    for _ in 1...9 { try diary.see(gap, after: .seconds(60)) }
    #expect(diary.incidents.map(\.state) == [.closed])
    diary.now = diary.now + .seconds(7200)
    let again = diary.trouble(.numberGap, "crm 5")
    for _ in 1...4 { try diary.see(again, after: .seconds(60)) }
    #expect(diary.incidents.map(\.state) == [.closed, .open])
  }

  @Test("an incident that stays is not written again with every scan")
  func quiet() throws {
    let now = Timestamp(milliseconds: 1_000_000)
    let trouble = Trouble(.heldOverdue, "x", since: now, "d")
    var incident = Incident(trouble, at: now)
    incident.id = 1
    incident.isTold = true
    incident.toldAt = now
    let book = IncidentBook(open: [incident], pending: [])
    let soon = try book.see([trouble], at: now + .seconds(599)) { _ in nil }
    #expect(soon.isEmpty)
    let later = try book.see([trouble], at: now + .seconds(600)) { _ in nil }
    #expect(later.incidents.map(\.seenAt) == [now + .seconds(600)])
    #expect(later.news == [])
  }

  @Test("the worst is told first")
  func order() throws {
    let now = Timestamp(milliseconds: 1_000_000)
    let troubles = [IncidentCause.heldOverdue, .documentsInDoubt, .fileUndecided].map {
      Trouble($0, "x", since: now, "d")
    }
    let round = try IncidentBook(open: [], pending: []).see(troubles, at: now) { _ in nil }
    #expect(round.news.map(\.incident.severity) == [.critical, .error, .warning])
  }

  @Test("each cause has an entry of its own, with whole sentences")
  func catalogue() {
    #expect(IncidentCatalogue.all.map(\.cause) == IncidentCause.allCases)
    for entry in IncidentCatalogue.all {
      for sentence in [entry.opens, entry.closes, entry.remedy] {
        #expect(sentence.first?.isUppercase == true || sentence.hasPrefix("kontor "), "\(entry.cause)")
        #expect(sentence.hasSuffix(".") || sentence.hasSuffix("…"), "\(entry.cause): \(sentence)")
      }
    }
  }

  @Test("the administrator's page lists each cause as the catalogue has it")
  func page() throws {
    let page = try String(contentsOfFile: "\(Workplace.repository)/docs/incidents.md", encoding: .utf8)
    for entry in IncidentCatalogue.all {
      let row = [entry.cause.rawValue, entry.severity.rawValue, entry.actor.rawValue, entry.opens, entry.closes]
      #expect(page.contains("| `\(row[0])` | \(row.dropFirst().joined(separator: " | ")) |"), "\(entry.cause)")
    }
  }
}
