import DropFolder
import Exchange
import Foundation
import Testing

@Suite("What a receiver's folders say")
struct ReceiptTests {
  @Test("what lies in done was imported, and its sender hears of it once")
  func imported() throws {
    let site = try ReceiverSite(ReceiverSite.folders)
    let names = try site.send("A-1")
    for name in names { try site.move(name, to: "done") }
    try site.scan()
    for name in names {
      #expect(try site.states(name) == [.imported])
      #expect(try site.moments(name).takenAt == site.place.now)
    }
    #expect(try site.words() == names.map { "\($0) imported accepted" })
    let answer = try site.answer(1)
    #expect(answer.contains("<Level>imported</Level>") && answer.contains("<Verdict>accepted</Verdict>"))
    // Without a number it is no customer yet, by the agreement that ships.
    let customer = try site.place.withLedger { try $0.entity(.customer, system: "crm", key: "K-1") }
    #expect(customer?.stage == .ordered)
    let order = try site.place.withLedger { try $0.entity(.order, system: "crm", key: "A-1") }
    #expect(order?.stage == .accepted)
    let answers = try site.place.names(in: "outbox/crm")
    for _ in 1...2 { try site.scan() }
    #expect(try site.words().count == 2)
    #expect(try site.place.names(in: "outbox/crm") == answers)
    #expect(try site.passedOver() == [])
    try site.place.expectNothingInHand()
  }

  @Test("a confirmation that comes later adds the number, and one that came before leaves nothing to say")
  func confirmed() throws {
    let site = try ReceiverSite(ReceiverSite.folders)
    let names = try site.send("A-1")
    try site.move(names[0], to: "done")
    try site.scan()
    #expect(try site.words().count == 1)
    try site.tell(
      """
      <Confirmation changed="2026-11-23T10:00:00Z"><Entity>Customer</Entity><Key>K-1</Key><Outcome>imported</Outcome>\
      <AssignedKey>4711</AssignedKey></Confirmation>
      """,
      """
      <Confirmation changed="2026-11-23T10:00:00Z"><Entity>Order</Entity><Key>A-1</Key><Outcome>imported</Outcome>\
      </Confirmation>
      """)
    let customer = try site.place.withLedger { try $0.entity(.customer, system: "erp", key: "4711") }
    #expect(customer?.stage == .customer && customer?.keys["crm"] == "K-1")
    try site.move(names[1], to: "done")
    try site.scan()
    #expect(try site.words().count == 1)
    #expect(try site.states(names[1]) == [.imported])
  }

  @Test("what lies in error was refused, for the reason that lies beside it")
  func refused() throws {
    let site = try ReceiverSite(ReceiverSite.folders)
    let names = try site.send("A-1")
    try site.write(
      Array("Artikel 4711 gesperrt f\u{FC}r <Versand>\r\n".unicodeScalars.map { UInt8($0.value) })
        + Array("\u{1B}[31mrot\n".utf8), as: names[1] + ".log", in: "error")
    try site.move(names[1], to: "error")
    try site.scan()
    #expect(try site.states(names[1]) == [.refused])
    let reason = "Artikel 4711 gesperrt für <Versand> / \\u{1B}[31mrot"
    #expect(try site.reasons() == [reason])
    let answer = try site.answer(1)
    #expect(answer.contains("<Level>imported</Level>") && answer.contains("refused-by-receiver"))
    #expect(answer.contains("Artikel 4711 gesperrt für &lt;Versand&gt; / \\u{1B}[31mrot"))
    let order = try site.place.withLedger { try $0.entity(.order, system: "crm", key: "A-1") }
    #expect(order?.refusal == reason)
  }

  @Test("without a scan's word that all is complete, a refusal waits for its reason, also from one scan to the next")
  func waits() throws {
    let site = try ReceiverSite(ReceiverSite.folders)
    let name = try site.send("A-1")[1]
    try site.move(name, to: "error")
    site.place.now = site.place.now + .seconds(60)
    let first = try site.place.scan(settle: nil)
    #expect(first.settling == 1)
    #expect(try site.words() == [])
    try site.write("Artikel gesperrt", as: name + ".log", in: "error")
    site.place.now = site.place.now + .seconds(60)
    try site.place.scan(settle: nil)
    // The desk's file settles in its turn.
    site.place.now = site.place.now + .seconds(60)
    try site.scan()
    #expect(try site.reasons() == ["Artikel gesperrt"])
  }

