import DropFolder
import Exchange
import Testing

@testable import LedgerSQLite

@Suite("the console's search")
struct ConsoleSearchTests {
  private func found(_ text: String, _ ledger: SQLiteLedger, limit: Int = 50) throws -> [String] {
    var query = InterchangeQuery()
    let search = try #require(SearchText(text))
    query.text = search
    return try ledger.page(of: query, .newest, limit: limit).interchanges.map(\.id.text)
  }

  private func take(
    _ ledger: SQLiteLedger, _ id: String, from sender: String = "crm", name: FileName, content: String,
    number: String? = nil
  ) throws {
    try ledger.take(arrival(id, from: sender, content: content, name: name), controlNumber: number)
  }

  private func withFive(_ body: (_ ledger: SQLiteLedger) throws -> Void) throws {
    try withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .scratch)
      try take(ledger, "01KAVB0QZ3000001", name: "Orders-1.xml", content: "aabbccdd01", number: "000047")
      try take(ledger, "01KAVB0QZ3000002", name: "orders-2.xml", content: "aabbccdd02", number: "47")
      try take(ledger, "01KAVC0QZ3000003", from: "erp", name: "Bestellung ü.xml", content: "ffeeddcc", number: "X-9")
      try take(ledger, "01KAVC0QZ3000004", from: System.desk, name: "orders-desk.xml", content: "11", number: "47")
      try take(ledger, "01KAVC0QZ3000005", name: try FileName(bytes: Array("47".utf8) + [0xFF]), content: "22")
      try body(ledger)
    }
  }

  @Test(
    "finds by whatever a text can be, the newest first, and no decisions",
    arguments: [
      // An id, and its beginning.
      ("01KAVB0QZ3000001", ["1"]), ("01kavb0qz3000001", ["1"]), ("01KAVB", ["2", "1"]), ("01KAVC", ["5", "3"]),
      // A hash, and its beginning.
      ("AABBCCDD01", ["1"]), ("aabbccdd", ["2", "1"]), ("aabbccd", []),
      // A control number as it is written, or by its value; and the beginning of a name.
      ("000047", ["2", "1"]), ("47", ["5", "2", "1"]), ("x-9", []), ("X-9", ["3"]),
      // Beginnings of names, then pieces of them.
      ("ORDERS", ["2", "1"]), ("orders-2.xml", ["2"]), ("rders", ["2", "1"]), ("ü", ["3"]), ("*orders*", ["2", "1"]),
      ("*7", ["5"]), ("%", []), ("_", []), ("nothing", []),
    ])
  func finds(_ text: String, _ ends: [String]) throws {
    try withFive { ledger in
      let found = try found(text, ledger)
      #expect(found.map { String($0.suffix(1)) } == ends)
    }
  }

  @Test("narrows by what else is asked for")
  func narrows() throws {
    try withFive { ledger in
      var query = InterchangeQuery()
      query.text = SearchText("orders")
      query.sender = System.desk
      let ofDesk = try ledger.page(of: query, .newest, limit: 9)
      #expect(ofDesk.interchanges.map(\.id.text) == ["01KAVC0QZ3000004"])
      query.sender = "erp"
      let ofERP = try ledger.page(of: query, .newest, limit: 9)
      #expect(ofERP.interchanges == [])
    }
  }

  @Test("finds a business key in what told of it, holds it back, or was rejected with it")
  func keys() throws {
    try withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .scratch)
      _ = try ledger.receive((1...4).map { arrival("A\($0)", content: "\($0)") })
      try ledger.decide { decisions in
        let id = try decisions.add(entity(created: source(of: "A1")))
        try decisions.add(key("K 1", of: id, source: source(of: "A1")))
        try decisions.add(key("000K1", of: id, in: "erp", source: source(of: "A2")))
        for name in ["A1", "A2"] {
          try decisions.add(EntityEvent(entity: id, source: source(of: name), at: someTime, .told))
        }
        var waiting = hold("K 1")
        waiting.record.source = source(of: "A3")
        _ = try decisions.add(waiting)
      }
      try ledger.reject("A5", records: [.rejected])
      #expect(try found("K 1", ledger) == ["A3", "A2", "A1"])
      #expect(try found("000K1", ledger) == ["A2", "A1"])
      #expect(try found("SO-1", ledger) == ["A5"])
      #expect(try ledger.crossReferences(withKey: "K 1").map(\.system) == ["crm"])
      #expect(try ledger.crossReferences(withKeyFrom: "0", limit: 9).map(\.key) == ["000K1"])
      #expect(try ledger.crossReferences(withKeyFrom: "K", limit: 0) == [])
      #expect(try ledger.crossReferences(withKeyFrom: "", limit: 9) == [])
    }
  }

  @Test(
    "turns pages of names both ways, and misses none where it looks at a few at a time",
    arguments: [(1000, 1000, 2000), (4, 1000, 5), (4, 6, 5), (1000, 1000, 5)])
  func pages(names: Int, candidates: Int, nearest: Int) throws {
    try withPlayedLedger(seed: 21) { played in
      (played.ledger.limits.names, played.ledger.limits.candidates) = (names, candidates)
      played.ledger.limits.nearest = nearest
      var query = InterchangeQuery()
      query.text = SearchText("orders")
      query.sender = "crm"
      let expected = played.all.reversed().filter { $0.fileName.display.hasPrefix("Orders") && $0.sender == "crm" }
      var pages = [try played.ledger.page(of: query, .newest, limit: 3)]
      while let older = pages[pages.count - 1].older, pages.count < 500 {
        pages.append(try played.ledger.page(of: query, .before(older), limit: 3))
      }
      #expect(expected.count > 10)
      #expect(pages.flatMap(\.interchanges) == expected)
      #expect(pages.contains(where: \.isPartial) == (names == 4))
      var back = pages[pages.count - 1].interchanges
      var newer = pages[pages.count - 1].newer
      while let place = newer {
        let page = try played.ledger.page(of: query, .after(place), limit: 3)
        back = page.interchanges + back
        newer = page.newer
      }
      #expect(back == expected)
    }
  }
}
