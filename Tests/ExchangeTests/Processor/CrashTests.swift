import DropFolder
import Exchange
import Foundation
import Testing

@Suite("Faults at every step")
struct CrashTests {
  /// An ERP that takes what it finds and deletes it at once: the outbox never tells what was there.
  private struct EagerERP {
    var seen: [String] = []

    mutating func collect(from place: Workplace) throws {
      for name in try place.names(in: "outbox/erp") {
        seen.append(name)
        try FileManager.default.removeItem(atPath: "\(place.root)/outbox/erp/\(name)")
      }
    }
  }

  @Test(
    "whatever call fails, the next scans bring every file to its end, and the ERP gets each document once",
    arguments: FailingCalls.Extent.allCases)
  func everyCall(extent: FailingCalls.Extent) throws {
    var number = 1
    var failures = 0
    while true {
      let place = try Workplace()
      try place.drop(SampleExchange(controlNumber: "1", orders: ["A-1", "A-2"]).text, as: "a.xml")
      try place.drop(SampleExchange(controlNumber: "2", orders: ["B-1"], announced: 7).text, as: "b.xml")
      try place.drop(SampleExchange(controlNumber: "1", orders: ["A-1", "A-2"]).text, as: "c.xml")
      var erp = EagerERP()
      let calls = FailingCalls(failing: number, extent: extent)
      // What the failing scan itself says is not the point: it may end early or put things off.
      try? place.scanIgnoringProblems(calls: calls)
      try erp.collect(from: place)
      guard calls.hasFailed else { break }
      failures += 1
      for _ in 0..<2 {
        try place.scanIgnoringProblems()
        try erp.collect(from: place)
      }
      let verdicts = try place.withLedger { try $0.interchanges(matching: InterchangeFilter()) }
      #expect(verdicts.map(\.state).allSatisfy { $0 == .done }, "after failing call \(number)")
      #expect(
        Set(verdicts.map { "\($0.verdict?.rawValue ?? "none")" }) == ["accepted", "rejected", "duplicate"],
        "after failing call \(number)")
      #expect(verdicts.count == 3, "after failing call \(number)")
      #expect(
        Set(erp.seen.map { $0.dropFirst(9) }) == ["Customer-K-1.xml", "Order-A-1.xml", "Order-A-2.xml"],
        "after failing call \(number)")
      #expect(erp.seen.count == 3, "after failing call \(number): \(erp.seen)")
      #expect(try place.names(in: "outbox/crm").count == 3, "after failing call \(number)")
      try place.expectNothingInHand()
      number += 1
    }
    #expect(failures > 100)
  }
}

extension Workplace {
  fileprivate func scanIgnoringProblems(calls: any FileCalls = LinuxFileCalls()) throws {
    let processor = try processor(settle: .zero, calls: calls)
    _ = try processor.scan()
  }
}
