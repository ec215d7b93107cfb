import DropFolder
import Simulated
import Testing

@testable import Exchange

@Suite("What lies beside a refused document")
struct ReceiptReadingTests {
  @Test(
    "a reason is its first lines, harmless and bounded, whatever wrote it",
    arguments: [
      ("Menge fehlt", "Menge fehlt"), ("  Menge\t fehlt \r\n\r\n zweite Zeile", "Menge fehlt / zweite Zeile"),
      ("\u{FEFF}für", "für"), ("a\u{202E}b\u{0}c", "a\\u{202E}b\\u{0}c"), ("", nil), ("\r\n \n", nil),
      ("1\n2\n3\n4\n5\n6", "1 / 2 / 3 / 4 / 5…"),
      (String(repeating: "x", count: 501), String(repeating: "x", count: 500) + "…"),
    ] as [(String, String?)])
  func text(_ written: String, _ expected: String?) {
    #expect(RefusalText.text(Array(written.utf8)) == expected)
  }

  @Test("bytes in another encoding are read as what they likely are")
  func encodings() {
    #expect(RefusalText.text([0x66, 0xFC, 0x72]) == "für")
    #expect(RefusalText.text([0xFF, 0xFE, 0x66, 0x00, 0xFC, 0x00]) == "fü")
    #expect(RefusalText.text(Array("für ä".utf8).dropLast(), isCut: true) == "für \u{FFFD}")
    #expect(RefusalText.text(Array("für ä".utf8).dropLast()) == "fÃ¼r Ã")
  }

  @Test("what was found counts when it was found the same a while before")
  func steady() {
    let place = ReceiptPlace(.marks(".error"), .refused, calls: LinuxFileCalls())
    var found = ReceiptPlace.Found(isUnchanged: nil, size: 1, reasonSize: 1)
    #expect(!place.isSteady("a", found, at: .seconds(0), for: .seconds(2)))
    #expect(!place.isSteady("a", found, at: .seconds(1), for: .seconds(2)))
    found.size = 2
    #expect(!place.isSteady("a", found, at: .seconds(3), for: .seconds(2)))
    #expect(place.isSteady("a", found, at: .seconds(5), for: .seconds(2)))
    #expect(place.isSteady("b", found, at: .seconds(5), for: .zero))
  }

  @Test("a name is new until it is done with, and again when it comes back")
  func fresh() throws {
    let place = ReceiptPlace(.marks(".error"), .refused, calls: LinuxFileCalls())
    let ledger = SimulatedLedger(LedgerState()) { _, _ in }
    try place.learn(from: ledger, of: "erp")
    func look(_ names: FileName...) -> [FileName] {
      place.fresh(among: names.map { FolderEntry(name: $0, kind: nil) }, limit: 2).map(\.name)
    }
    #expect(look("b.error", "a.error", "c.error", "d", ".error") == ["a.error", "b.error"])
    place.isDone(with: "a.error")
    #expect(look("b.error", "a.error", "c.error") == ["b.error", "c.error"])
    #expect(look("b.error") == ["b.error"])
    #expect(look("a.error", "b.error") == ["a.error", "b.error"])
    place.isDone(with: "b.error")
    try place.conclude(ledger, of: "erp")
    // Another process goes on where this one stopped.
    let next = ReceiptPlace(.marks(".error"), .refused, calls: LinuxFileCalls())
    try next.learn(from: ledger, of: "erp")
    let entries = [FolderEntry(name: "a.error", kind: nil), FolderEntry(name: "b.error", kind: nil)]
    #expect(next.fresh(among: entries, limit: 9).map(\.name) == ["a.error"])
    // Its document left the outbox only now, so that the mark means another one.
    try next.reconsider(["b"], ledger, of: "erp")
    #expect(next.fresh(among: entries, limit: 9).map(\.name) == ["a.error", "b.error"])
    let left = try ledger.namesDoneWith(of: "erp", in: "*.error")
    #expect(left == [])
  }
}
