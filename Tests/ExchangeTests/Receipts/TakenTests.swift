import DropFolder
import Exchange
import Foundation
import LedgerSQLite
import Testing

@Suite("Documents that were taken")
struct TakenTests {
  @Test("what is gone from the outbox was taken, and the rest stands there since it was published")
  func taken() throws {
    let site = try ReceiverSite()
    let documents = try site.send("A-1", "A-2")
    let published = site.place.now
    #expect(documents.count == 3)
    #expect(try site.standing() == OutboxStanding(count: 3, since: published))
    try site.remove(documents[1])
    try site.scan()
    let seen = site.place.now
    #expect(try site.moments(documents[1]) == DocumentMoments(publishedAt: published, takenAt: seen))
    #expect(try site.moments(documents[0]) == DocumentMoments(publishedAt: published))
    #expect(try site.standing() == OutboxStanding(count: 2, since: published))
    // Taken is not imported.
    #expect(try site.states(documents[1]) == [.sent])
    for name in [documents[0], documents[2]] { try site.remove(name) }
    try site.scan()
    #expect(try site.standing() == OutboxStanding(count: 0, since: nil))
    #expect(try site.moments(documents[1]).takenAt == seen)
  }

  @Test("acknowledgements are taken too, also from a folder of their own")
  func acknowledgements() throws {
    let first = try Workplace()
    try FileManager.default.createDirectory(atPath: first.root + "/acks", withIntermediateDirectories: true)
    let place = try Workplace(sharing: first) { $0.replacing("{ records: exceptions }", with: "{ to: acks }") }
    let folder = try #require(place.configuration.system(named: "crm")?.acknowledge.to?.absolute)
    do {
      let ledger = try SQLiteLedger(path: place.configuration.ledger.absolute, access: .processing)
      _ = try FolderRegister(ledger).introduce(folder, of: place.configuration, replacing: false)
    }
    try place.drop(SampleExchange().text, as: "a.xml")
    try place.scan()
    #expect(try place.withLedger { try $0.standing(inOutboxOf: "crm").count } == 1)
    for name in try place.names(in: "acks") { try FileManager.default.removeItem(atPath: "\(place.root)/acks/\(name)") }
    try place.scan()
    #expect(try place.withLedger { try $0.standing(inOutboxOf: "crm").count } == 0)
  }

  @Test("a folder that is away, or is another one, has taken nothing")
  func away() throws {
    let site = try ReceiverSite()
    try site.send("A-1")
    let outbox = site.place.root + "/outbox/erp"
    let files = FileManager.default
    try files.moveItem(atPath: outbox, toPath: outbox + ".mounted")
    try site.scan(expectingProblems: true)
    #expect(try site.standing().count == 2)
    // The bare mount point.
    try files.createDirectory(atPath: outbox, withIntermediateDirectories: true)
    try site.scan(expectingProblems: true)
    #expect(try site.standing().count == 2)
    try files.removeItem(atPath: outbox)
    try files.moveItem(atPath: outbox + ".mounted", toPath: outbox)
    try site.scan()
    #expect(try site.standing().count == 2)
  }

  @Test("another file of the same name is not the document", arguments: ["longer", "a folder", "a link"])
  func foreign(_ kind: String) throws {
    let site = try ReceiverSite()
    let name = try site.send("A-1")[0]
    try site.remove(name)
    switch kind {
    case "longer": try site.write("theirs", as: name)
    case "a folder": try site.make(name)
    default: try site.link(name, in: "", to: "/etc/passwd")
    }
    try site.scan()
    #expect(try site.moments(name).takenAt == site.place.now)
    #expect(try site.standing().count == 1)
  }

  @Test("nothing is watched where the configuration says so")
  func unwatched() throws {
    let site = try ReceiverSite("receipts: { taken: no }")
    let name = try site.send("A-1")[0]
    try site.remove(name)
    try site.scan()
    #expect(try site.moments(name).takenAt == nil)
  }

  @Test("a document that could not be published yet does not stand in the outbox")
  func unpublished() throws {
    let site = try ReceiverSite()
    try site.write("theirs", as: "00000001-Customer-K-1.xml")
    try site.place.drop(SampleExchange().text, as: "a.xml")
    try site.scan(expectingProblems: true)
    try site.scan(expectingProblems: true)
    #expect(try site.standing().count == 0)
    #expect(try site.moments("00000001-Customer-K-1.xml") == DocumentMoments())
  }
}
