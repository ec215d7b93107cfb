import Exchange
import Testing

@Suite("What stands in a document for a system")
struct DocumentContentTests {
  /// Both sides know the customer, and the CRM gets canonical documents.
  private func begin(_ change: (String) -> String = { $0 }) throws -> Trade {
    let trade = try Trade(change)
    try trade.crm(lead { $0.phone = "+491" }, order("A-1"))
    try trade.erp(
      customer {
        $0.erpNumber = "10001"
        $0.phone = "+491"
        $0.paymentTerms = "NET30"
      })
    return trade
  }

  @Test("a document is a whole, merged record: what one system never said comes from the other")
  func full() throws {
    let trade = try begin()
    let document = try trade.document("crm", "Customer")
    for part in ["<PaymentTerms>NET30<", "<ErpNumber>10001<", "<PostalZone>01067<", "<Stage>customer<", "+491"] {
      #expect(document.contains(part), "\(part)")
    }
    #expect(!document.contains("<Note>"))
    // What stays with a system is left out for the others, but not for itself: its importer may delete what is missing.
    try trade.crm(
      customer {
        $0.erpNumber = "10001"
        $0.phone = "+491"
        $0.paymentTerms = "NET60"
        $0.note = "Rückruf"
        $0.version = 5
      })
    let correction = try trade.document("crm", "Customer")
    #expect(correction.contains("<PaymentTerms>NET30<") && correction.contains("<Note>Rückruf</Note>"))
  }

  @Test("or only what has changed, with what must stand in it, by the choice of the format")
  func changed() throws {
    let trade = try begin {
      $0.replacing(
        "records: [Customer, Order, OrderStatus, Invoice, Reminder, Confirmation, Decision]",
        with: """
          records: [Customer, Order, OrderStatus, Invoice, Reminder, Confirmation, Decision]
              document: { content: changed }
          """)
    }
    let document = try trade.document("crm", "Customer")
    #expect(document.contains("<PaymentTerms>NET30<") && document.contains("<ErpNumber>10001<"))
    #expect(document.contains("<Name>Müller K-1<") && document.contains("<Kind>organisation<"))
    #expect(!document.contains("+491") && !document.contains("<PostalZone>"))
  }

  @Test("what nobody has said has its default in the ERP's document, and does not count as anybody's word")
  func standard() throws {
    let trade = try Trade {
      $0.replacing(
        "PaymentTerms: *proposed", with: "PaymentTerms: { owner: erp, conflict: fill-if-empty, default: NET14 }"
      ).replacing("confirm: number }", with: "confirm: number, needs: [PaymentTerms] }")
    }
    try trade.crm(lead())
    #expect(try trade.crm(order("A-1")).erp == ["Customer-K-1", "Order-A-1"])
    #expect(try trade.document("erp", "Customer").contains("<PayTermsGrpCode>1</PayTermsGrpCode>"))
    #expect(try trade.agreed("K-1", "PaymentTerms") == nil)
    // The ERP says the same as it was given, and that is its word, which the CRM hears of.
    try trade.erp(
      customer {
        $0.erpNumber = "10001"
        $0.paymentTerms = "NET14"
      })
    #expect(try trade.agreed("K-1", "PaymentTerms") == "NET14")
    #expect(try trade.document("crm", "Customer").contains("<PaymentTerms>NET14<"))
  }

  @Test("a flow that accepts whole files only takes nothing of a file of which one record goes against the agreement")
  func wholeFile() throws {
    let trade = try Trade {
      $0.replacing(
        "entities: [Customer, Order], accept: per-record", with: "entities: [Customer, Order], accept: whole-file"
      ).replacing("missing: hold ", with: "missing: reject ")
    }
    let outcome = try trade.crm(lead("K-1"), order("A-1", of: "K-9"))
    #expect(outcome.interchange.verdict == .rejected)
    #expect(outcome.documents.isEmpty)
    #expect(try trade.entity(.customer, "crm", "K-1") == nil)
  }
}
