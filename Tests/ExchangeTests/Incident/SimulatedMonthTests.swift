import Simulated
import Testing

@testable import Exchange

/// A month of an exchange in which much goes wrong, in seconds: a CRM that exports every working day, an ERP that
/// confirms what it takes, two restarts, and what people are told of it.
@Suite("a simulated month")
struct SimulatedMonthTests {
  private static let text = """
    time-zone: Europe/Berlin
    calendars:
      works: { days: [10-30] }
    systems:
      crm:
        inbox: inbox/crm
        outbox: outbox/crm
        format: exchange
        expect: [{ name: "customers-*.xml", by: "30 7 * * mon-fri", except: works }]
      erp:
        inbox: inbox/erp
        outbox: outbox/erp
        format: sap-business-one
        sends: exchange
        overdue: { taken: 6h, imported: 1d }
    formats:
      exchange:
        root: "{urn:kontor:exchange:1}Exchange"
        schema: xsd/exchange.xsd
        records: [Customer, Order, OrderStatus, Invoice, Reminder, Confirmation, Decision]
      sap-business-one:
        schema: formats/sap-business-one/sap-business-one.xsd
        write:
          Customer: formats/sap-business-one/customer.xsl
          Order: formats/sap-business-one/order.xsl
        document: { name: "{sequence}-{entity}-{key}.xml", records: 1 }
    flows:
      - { from: crm, to: erp, entities: [Customer, Order] }
      - { from: erp, to: crm, entities: [Customer, OrderStatus] }
    incidents:
      tell:
        - { name: pager, command: [/bin/page], at: error, quiet: "20:00-06:00", except: critical, remind: 24h }
        - { name: daily, mail: { to: it@example.com, from: kontor@example.com }, digest: 1h }
        - { name: feed, drop: events }
    """

