import Exchange
import Testing

extension LedgerConformance {
  @Test(
    "what is carried comes back as it was kept last, and is forgotten where that is wanted",
    arguments: LedgerBackend.all)
  func carried(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      var record = CarriedRecord(
        kind: .customer, system: "crm", key: "7", version: RecordVersion(sequence: 3, changed: someTime),
        source: source(2), content: Array("<Carried>ä</Carried>".utf8))
      try ledger.write { decisions in
        try decisions.carry(record)
        #expect(try decisions.carried(.customer, system: "crm", key: "7") == record)
      }
      #expect(try ledger.carried(.customer, system: "crm", key: "7") == record)
      for (kind, system, key) in [(Entity.order, "crm", "7"), (.customer, "erp", "7"), (.customer, "crm", "07")] {
        #expect(try ledger.carried(kind, system: system, key: key) == nil)
      }
      record.content = [UInt8](repeating: 65, count: 60_000)
      record.version = RecordVersion(changed: Timestamp(milliseconds: someTime.milliseconds + 1))
      record.source = source(9)
      try ledger.write { try $0.carry(record) }
      #expect(try ledger.carried(.customer, system: "crm", key: "7") == record)
      try ledger.write { decisions in
        try decisions.forgetCarried(.customer, system: "crm", key: "7")
        try decisions.forgetCarried(.customer, system: "crm", key: "8")
      }
      #expect(try ledger.carried(.customer, system: "crm", key: "7") == nil)
    }
  }
}
