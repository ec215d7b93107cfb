import Simulated
import Testing

@testable import Exchange

@Suite("fields as a database keeps them")
struct StoredFieldsTests {
  private func version(_ seconds: Int64, _ sequence: Int64? = nil) -> RecordVersion {
    RecordVersion(sequence: sequence, changed: Timestamp(milliseconds: seconds * 1000))
  }

  private func record(_ position: Int) -> RecordReference { RecordReference(InterchangeID("A"), position) }

  /// The form is in ledgers out there.
  @Test("an order that was sent has its hash once")
  func order() throws {
    var whole = FieldState()
    let terms = FieldTerms(owner: .system("crm"), lastWord: "crm", rule: ".")
    let word = Merge.Word("5f1d", by: "crm", version(7, 3), source: record(12))
    _ = Merge.take(word, into: &whole, by: terms, at: Timestamp(milliseconds: 0))
    whole.send(to: "erp", document: 1)
    let text = try #require(StoredFields.text(of: [.whole: whole]))
    #expect(
      text == #"{"at":[[7000,3]],"by":[["A",12]],"fields":{"*":{"a":"5f1d","s":"#
        + #"{"crm":{"r":0,"v":0},"erp":{"o":[1,1,0],"s":null}},"v":0,"w":"crm"}}}"#)
    #expect(try StoredFields.fields(in: text) == [.whole: whole])
  }

  @Test("no fields and no words are no text")
  func nothing() throws {
    #expect(StoredFields.text(of: [FieldName: FieldState]()) == nil)
    #expect(StoredFields.text(of: Set<String>()) == nil)
    #expect(StoredOutcomes.text(of: []) == nil)
    #expect(try StoredFields.fields(in: nil) == [:])
    #expect(try StoredFields.words(in: nil) == [])
    #expect(try StoredOutcomes.outcomes(in: nil) == [])
  }

  private static let values: [String?] = [
    nil, "", "0", "null", "ü\u{1F600}", "\u{0}\u{1F}\n\t\r", "\"\\\\\"", "{\"a\":[1,2]}", " ", "\u{7F}\u{2028}",
  ]

  /// Every state that the types allow, however little a merge would come to it.
  private func fields(_ dice: inout Dice) -> [FieldName: FieldState] {
    func value() -> String? { Self.values.randomElement(using: &dice) ?? nil }
    let versions = [version(1), version(-5, 2), version(1, 2), version(3, -9)]
    var fields: [FieldName: FieldState] = [:]
    for name in ["Name", "*", "Phone[use=\"main\"]", "ü"] where dice.coin() {
      var state = FieldState()
      state.agreed = value()
      state.agreedBy = value()
      state.agreedVersion = dice.coin() ? versions.randomElement(using: &dice) : nil
      state.base = dice.coin() ? state.agreed : value()
      for system in ["crm", "erp", "\"x"] where dice.coin() {
        var side = FieldState.Side()
        side.said = dice.coin() ? state.agreed : value()
        side.believed = dice.coin() ? state.agreed : value()
        side.version = dice.coin() ? versions.randomElement(using: &dice) : nil
        side.source = dice.coin() ? record(dice.number(1...3)) : nil
        side.sent = (0..<dice.number(0...3)).compactMap { place in
          (dice.coin() ? state.agreed : value()).map {
            FieldState.Sent(value: $0, first: Int64(place), last: Int64(place + dice.number(0...2)))
          }
        }
        side.wasReminded = dice.coin()
        state.sides[system] = side
      }
      if dice.coin() {
        state.conflict = FieldState.Conflict(
          values: dice.coin() ? ["crm": value() ?? "", "erp": "x"] : [:], source: record(4),
          since: Timestamp(milliseconds: -1), rule: value() ?? "")
      }
      fields[FieldName(name)] = state
    }
    return fields
  }

  @Test("whatever there is comes back, and equal fields have the same text", arguments: 1...20 as ClosedRange<UInt64>)
  func roundTrip(_ seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 1...100 {
      let written = fields(&dice)
      let text = StoredFields.text(of: written)
      let read = try StoredFields.fields(in: text)
      #expect(read == written)
      #expect(StoredFields.text(of: read) == text)
    }
  }

  @Test("a text that is cut off or changed anywhere is refused, or read as something else, and ends nothing")
  func damaged() throws {
    var dice = Dice(seed: 4)
    var written = fields(&dice)
    while written.count < 3 { written = fields(&dice) }
    let bytes = Array(try #require(StoredFields.text(of: written)).utf8)
    for end in bytes.indices {
      #expect(throws: UnreadableFields.self) {
        try StoredFields.fields(in: String(decoding: bytes[..<end], as: UTF8.self))
      }
      for other in [UInt8(ascii: "\""), UInt8(ascii: "9"), UInt8(ascii: "["), 0xFF] {
        var changed = bytes
        changed[end] = other
        _ = try? StoredFields.fields(in: String(decoding: changed, as: UTF8.self))
      }
    }
  }

  @Test(
    "a text of another form is refused",
    arguments: [
      "", "null", "[]", "{", "{}x", #"{"x":1}"#, #"{"by":[["A"]]}"#, #"{"at":[[]]}"#, #"{"at":[[1,2,3]]}"#,
      #"{"at":[[99999999999999999999]]}"#, #"{"fields":{"*":{"v":0}}}"#, #"{"fields":{"*":{"a":1}}}"#,
      #"{"fields":{"*":{"s":{"crm":{"o":[0]}}}}}"#, #"{"fields":{"*":{"c":{}}}}"#, #"{"fields":{"*":{"a":"\u0041"}}}"#,
      #"{"fields":{"*":{"a":"x}}}"#, #"{"fields" :{}}"#,
    ])
  func otherForm(_ text: String) {
    #expect(throws: UnreadableFields.self) { try StoredFields.fields(in: text) }
  }

  @Test(
    "outcomes of another form are refused",
    arguments: ["", "{}", "[{}]", #"[{"f":"a","o":"lost","u":"r"}]"#, #"[{"f":"a","o":"applied"}]"#, #"[{"x":"a"}]"#])
  func otherOutcomes(_ text: String) {
    #expect(throws: UnreadableFields.self) { try StoredOutcomes.outcomes(in: text) }
  }
}
