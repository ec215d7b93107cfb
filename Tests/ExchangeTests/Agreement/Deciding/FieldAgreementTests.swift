import Exchange
import Testing

@Suite("Whose word counts")
struct FieldAgreementTests {
  /// A customer whom both systems know, with number 10001.
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

  private func told(_ phone: String, _ version: Int) -> String {
    customer {
      $0.erpNumber = "10001"
      $0.phone = phone
      $0.paymentTerms = "NET30"
      $0.version = version
    }
  }

  @Test("the telephone number travels both ways, and an echo travels nowhere")
  func telephone() throws {
    let trade = try begin()
    let fromCRM = try trade.crm(told("+492", 5))
    #expect(fromCRM.erp == ["Customer-K-1"] && fromCRM.crm.isEmpty)
    let echo = try trade.erp(told("+492", 6))
    #expect(echo.verdicts == [.unchanged] && echo.documents.isEmpty)
    let fromERP = try trade.erp(told("+493", 7))
    #expect(fromERP.crm == ["Customer-K-1"] && fromERP.erp.isEmpty)
    #expect(try trade.crm(told("+493", 8)).documents.isEmpty)
    #expect(try trade.agreed("K-1", "Phone[use=main]") == "+493")
  }

  @Test("the payment terms are the ERP's: another value is told so, corrected once, and never again")
  func paymentTerms() throws {
    let trade = try begin()
    func told(_ terms: String, _ version: Int) -> String {
      customer {
        $0.erpNumber = "10001"
        $0.phone = "+491"
        $0.paymentTerms = terms
        $0.version = version
      }
    }
    let wish = try trade.crm(told("NET60", 5))
    #expect(wish.verdicts == [.unchanged])
    #expect(wish.codes == ["kept-owner-value"])
    #expect(wish.erp.isEmpty && wish.crm == ["Customer-K-1"])
    let answer = try trade.place.acknowledgement(of: "000002.")
    #expect(
      answer.contains(
        "<Field name=\"PaymentTerms\" outcome=\"kept-owner-value\" value=\"NET30\" winner=\"erp\" "
          + "rule=\"Customer PaymentTerms: owner erp, fill-if-empty\"/>"))
    // A CRM that goes on saying the same is reminded once, and then left alone.
    let documents = try (6...9).map { try trade.crm(told("NET60", $0)).crm.count }
    #expect(documents.reduce(0, +) <= 1)
  }

  @Test("what sales enters for a lead it may also correct, though it will be the ERP's")
  func correctedProposal() throws {
    let trade = try Trade()
    try trade.crm(lead { $0.vatId = "DE111111111" })
    let corrected = try trade.crm(
      lead {
        $0.vatId = "DE136695976"
        $0.version = 2
      })
    #expect(corrected.documents.isEmpty)
    #expect(try trade.agreed("K-1", "VatId") == "DE136695976")
  }

  @Test(
    "a conflict that a person decides: each side keeps its own until then, and the decision reaches both that need it")
  func asked() throws {
    let trade = try begin {
      $0.replacing(
        "Phone: &contact { owner: shared, conflict: owner-wins, last-word: erp }",
        with: "Phone: &contact { owner: shared, conflict: ask }")
    }
    try trade.crm(told("+492", 5))
    // The ERP has not seen that yet.
    let conflict = try trade.erp(told("+493", 6))
    #expect(conflict.interchange.verdict == .acceptedWithWarnings)
    #expect(conflict.codes == ["conflict"])
    let entity = try #require(try trade.entity(.customer, "crm", "K-1"))
    #expect(entity.conflicts == [FieldName("Phone[use=main]")])
    var decision = Decision(.resolve, .entity(.customer, key: "K-1"))
    decision.fields = [Decision.Field("Phone[use=main]", .take("crm"))]
    decision.by = "Frau Löw"
    let decided = try trade.decide(decision)
    #expect(decided.erp == ["Customer-K-1"] && decided.crm.isEmpty)
    #expect(try trade.document("erp", "Customer").contains("+492"))
    #expect(try trade.entity(.customer, "crm", "K-1")?.conflicts == [])
  }

  @Test("a decision can also be dropped into an inbox, as a file")
  func decisionFile() throws {
    let trade = try begin {
      $0.replacing(
        "Phone: &contact { owner: shared, conflict: owner-wins, last-word: erp }",
        with: "Phone: &contact { owner: shared, conflict: ask }")
    }
    try trade.crm(told("+492", 5))
    try trade.erp(told("+493", 6))
    let decided = try trade.crm(
      """
      <Decision changed="2026-11-23T10:00:00Z"><Entity>Customer</Entity><Key>K-1</Key><Action>resolve</Action>\
      <Field name="Phone[use=main]"><Value>+494</Value></Field><By>Löw</By></Decision>
      """)
    #expect(decided.erp == ["Customer-K-1"] && decided.crm == ["Customer-K-1"])
    #expect(try trade.agreed("K-1", "Phone[use=main]") == "+494")
  }

  @Test("a late record does not take back what a later one said, and brings what that one left out")
  func late() throws {
    let trade = try Trade()
    try trade.crm(
      lead {
        $0.version = 3
        $0.phone = "+493"
      })
    let late = try trade.crm(
      lead {
        $0.version = 2
        $0.phone = "+492"
        $0.email = "a@b.example"
      })
    #expect(late.verdicts == [.ignored])
    #expect(try trade.agreed("K-1", "Phone[use=main]") == "+493")
    #expect(try trade.agreed("K-1", "Email[use=main]") == "a@b.example")
    #expect(try trade.crm(lead { $0.version = 1 }).verdicts == [.superseded])
  }

  @Test("what is nobody else's business stays where it is")
  func internalField() throws {
    let trade = try begin()
    let outcome = try trade.crm(
      customer {
        $0.erpNumber = "10001"
        $0.phone = "+491"
        $0.paymentTerms = "NET30"
        $0.note = "Kunde ist schwierig"
        $0.version = 5
      })
    #expect(outcome.documents.isEmpty)
    #expect(try trade.crm(order("A-2")).erp == ["Order-A-2"])
  }

  @Test("deletions are passed over, marked or sent on, as agreed", arguments: ["ignore", "mark", "send"])
  func deletion(_ policy: String) throws {
    let trade = try begin { $0.replacing("    promote: {", with: "    delete: \(policy)\n    promote: {") }
    let outcome = try trade.crm(
      customer {
        $0.erpNumber = "10001"
        $0.version = 5
        $0.isDeleted = true
      })
    #expect(outcome.codes == ["deleted"])
    #expect(outcome.erp.isEmpty)
    #expect(outcome.verdicts == [policy == "ignore" ? .ignored : .accepted])
    let byOwner = try trade.erp(
      customer {
        $0.erpNumber = "10001"
        $0.version = 6
        $0.isDeleted = true
      })
    // The CRM has deleted it already in the two cases that note it.
    #expect(byOwner.crm == [])
    let other = try begin { $0.replacing("    promote: {", with: "    delete: \(policy)\n    promote: {") }
    let sent = try other.erp(
      customer {
        $0.erpNumber = "10001"
        $0.version = 6
        $0.isDeleted = true
      })
    #expect(sent.crm == (policy == "send" ? ["Customer-K-1"] : []))
    if policy == "send" { #expect(try other.document("crm", "Customer").contains("deleted=\"true\"")) }
  }

  @Test("an initial load links what is the same, sends nothing, and believes whom it is told to")
  func initialLoad() throws {
    for first in ["crm", "erp"] {
      let trade = try Trade()
      let records = [
        "crm": customer("K-1") {
          $0.vatId = "DE136695976"
          $0.phone = "+491"
          $0.name = "Lüders"
        },
        "erp": customer(nil) {
          $0.erpNumber = "10001"
          $0.vatId = "DE136695976"
          $0.phone = "+492"
          $0.name = "Lüders & Söhne"
        },
      ]
      for system in [first, first == "crm" ? "erp" : "crm"] {
        try trade.leave(records[system] ?? "", by: system)
        let outcomes = try trade.scan(believing: "erp")
        #expect(outcomes.allSatisfy { $0.documents.isEmpty })
      }
      let entity = try #require(try trade.entity(.customer, "crm", "K-1"))
      #expect(entity.keys == ["crm": "K-1", "erp": "10001"], "\(first)")
      #expect(entity.fields[FieldName("Name")]?.agreed == "Lüders & Söhne", "\(first)")
      #expect(entity.fields[FieldName("Phone[use=main]")]?.agreed == "+492", "\(first)")
      // Afterwards everything is as if it had always been so.
      #expect(try trade.crm(order("A-1")).erp == ["Order-A-1"])
      #expect(try trade.document("erp", "A-1").contains("<CardCode>10001</CardCode>"))
    }
  }
}