  @Test("what ends while its beginning is still being told is told to the end")
  func endsWhileTold() throws {
    let world = try MonthWorld(Self.text, at: try #require(Timestamp("2026-10-06T09:00:00.000Z")))
    try world.scan()
    world.share.away = [world.folder("inbox/erp")]
    try world.scan()
    world.teller.isSlow = true
    world.pass(.seconds(300))
    try world.scan()
    #expect(world.teller.told["pager"] == ["10-06 09:05 opened folder-away"])
    world.share.away = []
    world.pass(.seconds(60))
    try world.scan()
    world.teller.isSlow = false
    world.pass(.seconds(60))
    try world.scan()
    #expect(world.teller.told["pager"]?.map { $0.dropFirst(12) } == ["opened folder-away", "closed folder-away"])
    #expect(world.ledger.incidents.open.isEmpty)
  }

  private static let start = Timestamp("2026-10-01T00:00:00.000Z")!
  private static let end = Timestamp("2026-10-31T00:00:00.000Z")!
  private static let step = Duration.seconds(300)

  /// What happens besides the usual, at a minute of the month in UTC.
  private static func script() -> [String: (MonthWorld) throws -> Void] {
    [
      // The export comes late.
      "10-06 05:00": { _ in }, "10-06 08:10": { try $0.export("customers-10-06.xml") },
      "10-06 06:30": { $0.teller.failing = ["daily"] }, "10-06 06:40": { $0.teller.failing = [] },
      // A program hangs while it writes; Kontor is started again meanwhile.
      "10-08 12:00": { try $0.restart() }, "10-08 14:05": { try $0.remove("export.xml", from: "inbox/erp") },
      // No export on a Friday, which nobody makes up for.
      "10-09 05:00": { _ in },
      // Two numbers are left out. One of the files comes the next day; the other will not come, a person says.
      "10-13 05:00": {
        $0.skipNumbers(2)
        try $0.export("customers-10-13.xml")
      },
      "10-14 10:00": { try $0.export("late.xml", number: 8) },
      "10-16 12:00": { world in
        let open = try #require(world.ledger.incidents.open.first { $0.key.cause == .numberGap })
        let ledger = SimulatedLedger(world.ledger) { state, _ in world.ledger = state }
        try ledger.decide { try $0.close(open.id, PersonalWord(by: "ada", at: world.now, reason: "never used")) }
        try world.restart()
      },
      // It comes after all.
      "10-28 10:00": { try $0.export("later.xml", number: 9) },
      // A share is away for an evening; Kontor is started again within the time of grace.
      "10-15 18:00": { $0.share.away = [$0.folder("inbox/crm")] },
      "10-15 18:01": { try $0.restart() },
      "10-15 21:30": { $0.share.away = [] },
      // The ERP does nothing for two days and a half.
      "10-19 00:00": { $0.erpWorks = false }, "10-20 02:00": { try $0.restart() },
      "10-21 12:00": { $0.erpWorks = true },
      // The works are closed.
      "10-30 06:00": { _ in },
    ]
  }

  private func run() throws -> MonthWorld {
    let world = try MonthWorld(Self.text, at: Self.start)
    let zone = try #require(Zone(named: "Europe/Berlin"))
    let script = Self.script()
    var next = Self.start
    while next < Self.end {
      world.pass(next.since(world.now))
      let minute = MonthWorld.minute(next)
      let date = CivilDate(days: Int(next.milliseconds / 86_400_000))
      let wall = next + .seconds(zone.offset(at: next.milliseconds / 1000))
      if let act = script[minute] {
        try act(world)
      } else if (1...5).contains(date.weekday), wall.description.contains("T07:00:00") {
        try world.export("customers-\(minute.prefix(5)).xml")
      }
      world.isWriting = minute >= "10-08 10:00" && minute < "10-08 14:05"
      if minute >= "10-22 08:00", minute < "10-22 12:00" {
        let isAway = next.milliseconds / 1000 % 1200 < 600
        world.share.away = isAway ? [world.folder("inbox/erp")] : []
      }
      if minute == "10-22 12:00" { world.share.away = [] }
      try world.partnersWork()
      try world.scan()
      // One minute later than a step, for a restart in the middle.
      let between = MonthWorld.minute(next + .seconds(60))
      if let act = script[between] { try act(world) }
      next = next + Self.step
    }
    return world
  }

  @Test("yields exactly these incidents, and tells exactly this")
  func month() throws {
    let world = try run()
    #expect(
      world.incidents == [
        "file-missing | crm customers-*.xml | since 10-06 05:30 opened 10-06 05:35 closed 10-06 08:10",
        "file-unfinished | erp/export.xml | since 10-08 10:00 opened 10-08 11:00 closed 10-08 14:05",
        "file-missing | crm customers-*.xml | since 10-09 05:30 opened 10-09 05:35 closed 10-12 05:00",
        "number-gap | crm 8-9 | since 10-13 05:00 opened 10-13 05:05 closed 10-16 12:00",
        "folder-away | inbox/crm | since 10-15 18:00 opened 10-15 18:05 closed 10-15 21:30",
        "documents-not-taken | erp | since 10-19 05:00 opened 10-19 11:05 closed 10-21 12:00",
        "documents-unconfirmed | erp | since 10-19 05:00 opened 10-20 05:05 closed 10-21 12:05",
        "folder-away | inbox/erp | since 10-22 08:00 opened 10-22 08:05 closed 10-22 11:50 returns 11",
        "number-reversal | crm after 21 | since 10-28 10:00 opened 10-28 10:00 closed 10-29 06:00",
      ])
    #expect(world.ledger.incidents.pending.isEmpty)
    #expect(
      world.teller.told["pager"] == [
        "10-06 05:35 opened file-missing",
        "10-06 08:10 closed file-missing",
        "10-09 05:35 opened file-missing",
        "10-10 05:35 reminder file-missing",
        "10-11 05:35 reminder file-missing",
        "10-12 05:00 closed file-missing",
        "10-13 05:05 opened number-gap",
        "10-14 05:05 reminder number-gap",
        "10-15 05:05 reminder number-gap",
        "10-15 18:05 opened folder-away",
        "10-15 21:30 closed folder-away",
        "10-16 05:05 reminder number-gap",
        "10-16 12:00 closed number-gap",
        "10-19 11:05 opened documents-not-taken",
        "10-20 05:05 opened documents-unconfirmed",
        "10-20 11:05 reminder documents-not-taken",
        "10-21 05:05 reminder documents-unconfirmed",
        "10-21 11:05 reminder documents-not-taken",
        "10-21 12:00 closed documents-not-taken",
        "10-21 12:05 closed documents-unconfirmed",
        "10-22 08:05 opened folder-away",
        "10-22 08:10 closed folder-away",
        "10-22 09:05 returned folder-away",
        "10-22 09:10 closed folder-away",
        "10-22 10:05 returned folder-away",
        "10-22 10:10 closed folder-away",
        "10-22 11:05 returned folder-away",
        "10-22 11:10 closed folder-away",
      ])
    #expect(
      world.teller.told["daily"] == [
        "10-06 06:40 opened file-missing",
        "10-06 09:15 closed file-missing",
        "10-08 12:00 opened file-unfinished",
        "10-08 15:05 closed file-unfinished",
        "10-09 06:35 opened file-missing",
        "10-12 06:05 closed file-missing",
        "10-13 06:05 opened number-gap",
        "10-15 19:05 opened folder-away",
        "10-15 22:30 closed folder-away",
        "10-16 13:00 closed number-gap",
        "10-19 12:05 opened documents-not-taken",
        "10-20 06:05 opened documents-unconfirmed",
        "10-21 13:00 closed documents-not-taken, closed documents-unconfirmed",
        "10-28 11:05 opened number-reversal",
        "10-29 07:05 closed number-reversal",
      ])
    #expect(world.teller.failures == 1)
    #expect(world.teller.told["feed"]?.count == 24)
    #expect(world.starts == 5)
    let waiting = world.ledger.incidents.notices.values.filter { $0.toldAt == nil }
    #expect(waiting.isEmpty, "\(waiting)")
    // Everything got through in the end.
    #expect(world.ledger.interchanges.allSatisfy { $0.state == .done })
  }
}
