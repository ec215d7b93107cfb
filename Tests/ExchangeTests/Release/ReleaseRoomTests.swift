import DropFolder
import Exchange
import Foundation
import Testing

/// Outboxes that are away or full, while documents wait for others.
@Suite("Rooms of documents that wait")
struct ReleaseRoomTests {
  private let files = FileManager.default

  /// A site with a second pair of systems, which has nothing to do with the first one.
  private func siteWithHub(flow: String = ", when: { during: \"mon-fri 20:00-22:00\" }", erp: String = "") throws
    -> WaitingSite
  {
    try WaitingSite(flow: flow, erp: erp) {
      $0.replacing(
        "systems:\n",
        with: """
          systems:
            shop: { inbox: inbox/shop, outbox: outbox/shop, format: exchange }
            hub: { outbox: outbox/hub, format: sap-business-one }

          """
      ).replacing("flows:\n", with: "flows:\n  - { from: shop, to: hub, entities: [Customer, Order] }\n")
    }
  }

  private func moveAway(_ folder: String, of site: WaitingSite) throws {
    try files.moveItem(atPath: "\(site.place.root)/\(folder)", toPath: "\(site.place.root)/\(folder).aside")
  }

  private func putBack(_ folder: String, of site: WaitingSite) throws {
    try files.moveItem(atPath: "\(site.place.root)/\(folder).aside", toPath: "\(site.place.root)/\(folder)")
  }

  @Test("an outbox that is away holds up no release to another system")
  func othersAreReleased() throws {
    let site = try siteWithHub()
    try site.take(1, orders: ["A-1"])
    try moveAway("outbox/hub", of: site)
    try site.at("20:00")
    try site.place.scan(expectingProblems: true)
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1"])
    #expect(try site.levels(1) == ["validated", "delivered"])
  }

  @Test("a release waits for its own outbox, and for that of the sender who is told")
  func ownIsAwaited() throws {
    for folder in ["outbox/erp", "outbox/crm"] {
      let site = try siteWithHub()
      try site.take(1, orders: ["A-1"])
      try moveAway(folder, of: site)
      try site.at("20:00")
      try site.place.scan(expectingProblems: true)
      #expect(try site.waiting() == 2, "without \(folder)")
      try putBack(folder, of: site)
      try site.place.scan()
      #expect(try site.sent() == ["Customer-K-1", "Order-A-1"], "with \(folder) back")
      #expect(try site.levels(1) == ["validated", "delivered"], "with \(folder) back")
    }
  }

  @Test("what people decide is taken while an outbox is away that it does not need")
  func decisionsAreTaken() throws {
    let site = try siteWithHub(flow: "")
    try moveAway("outbox/hub", of: site)
    var decision = Decision(.pause, .flow("crm-erp"))
    decision.by = "anna"
    _ = try Desk(site.place.configuration).drop([decision], at: site.place.now)
    try site.place.scan(expectingProblems: true)
    #expect(try site.place.withLedger { try $0.pauses().map(\.flow) } == ["crm-erp"])
  }

  @Test("a decision that needs an outbox which is away follows when it is back, and the clock does not wait for it")
  func neededRoom() throws {
    let site = try siteWithHub()
    try site.take(1, orders: ["A-1"])
    try site.at("20:00")
    try site.place.scan()
    let document = try #require(try site.place.names(in: "outbox/erp").last)
    try site.at("08:00", day: "2026-11-25")
    try site.take(2, orders: ["B-1"], customer: "K-2")
    #expect(document.hasSuffix("Order-A-1.xml"))
    #expect(try site.waiting() == 2)
    try moveAway("outbox/erp", of: site)
    try site.decideByRunWhileAway()
    #expect(try site.place.names(in: "desk") == [])
    try putBack("outbox/erp", of: site)
    try site.place.scan()
    #expect(try site.sent().suffix(2) == ["Customer-K-2", "Order-B-1"] && site.waiting() == 0)
    #expect(try site.findings() == [])
    try site.place.expectNothingInHand()
  }

  @Test("sidecars count as files of an outbox that holds only so many")
  func sidecarsCount() throws {
    let site = try siteWithHub(flow: "", erp: "    capacity: 4\n    sidecars: { checksum: .sha256 }\n")
    try site.take(1, orders: ["A-1", "A-2"])
    #expect(try site.place.names(in: "outbox/erp").count == 4 && site.waiting() == 1)
  }

  @Test("where an outbox holds fewer files than one document has, one at a time goes")
  func smallerThanOne() throws {
    let site = try siteWithHub(flow: "", erp: "    capacity: 1\n    sidecars: { checksum: .sha256 }\n")
    try site.take(1, orders: ["A-1"])
    #expect(try site.place.names(in: "outbox/erp").count == 2 && site.waiting() == 1)
  }

  @Test("folders of the receiver in its outbox are none of the files that it holds")
  func foldersDoNotCount() throws {
    let site = try siteWithHub(flow: "", erp: "    capacity: 2\n")
    for name in ["done", "error"] {
      try files.createDirectory(atPath: "\(site.place.root)/outbox/erp/\(name)", withIntermediateDirectories: false)
    }
    try site.take(1, orders: ["A-1"])
    #expect(try site.waiting() == 0)
  }
}

extension WaitingSite {
  /// Drops a person's run of the flow, and scans while its outbox is away.
  fileprivate func decideByRunWhileAway() throws {
    var decision = Decision(.run, .flow("crm-erp"))
    decision.by = "anna"
    _ = try Desk(place.configuration).drop([decision], at: place.now)
    try place.scan(expectingProblems: true)
  }
}
