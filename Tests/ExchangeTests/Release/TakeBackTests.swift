import DropFolder
import Exchange
import Foundation
import Testing

@Suite("Documents that are taken back before anybody has fetched them")
struct TakeBackTests {
  private func site() throws -> WaitingSite { try WaitingSite(flow: "", erp: "    supersede: unfetched\n") }

  private func quantities(_ site: WaitingSite) throws -> [String] {
    try site.place.names(in: "outbox/erp").filter { $0.contains("Order") }.map { name in
      String(try #require(try site.place.text("outbox/erp/\(name)").firstMatch(of: #/<Quantity>([0-9.]+)</#)).output.1)
    }
  }

  @Test("a newer version takes the place of an order that lies in the outbox")
  func unfetched() throws {
    let site = try site()
    try site.take(1, orders: ["A-1"])
    try site.take(2, orders: ["A-1"], quantity: "5")
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1"])
    #expect(try quantities(site).map { Double($0) } == [5])
    #expect(try site.findings() == [])
    let hidden = "\(site.place.root)/outbox/erp/.withdrawn"
    #expect(try FileManager.default.contentsOfDirectory(atPath: hidden).isEmpty)
    #expect(try site.place.withLedger { try $0.counts().documentsPublished } == 4)
    try site.place.expectNothingInHand()
  }

  @Test("what was fetched stays fetched, and the newer one comes after it")
  func fetched() throws {
    let site = try site()
    try site.take(1, orders: ["A-1"])
    for name in try site.place.names(in: "outbox/erp") {
      try FileManager.default.removeItem(atPath: "\(site.place.root)/outbox/erp/\(name)")
    }
    try site.take(2, orders: ["A-1"], quantity: "5")
    #expect(try site.sent() == ["Order-A-1"])
    #expect(try site.place.withLedger { try $0.counts().documentsPublished } == 5)
  }

  @Test("a customer on which an order relies is not taken back")
  func relied() throws {
    let site = try site()
    try site.take(1, orders: ["A-1"])
    let changed = SampleExchange(controlNumber: "2", orders: []).text
      .replacing("Dresden", with: "Leipzig").replacing("2026-11-23T08:00:00Z", with: "2026-11-24T08:09:00Z")
      .replacing("Müller", with: "Müller K-1")
    try site.place.drop(changed, as: "customer.xml")
    try site.place.scan()
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1", "Customer-K-1"])
  }

  @Test("whatever call fails, the ERP finds the newest version once", arguments: FailingCalls.Extent.allCases)
  func everyCall(extent: FailingCalls.Extent) throws {
    var number = extent == .once ? 1 : 6
    while true {
      let site = try site()
      try site.take(1, orders: ["A-1"])
      try site.drop(2, orders: ["A-1"], quantity: "5")
      let calls = FailingCalls(failing: number, extent: extent)
      for calls in [calls as any FileCalls, LinuxFileCalls(), LinuxFileCalls()] {
        if let processor = try? site.place.processor(settle: .zero, calls: calls) { _ = try? processor.scan() }
      }
      #expect(try site.sent() == ["Customer-K-1", "Order-A-1"], "after failing call \(number)")
      #expect(try quantities(site).map { Double($0) } == [5], "after failing call \(number)")
      #expect(try site.findings() == [], "after failing call \(number)")
      guard calls.hasFailed else { break }
      number += 11
    }
    #expect(number > 60)
  }
}
