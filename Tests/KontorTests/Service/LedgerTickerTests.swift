import Exchange
import Foundation
import Operations
import Testing

@Suite("Whether something has become another")
struct LedgerTickerTests {
  @Test("a look sees what another process wrote, once, and how far the ledger is")
  func looks() throws {
    let site = try Site()
    let ticker = LedgerTicker(try Configuration.read(from: site.path + "/kontor.yaml"))
    let first = ticker.look()
    #expect(first.hasChanged)
    #expect(first.mark?.arrival == 0)
    #expect(ticker.look() == LedgerTicker.Look(hasChanged: false, hasBeaten: false, mark: first.mark))
    try site.drop("crm/1002-first-order.xml")
    #expect(try site.run("scan", "--settle", "0").code == 0)
    let second = ticker.look()
    #expect(second.hasChanged)
    #expect(second.hasBeaten)
    #expect(second.mark?.arrival == 1)
    #expect(!ticker.look().hasChanged)
  }

  @Test("a ledger that was put back is read anew, and one that is away is told once")
  func replaced() throws {
    let site = try Site()
    let ticker = LedgerTicker(try Configuration.read(from: site.path + "/kontor.yaml"))
    let first = ticker.look()
    let ledger = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: site.path).first { $0.hasSuffix(".sqlite") })
    let path = site.path + "/" + ledger
    try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
    #expect(ticker.look().hasChanged)
    #expect(ticker.look() == LedgerTicker.Look(hasChanged: false, hasBeaten: false, mark: nil))
    try FileManager.default.copyItem(atPath: path + ".old", toPath: path)
    let back = ticker.look()
    #expect(back.hasChanged)
    #expect(back.mark == first.mark)
  }

  @Test("what the console keeps for itself counts too")
  func book() throws {
    let site = try Site()
    let configuration = try Configuration.read(from: site.path + "/kontor.yaml")
    let ticker = LedgerTicker(configuration)
    _ = ticker.look()
    let workplace = try Workplace(configurationFile: site.path + "/kontor.yaml")
    try workplace.book.note(AccessEntry(at: .now(), who: "ada", what: .loggedIn))
    #expect(ticker.look().hasChanged)
    #expect(!ticker.look().hasChanged)
  }
}
