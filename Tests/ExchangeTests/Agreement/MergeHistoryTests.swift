import Exchange
import Foundation
import Simulated
import Testing

/// The merge, in random histories of two systems that edit, export and import as they please.
///
/// `KONTOR_PROVE=1` tells twenty times as many of them. `KONTOR_SEED` sets the seed, which settles all that chance decides.
@Suite("Merge histories")
struct MergeHistoryTests {
  private static let environment = ProcessInfo.processInfo.environment
  /// For each kind of habits.
  static let count = environment["KONTOR_PROVE"] == nil ? 500 : 10_000
  static let seed = environment["KONTOR_SEED"].flatMap { UInt64($0) } ?? 1

  static let terms: [FieldName: FieldTerms] = {
    var all: [FieldName: FieldTerms] = [:]
    func add(_ name: String, _ owner: FieldRule.Owner, _ conflict: FieldRule.Conflict, last: String) {
      all[FieldName(name)] = FieldTerms(owner: owner, conflict: conflict, lastWord: last, rule: name)
    }
    add("OfCrm", .system("crm"), .ownerWins, last: "crm")
    add("OfErp", .system("erp"), .ownerWins, last: "erp")
    add("OfErpFilledByCrm", .system("erp"), .fillIfEmpty, last: "erp")
    for conflict in FieldRule.Conflict.allCases { add("Shared-\(conflict.rawValue)", .shared, conflict, last: "erp") }
    add("Shared-crm-wins", .shared, .ownerWins, last: "crm")
    return all
  }()

  static let usual: [TradingHistory.Habits] = [
    .init(users: .freshValues), .init(users: .freshValues, full: true),
    .init(users: .freshValues, startsAsLead: true), .init(users: .freshValues, full: true, startsAsLead: true),
    .init(), .init(full: true), .init(full: true, startsAsLead: true), .init(isNumbered: false),
    .init(confirms: true), .init(full: true, confirms: true),
    .init(users: .settingBack), .init(users: .settingBack, full: true),
    .init(users: .settingBack, startsAsLead: true), .init(users: .settingBack, full: true, confirms: true),
  ]

  static let crooked: [TradingHistory.Habits] = [
    .init(importers: ["erp": .cutting]), .init(full: true, importers: ["erp": .cutting]),
    .init(importers: ["erp": .refusing]), .init(full: true, importers: ["erp": .refusing]),
    .init(importers: ["crm": .cutting, "erp": .cutting]),
    .init(full: true, importers: ["crm": .cutting, "erp": .refusing]),
  ]

  @Test("both systems come to the same, soon, and by the rules", arguments: usual)
  func agreement(_ habits: TradingHistory.Habits) {
    var excused = 0
    tell(habits) { history in
      if history.kontor.witness.excuses { excused += 1 }
      return history.conclude(rounds: 2)
    }
    print(
      "merge: \(Self.count) histories, \(habits.testDescription), \(excused) with an edit that looks like an import")
    if habits.users == .freshValues { #expect(excused == 0) }
    #expect(excused < Self.count / 2)
  }

  @Test("a system that cuts or refuses values gets no peace disturbed", arguments: crooked)
  func crookedImporters(_ habits: TradingHistory.Habits) {
    tell(habits) { $0.concludeCrooked(rounds: 3) }
  }

  @Test(
    "in whatever order one system's files arrive, the end is the same",
    arguments: usual.filter { $0.users == .freshValues })
  func order(_ habits: TradingHistory.Habits) {
    tell(habits) { $0.concludeInAnyOrder() }
  }

  /// Tells histories and reports the shortest of those that broke a promise.
  private func tell(_ habits: TradingHistory.Habits, _ conclude: (inout TradingHistory) -> [String]) {
    var broken = 0
    var shortest: (promises: [String], log: [String])?
    for number in 0..<Self.count {
      var dice = Dice(seed: Self.seed &* 1_000_003 &+ UInt64(number))
      var history = TradingHistory(seed: dice.next(), habits, Self.terms)
      history.tell(steps: dice.number(3...50))
      history.comeToTheEnd()
      let promises = conclude(&history)
      if promises.isEmpty { continue }
      broken += 1
      if history.log.count < shortest?.log.count ?? .max { shortest = (promises, history.log) }
    }
    guard let shortest else { return }
    Issue.record(
      """
      \(broken) of \(Self.count) histories broke a promise, seed \(Self.seed), \(habits.testDescription). The shortest:
      \(shortest.promises.joined(separator: "; "))
      \(shortest.log.joined(separator: "\n"))
      """)
  }
}
