import Testing

@testable import Exchange

@Suite("what is known of a system beyond what it told")
struct CorrectionTests {
  private static let terms = FieldTerms(owner: .system("crm"), lastWord: "crm", rule: "Customer Title: owner crm")

  /// What the CRM said, and the ERP was sent and never told of itself.
  private func state(_ value: String) -> FieldState {
    let moment = Timestamp(milliseconds: 1)
    let source = RecordReference(InterchangeID("A"), 1)
    var state = FieldState()
    let word = Merge.Word(value, by: "crm", RecordVersion(changed: moment), source: source)
    _ = Merge.take(word, into: &state, by: Self.terms, at: moment)
    state.send(to: "erp", document: 1)
    return state
  }

  @Test("a system that has drifted is sent what holds once more, also where that is nothing", arguments: ["Dr.", ""])
  func forget(value: String) {
    var state = state(value)
    #expect(!state.isOwed(to: "erp"))
    state.forget("erp")
    #expect(state.isOwed(to: "erp"))
    #expect(!state.isOwed(to: "crm"))
    state.send(to: "erp", document: 2)
    #expect(!state.isOwed(to: "erp"))
  }

  @Test("the system whose word it is does not have to be told what it says itself")
  func recognise() {
    var state = state("Dr.")
    state.decide("Prof.", by: "ada", at: Timestamp(milliseconds: 2))
    #expect(state.isOwed(to: "crm") && state.isOwed(to: "erp"))
    state.recognise("crm")
    #expect(!state.isOwed(to: "crm") && state.isOwed(to: "erp"))
  }
}
