import DropFolder
import Exchange
import Foundation
import Simulated
import Testing

/// An ERP that does anything with its documents, at any time, while the program fails at any call.
@Suite("An ERP with a hand of its own")
struct ReceiptHistoryTests {
  @Test("in the end everything stands as its folders say, and nothing was said twice", arguments: UInt64(1)...20)
  func history(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let site = try ReceiverSite(
      "receipts: { done: done, error: error, reason: .log }", "sidecars: { checksum: .sha256, marker: .ok }")
    var erp = RandomERP(site)
    for round in 1...10 {
      if round <= 4 {
        try site.place.drop(
          SampleExchange(controlNumber: "\(round)", orders: (1...dice.number(1...4)).map { "A-\(round)-\($0)" }).text,
          as: "\(round).xml")
      }
      site.place.now = site.place.now + .seconds(60)
      if dice.coin() {
        let calls = FailingCalls(failing: dice.number(1...600), extent: dice.coin() ? .once : .fromThenOn)
        // What the failing scan itself says is not the point.
        try? site.scanOnce(calls)
      } else {
        try site.scanOnce(LinuxFileCalls())
      }
      try erp.act(&dice)
    }
    for _ in 1...3 {
      site.place.now = site.place.now + .seconds(60)
      try site.scanOnce(LinuxFileCalls())
      try erp.collect()
    }
    try erp.judge(seed)
  }
}

private struct RandomERP {
  enum Fate { case waiting, kept, done, error }

  let site: ReceiverSite
  private var fates: [String: Fate] = [:]

  init(_ site: ReceiverSite) {
    self.site = site
  }

  /// Sees what is new, and that nothing comes twice.
  mutating func collect() throws {
    for name in try site.documents() {
      let known = fates.updateValue(.waiting, forKey: name)
      #expect(known == nil || known == .waiting, "\(name) came again")
    }
  }

  mutating func act(_ dice: inout Dice) throws {
    try collect()
    for (name, fate) in fates.sorted(by: { $0.key < $1.key }) where dice.coin() {
      switch (fate, dice.number(0...3)) {
      case (.waiting, 0):
        try site.remove(name)
        fates[name] = .kept
      case (.waiting, 1):
        try site.move(name, to: "done")
        fates[name] = .done
      case (.waiting, 2):
        if dice.coin() { try site.write("no \(name)", as: name + ".log", in: "error") }
        try site.move(name, to: "error")
        fates[name] = .error
      case (.error, 0), (.error, 1):
        try site.move(name, from: "error", to: "done")
        fates[name] = .done
      default: continue
      }
    }
  }

  func judge(_ seed: UInt64) throws {
    let words = try site.words()
    var standing = 0
    for (name, fate) in fates {
      #expect(try site.moments(name).takenAt == nil ? fate == .waiting : fate != .waiting, "\(seed): \(name)")
      let expected: Delivery.State =
        switch fate {
        case .waiting, .kept: .sent
        case .done: .imported
        case .error: .refused
        }
      #expect(try site.states(name).allSatisfy { $0 == expected }, "\(seed): \(name) \(fate)")
      let said = words.filter { $0.hasPrefix(name + " ") }.map { $0.split(separator: " ")[1] }
      #expect(zip(said, said.dropFirst()).allSatisfy { $0 != $1 }, "\(seed): \(name) \(said)")
      #expect((said.last ?? "sent") == expected.rawValue, "\(seed): \(name)")
      if fate == .waiting { standing += 1 }
      // Each document came with what belongs beside it.
      let folder = "\(site.place.root)/outbox/erp"
      #expect(FileManager.default.fileExists(atPath: "\(folder)/\(name).ok"), "\(seed): \(name)")
      let sum = try String(contentsOfFile: "\(folder)/\(name).sha256", encoding: .utf8)
      let document = try site.place.withLedger { try $0.document(try site.id(name)) }
      #expect(sum == "\(document?.sha256 ?? "")  \(name)\n", "\(seed): \(name)")
    }
    #expect(words.allSatisfy { $0.hasSuffix(" accepted") }, "\(seed): \(words)")
    #expect(try site.standing().count == standing, "\(seed)")
    try site.place.expectNothingInHand()
  }
}

extension ReceiverSite {
  /// Whatever problems it meets.
  fileprivate func scanOnce(_ calls: any FileCalls) throws {
    _ = try place.processor(settle: .zero, calls: calls).scan()
  }
}