  @Test("a document that is put right and imported after all was imported")
  func afterAll() throws {
    let site = try ReceiverSite(ReceiverSite.folders)
    let name = try site.send("A-1")[1]
    for (from, to) in [("", "error"), ("error", "done"), ("done", "error")] {
      try site.move(name, from: from, to: to)
      for _ in 1...2 { try site.scan() }
    }
    #expect(
      try site.words() == ["\(name) refused accepted", "\(name) imported accepted", "\(name) refused accepted"])
    #expect(try site.states(name) == [.refused])
  }

  @Test("a document that lies in both was refused")
  func both() throws {
    let site = try ReceiverSite(ReceiverSite.folders)
    let name = try site.send("A-1")[1]
    try site.write(try site.place.text("outbox/erp/\(name)"), as: name, in: "done")
    try site.move(name, to: "error")
    for _ in 1...2 { try site.scan() }
    #expect(try site.words() == ["\(name) refused accepted"])
    #expect(try site.reasons() == ["without a reason"])
    #expect(try site.passedOver().count == 1)
  }

  @Test("what was changed on the way counts by its name, and that is said")
  func changed() throws {
    let site = try ReceiverSite(ReceiverSite.folders)
    let name = try site.send("A-1")[1]
    try site.remove(name)
    try site.write("<Stamped/>", as: name, in: "done")
    try site.scan()
    #expect(try site.states(name) == [.imported])
    #expect(try site.reasons()[0]?.contains("not byte for byte what was sent") == true)
  }

  @Test("where done means taken over, nothing is said of an import")
  func takenOnly() throws {
    let site = try ReceiverSite("receipts: { taken: no, done: { folder: done, means: taken } }")
    let name = try site.send("A-1")[1]
    try site.move(name, to: "done")
    try site.scan()
    #expect(try site.states(name) == [.sent])
    #expect(try site.moments(name).takenAt == site.place.now)
    #expect(try site.words() == [])
  }

  @Test("marks beside a document say the same")
  func marks() throws {
    let site = try ReceiverSite("receipts: { done-mark: .ok, error-mark: .error }")
    let names = try site.send("A-1", "A-2")
    try site.write("", as: names[0] + ".ok")
    try site.write("Menge fehlt", as: names[1] + ".error")
    try site.write("", as: names[2] + ".ok")
    try site.write("", as: "other.xml.ok")
    for _ in 1...2 { try site.scan() }
    #expect(
      try site.words() == [
        "\(names[1]) refused accepted", "\(names[0]) imported accepted", "\(names[2]) imported accepted",
      ])
    #expect(try site.reasons() == ["Menge fehlt", nil, nil])
    #expect(
      try site.passedOver() == [
        "other.xml.ok means nothing in a file .ok beside it: no document of that name was written for it"
      ])
    #expect(try site.standing().count == 3)
  }

  @Test("what else lies there has no effect, and is told once")
  func rubbish() throws {
    let site = try ReceiverSite(ReceiverSite.folders, "sidecars: { checksum: .sha256 }")
    let names = try site.send("A-1", "A-2")
    let outbox = site.place.root + "/outbox/erp/"
    try site.make("done/2026")
    try site.make("done/\(names[0])")
    try site.link(names[1], in: "done", to: outbox + names[1])
    try site.write("x", as: "notes.txt", in: "error")
    try site.write([0x78, 0x0A, 0xFF], as: "a\nb.xml", in: "error")
    try site.write("x", as: ".hidden", in: "error")
    try site.write("beside", as: names[2] + ".log", in: "error")
    try site.write("beside", as: names[2] + ".sha256", in: "done")
    #expect(Foundation.FileManager.default.fileExists(atPath: outbox + names[2]))
    try FileManager.default.linkItem(atPath: outbox + names[2], toPath: outbox + "done/" + names[2])
    let first = try site.scan()
    let second = try site.scan()
    #expect(first.passedOver == 6 && second.passedOver == 0)
    #expect(try site.words() == [])
    for name in names { #expect(try site.states(name).allSatisfy { $0 == .sent }) }
    #expect(
      Set(try site.passedOver().map { $0.split(separator: " ")[0] }) == [
        "2026", "\(names[0])", "\(names[1])", "\(names[2])", "notes.txt", "a%0Ab.xml",
      ])
  }

  @Test("what lay there under the name of a document before there was one does not stand in its way")
  func premature() throws {
    let site = try ReceiverSite(ReceiverSite.folders)
    let name = "00000002-Order-A-1.xml"
    try site.write("<Forged/>", as: name, in: "done")
    for _ in 1...2 { try site.scan() }
    try site.send("A-1")
    try site.scan()
    #expect(try site.words() == [])
    try site.remove(name, from: "done")
    try site.move(name, to: "done")
    for _ in 1...2 { try site.scan() }
    #expect(try site.words() == ["\(name) imported accepted"])
  }

  @Test("an outbox whose own folders are not there yet says nothing")
  func missing() throws {
    let site = try ReceiverSite(ReceiverSite.folders)
    for folder in ["done", "error"] { try site.remove(folder) }
    let name = try site.send("A-1")[0]
    try site.remove(name)
    try site.scan()
    #expect(try site.moments(name).takenAt != nil)
  }

  @Test("decisions of that kind are the desk's alone")
  func deskOnly() throws {
    let site = try ReceiverSite(ReceiverSite.folders)
    let name = try site.send("A-1")[1]
    try site.tell(
      """
      <Decision changed="2026-11-23T10:00:00Z"><DocumentId>\(try site.id(name))</DocumentId><Action>imported</Action>\
      </Decision>
      """)
    #expect(try site.states(name) == [.sent])
    #expect(try site.place.lastFinished().verdict == .rejected)
  }

  @Test("so does one of a document that nobody knows")
  func unknownDocument() throws {
    let site = try ReceiverSite(ReceiverSite.folders)
    try site.send("A-1")
    var decision = Decision(.imported, .document("01KAVB0QZ3000000-1-9"))
    decision.by = "the folders of erp"
    _ = try Desk(site.place.configuration).drop([decision], at: site.place.now)
    try site.scan()
    #expect(try site.words() == ["? imported rejected"])
  }
}
