import DropFolder
import Exchange
import Foundation
import LedgerSQLite
import Testing

@Suite("Work that is given up")
struct GivenUpTests {
  private static let sample = SampleExchange(orders: (1...520).map { "A-\($0)" })

  /// Scans, and must stop when it was asked that often; how often it was asked.
  private func scan(_ place: Workplace, askedAtMost most: Int) throws -> (asked: Int, GivenUp?) {
    var options = Processor.Options()
    var asked = 0
    options.settle = .zero
    options.inHand = try InHand(path: place.configuration.ledgerFolder + "/in-hand")
    options.mustStop = {
      asked += 1
      return asked > most
    }
    let ledger = try SQLiteLedger(path: place.configuration.ledger.absolute, access: .processing)
    let processor = try Processor(place.configuration, catalogue: place.catalogue, ledger: ledger, options: options)
    do {
      _ = try processor.scan()
      return (asked, nil)
    } catch let error as GivenUp {
      return (asked, error)
    }
  }

  @Test("wherever it happens, the next scan brings the file to the same end, and nothing is sent twice or in part")
  func anywhere() throws {
    let whole = try Workplace()
    try whole.drop(Self.sample.text, as: "a.xml")
    let all = try scan(whole, askedAtMost: .max)
    #expect(all.1 == nil)
    let documents = try whole.names(in: "outbox/erp")
    #expect(documents.count == 521)
    // Between two files, at each look while deciding, at some documents while publishing, and while filing.
    let looks = Array(1...6) + [100, all.asked - 2, all.asked - 1]
    for look in looks {
      let place = try Workplace()
      try place.drop(Self.sample.text, as: "a.xml")
      let (_, givenUp) = try scan(place, askedAtMost: look - 1)
      #expect(givenUp != nil, "look \(look)")
      let open = try place.withLedger { try $0.open() }
      #expect(open.count == 1)
      if open.first?.state == .received {
        #expect(try place.names(in: "outbox/erp").isEmpty)
        let prepared = try FileManager.default.contentsOfDirectory(atPath: "\(place.root)/outbox/erp/.prepared/main.1")
        #expect(prepared.isEmpty, "look \(look): \(prepared.count) documents of no decision")
      }
      // More often than what would put it aside, if it counted as an end of the program.
      if look == 3 {
        for _ in 0..<6 { _ = try scan(place, askedAtMost: 2) }
      }
      let (_, again) = try scan(place, askedAtMost: .max)
      #expect(again == nil)
      #expect(try place.names(in: "outbox/erp") == documents, "look \(look)")
      try place.expectNothingInHand()
      let verdicts = try place.withLedger { try $0.counts().byVerdict }
      #expect(verdicts == [.accepted: 1])
    }
  }

  @Test("the beat comes every few hundred records, and while a file is copied")
  func pulse() throws {
    let place = try Workplace()
    try place.drop(Self.sample.text, as: "a.xml")
    var options = Processor.Options()
    var beats = 0
    options.settle = .zero
    options.pulse = { beats += 1 }
    let ledger = try SQLiteLedger(path: place.configuration.ledger.absolute, access: .processing)
    let processor = try Processor(place.configuration, catalogue: place.catalogue, ledger: ledger, options: options)
    _ = try processor.scan()
    // A beat for each published document, and some for copying, deciding and filing.
    #expect(beats > 521 + 4)
  }

  @Test("published interchanges are told with the time at which they were received")
  func published() throws {
    let place = try Workplace()
    try place.drop(SampleExchange(orders: ["A-1"]).text, as: "a.xml")
    var told: [Interchange] = []
    var options = Processor.Options()
    options.settle = .zero
    options.whenPublished = { told += $0 }
    let ledger = try SQLiteLedger(path: place.configuration.ledger.absolute, access: .processing)
    let processor = try Processor(place.configuration, catalogue: place.catalogue, ledger: ledger, options: options)
    _ = try processor.scan()
    #expect(told.map(\.fileName.display) == ["a.xml"])
    #expect(told.map(\.state) == [.published])
  }

  @Test("each folder is told with its role, and why it cannot be used")
  func folders() throws {
    let place = try Workplace()
    let ledger = try SQLiteLedger(path: place.configuration.ledger.absolute, access: .processing)
    let processor = try Processor(place.configuration, catalogue: place.catalogue, ledger: ledger)
    _ = try processor.scan()
    #expect(processor.folders.allSatisfy { $0.fault == nil })
    #expect(Set(processor.folders.map(\.role)) == Set(FolderStanding.Role.allCases))
    try FileManager.default.moveItem(atPath: "\(place.root)/inbox/crm", toPath: "\(place.root)/away")
    _ = try processor.scan()
    #expect(processor.folders.filter { $0.fault != nil }.map(\.path) == ["\(place.root)/inbox/crm"])
  }
}
