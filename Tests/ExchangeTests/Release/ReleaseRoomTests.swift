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

  @Test("a person who lets documents go into an outbox that is away is told so at once")
  func runIntoNowhere() throws {
    let site = try siteWithHub()
    try site.take(1, orders: ["A-1"])
    try moveAway("outbox/erp", of: site)
    var decision = Decision(.run, .flow("crm-erp"))
    decision.by = "anna"
    _ = try Desk(site.place.configuration).drop([decision], at: site.place.now)
    try site.place.scan(expectingProblems: true)
    #expect(site.place.finished.first?.verdict == .rejected)
    try putBack("outbox/erp", of: site)
    #expect(try site.waiting() == 2)
    #expect(try site.decide(.run).verdict == .accepted)
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1"])
    #expect(try site.findings() == [])
    try site.place.expectNothingInHand()
  }

  @Test("none of the documents that waited in a folder that is gone counts as published, also when one is back")
  func goneWhileWaiting() throws {
    let site = try siteWithHub()
    try site.take(1, orders: ["A-1", "A-2"])
    let prepared = "\(site.place.root)/outbox/erp/.prepared/main.1"
    let aside = "\(site.place.root)/aside"
    try files.createDirectory(atPath: aside, withIntermediateDirectories: false)
    for name in try files.contentsOfDirectory(atPath: prepared) {
      try files.moveItem(atPath: "\(prepared)/\(name)", toPath: "\(aside)/\(name)")
    }
    try site.at("20:00")
    try site.place.scan(expectingProblems: true)
    #expect(try site.place.withLedger { try $0.counts().documentsInDoubt } == 3)
    // That the first one goes now tells nothing of the others, which nobody has tried to publish.
    let first = try #require(try site.documents().first)
    try files.moveItem(atPath: "\(aside)/\(first.id)", toPath: "\(prepared)/\(first.id)")
    try site.place.scan(expectingProblems: true)
    #expect(try site.documents().map(\.state) == [.published, .inDoubt, .inDoubt])
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
  /// The documents of the first file, in their order.
  fileprivate func documents() throws -> [Document] {
    try place.withLedger { ledger in
      let id = try ledger.interchanges(matching: InterchangeFilter()).first { $0.sender == "crm" }?.id
      return try ledger.documents(of: #require(id), kind: .import, after: nil, limit: 10)
    }
  }
}
