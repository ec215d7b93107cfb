import DropFolder
import Exchange
import Foundation
import LedgerSQLite
import Testing

@Suite("Faults while documents wait and go")
struct ReleaseFaultTests {
  private static let window = ", when: { during: \"mon-fri 20:00-22:00\" }"

  /// Files of a morning, a newer version of an order among them.
  private func drop(into site: WaitingSite) throws {
    try site.drop(1, orders: ["A-1", "A-2"])
    try site.drop(2, orders: ["A-2"], quantity: "7")
    try site.drop(3, orders: ["B-1"], customer: "K-2")
  }

  private static let expected = ["Customer-K-1", "Order-A-1", "Order-A-2", "Customer-K-2", "Order-B-1"]

  @Test(
    "whatever call fails, in the morning or in the evening, the ERP gets each document once, customers first",
    arguments: FailingCalls.Extent.allCases)
  func everyCall(extent: FailingCalls.Extent) throws {
    // Some of the calls, so that all kinds come and it does not take for ever; other ones for each extent.
    var number = extent == .once ? 1 : 9
    while true {
      let site = try WaitingSite(flow: Self.window)
      try drop(into: site)
      var seen: [String] = []
      // Takes what it finds and deletes it at once: the outbox never tells what was there.
      func collect() throws {
        for name in try site.place.names(in: "outbox/erp") {
          seen.append(String(name.dropFirst(9).dropLast(4)))
          try FileManager.default.removeItem(atPath: "\(site.place.root)/outbox/erp/\(name)")
        }
      }
      let calls = FailingCalls(failing: number, extent: extent)
      for time in ["08:00", "20:00"] {
        try site.at(time)
        for calls in [calls as any FileCalls, LinuxFileCalls(), LinuxFileCalls()] {
          // What a failing scan says itself is not the point: it may end early or put things off.
          if let processor = try? site.place.processor(settle: .zero, calls: calls) { _ = try? processor.scan() }
          try collect()
        }
        if time == "08:00" { #expect(seen == [], "after failing call \(number)") }
      }
      // A file whose turn failed comes after the others.
      #expect(seen.sorted() == Self.expected.sorted(), "after failing call \(number)")
      for (customer, order) in [
        ("Customer-K-1", "Order-A-1"), ("Customer-K-1", "Order-A-2"), ("Customer-K-2", "Order-B-1"),
      ] {
        let places = [customer, order].map { seen.firstIndex(of: $0) ?? -1 }
        #expect(places[0] < places[1], "after failing call \(number)")
      }
      #expect(try site.waiting() == 0 && site.prepared() == 0, "after failing call \(number)")
      let levels = try (1...3).map { try site.levels($0).last }
      #expect(levels == ["delivered", "delivered", "delivered"], "after failing call \(number)")
      #expect(try site.findings() == [], "after failing call \(number)")
      guard calls.hasFailed else { break }
      number += 17
    }
    #expect(number > 100)
  }

  @Test("a ledger that was lost while documents wait is rebuilt, and what waits goes when its time has come")
  func lostWhileWaiting() throws {
    let site = try WaitingSite(flow: Self.window)
    try drop(into: site)
    try site.place.scan()
    try site.decide(.pause, reason: "a test")
    let before = try site.place.withLedger { (try $0.waiting(), try $0.pauses()) }
    try lose(site)
    let after = try site.place.withLedger { (try $0.waiting(), try $0.pauses()) }
    #expect(before.0 == after.0 && before.1 == after.1 && before.0.count == 1 && before.1.count == 1)
    #expect(try site.findings() == [])
    try site.at("20:30")
    try site.place.scan()
    #expect(try site.sent() == [])
    try site.decide(.resume)
    try site.place.scan()
    #expect(try site.sent() == Self.expected)
    #expect(try site.levels(1) == ["validated", "delivered"])
  }

  @Test("a ledger that was lost after they went knows that they did")
  func lostAfterwards() throws {
    let site = try WaitingSite(flow: Self.window)
    try drop(into: site)
    try site.place.scan()
    try site.at("20:30")
    try site.place.scan()
    try lose(site)
    #expect(try site.waiting() == 0)
    #expect(try site.findings() == [])
    try site.place.scan()
    #expect(try site.sent() == Self.expected)
    let id = try site.place.withLedger { ledger in
      try ledger.interchanges(matching: InterchangeFilter()).first { $0.fileName.display == "orders-1.xml" }?.id
    }
    let answers = try site.place.withLedger { try $0.laterAnswers(to: #require(id)) }
    #expect(answers.count == 1)
  }

  private func lose(_ site: WaitingSite) throws {
    let path = site.place.configuration.ledger.absolute
    for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.removeItem(atPath: path + suffix)
    }
    let ledger = try SQLiteLedger(path: path, access: .processing)
    let report = try Rebuild(site.place.configuration, catalogue: site.place.catalogue, ledger: ledger).run()
    #expect(report.left.isEmpty && report.inDoubt.isEmpty, "\(report.left)")
  }
}
