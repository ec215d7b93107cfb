import DropFolder
import Foundation
import Testing

@testable import Exchange

@Suite("Erasure with faults at every step")
struct ErasureCrashTests {
  private static let values = ["Müller", "Dresden", "01067"]

  /// An installation in which the customer K-1 is known, its order was sent, and the ERP took both.
  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.drop(SampleExchange(controlNumber: "1", orders: ["A-1"]).text, as: "a.xml")
    try place.scan()
    for name in try place.names(in: "outbox/erp") {
      try FileManager.default.removeItem(atPath: "\(place.root)/outbox/erp/\(name)")
    }
    var erase = Decision(.erase, .entity(.customer, key: "K-1"))
    erase.by = "ada"
    erase.reason = "request of 24 November"
    _ = try Desk(place.configuration).drop([erase], at: place.now)
    return place
  }

  private func leaks(_ place: Workplace) throws -> [String] {
    var found: [String] = []
    for folder in ["archive", "rejected", "ledger", "desk"] {
      for name in FileManager.default.subpaths(atPath: "\(place.root)/\(folder)") ?? [] {
        guard let data = FileManager.default.contents(atPath: "\(place.root)/\(folder)/\(name)") else { continue }
        for value in Self.values where data.range(of: Data(value.utf8)) != nil { found.append("\(value) in \(name)") }
      }
    }
    return found
  }

  private func violations(_ place: Workplace) throws -> [String] {
    var found: [String] = []
    try place.withLedger { ledger in
      _ = try Verification(
        place.configuration, ledger: ledger,
        tell: { if $0.severity == .error { found.append("\($0.subject): \($0.message)") } }
      ).run()
    }
    return found
  }

  @Test(
    "whatever call fails, and wherever the disk is gone, the next scans erase all of it",
    arguments: FailingCalls.Extent.allCases)
  func everyCall(extent: FailingCalls.Extent) throws {
    var number = 1
    var failures = 0
    while true {
      let place = try place()
      #expect(try !leaks(place).isEmpty)
      let calls = FailingCalls(failing: number, extent: extent)
      // What the failing scan itself says is not the point.
      _ = try? place.processor(settle: .zero, calls: calls).scan()
      let atOnce = try violations(place)
      #expect(atOnce == [], "right after failing call \(number)")
      guard calls.hasFailed else { break }
      failures += 1
      for _ in 0..<2 { _ = try place.processor(settle: .zero).scan() }
      let (leaks, violations) = (try leaks(place), try violations(place))
      #expect(leaks == [], "after failing call \(number)")
      #expect(violations == [], "after failing call \(number)")
      let outcomes = try place.withLedger { try $0.audit(matching: AuditFilter(), after: 0, limit: 9) }.map(\.outcome)
      #expect(outcomes == [.accepted], "after failing call \(number)")
      try place.expectNothingInHand()
      // Most calls only look; each seventh meets every kind of step, for neighbours differ by file.
      number += 7
    }
    #expect(failures > 20)
  }
}
