import Exchange
import Testing

/// The table of what becomes of a field, row by row: what happened before, what a system says now, and what follows.
///
/// `me` is the system that speaks last and `you` the other; each row is told twice, with the CRM and the ERP as `me`.
@Suite("Merge table")
struct MergeTableTests {
  @Test("each row holds in both directions", arguments: MergeRow.all, ["crm", "erp"])
  func row(_ row: MergeRow, _ me: String) {
    var field = FieldState()
    var scene = MergeScene(me: me, you: me == "crm" ? "erp" : "crm", belongs: row.belongs)
    for step in row.given { _ = scene.play(step, &field) }
    let result = scene.play(row.when, &field)
    #expect(result.map(scene.words) == row.becomes)
    #expect(field.agreed == row.holds)
    #expect(scene.owed(field, to: scene.me) == row.owedToMe)
    #expect(scene.owed(field, to: scene.you) == row.owedToYou)
  }

  @Test("the base moves only where both say what holds")
  func base() {
    var field = FieldState()
    var scene = MergeScene(me: "crm", you: "erp", belongs: .toBoth(.ask))
    for step: MergeStep in [.says(.you, "a"), .says(.me, "a")] { _ = scene.play(step, &field) }
    #expect(field.base == "a")
    for step: MergeStep in [.says(.me, "b"), .sent] { _ = scene.play(step, &field) }
    #expect(field.base == "a")
    _ = scene.play(.says(.you, "b"), &field)
    #expect(field.base == "b")
    for step: MergeStep in [.says(.me, "c"), .says(.you, "d")] { _ = scene.play(step, &field) }
    #expect(field.conflict?.values == ["crm": "c", "erp": "d"])
    #expect(field.base == "b")
    for step: MergeStep in [.decided("e"), .sent, .says(.me, "e"), .says(.you, "e")] { _ = scene.play(step, &field) }
    #expect(field.conflict == nil)
    #expect(field.base == "e")
  }

  @Test("a value that was sent twice is the second one's echo, where another field proves what came between")
  func proofBetween() {
    var field = FieldState()
    var scene = MergeScene(me: "crm", you: "erp", belongs: .toBoth(.ask))
    for step: MergeStep in [.says(.you, "a"), .sent, .says(.you, "b"), .sent, .says(.you, "a"), .sent] {
      _ = scene.play(step, &field)
    }
    let word = Merge.Word(
      "a", by: "crm", RecordVersion(sequence: 1, changed: Timestamp(milliseconds: 7)),
      source: RecordReference(InterchangeID("F"), 1), importProved: 4)
    #expect(Merge.take(word, into: &field, by: scene.terms, at: Timestamp(milliseconds: 7)) == .echo)
    #expect(!field.isOwed(to: "crm"))
  }

  @Test("what one field proves counts for all fields of the document")
  func proof() {
    var fields: [FieldName: FieldState] = [:]
    var scene = MergeScene(me: "crm", you: "erp", belongs: .toBoth(.ownerWins, last: .me))
    for (name, value) in [("City", "Bonn"), ("Note", "n")] {
      var field = FieldState()
      for step: MergeStep in [.says(.you, "a"), .says(.me, "a"), .says(.me, value), .sent] {
        _ = scene.play(step, &field)
      }
      fields[FieldName(name)] = field
    }
    // The ERP shows the city and, of the note, that a user changed what had come: no conflict.
    let record = [FieldName("City"): "Bonn", FieldName("Note"): "n and more"]
    let version = RecordVersion(sequence: 100, changed: Timestamp(milliseconds: 0))
    #expect(Merge.importProved(by: record, of: "erp", version, in: fields) == 4)
    let older = RecordVersion(sequence: 1, changed: Timestamp(milliseconds: 0))
    #expect(Merge.importProved(by: record, of: "erp", older, in: fields) == nil)
    var note = fields[FieldName("Note")] ?? FieldState()
    let word = Merge.Word(
      "n and more", by: "erp", version, source: RecordReference(InterchangeID("F"), 1), importProved: 8)
    #expect(Merge.take(word, into: &note, by: scene.terms, at: Timestamp(milliseconds: 0)) == .applied)
  }
}

/// The systems and the clock of one row.
struct MergeScene {
  let me: String
  let you: String
  let belongs: MergeRow.Belongs
  private var number: Int64 = 0
  private var last: [MergeStep.Who: Merge.Word] = [:]

  init(me: String, you: String, belongs: MergeRow.Belongs) {
    self.me = me
    self.you = you
    self.belongs = belongs
  }

  private func name(_ who: MergeStep.Who) -> String { who == .me ? me : you }

  var terms: FieldTerms {
    switch belongs {
    case .to(let owner, let conflict):
      FieldTerms(owner: .system(name(owner)), conflict: conflict, lastWord: name(owner), rule: "owned")
    case .toBoth(let conflict, let last):
      FieldTerms(owner: .shared, conflict: conflict, lastWord: name(last), rule: "shared")
    }
  }

  mutating func play(_ step: MergeStep, _ field: inout FieldState) -> FieldResult? {
    number += 1
    let now = Timestamp(milliseconds: number)
    switch step {
    case .says(let who, let value, let time):
      return take(who, value, RecordVersion(sequence: number, changed: Timestamp(milliseconds: time ?? number)), &field)
    case .proposes(let who, let value):
      return take(who, value, RecordVersion(sequence: number, changed: now), &field, ownerKnows: false)
    case .saysLate(let who, let value):
      return take(who, value, RecordVersion(sequence: 0, changed: now), &field)
    case .repeats(let who):
      guard let word = last[who] else { return nil }
      return Merge.take(word, into: &field, by: terms, at: now)
    case .sent:
      for system in [me, you] where field.isOwed(to: system) { field.send(to: system, document: number) }
    case .sentAll:
      for system in [me, you] { field.send(to: system, document: number) }
    case .confirms(let who, let document): field.confirm(document: document ?? number, by: name(who))
    case .decided(let value): field.decide(value, by: "A. Clerk", at: now)
    }
    return nil
  }

  private mutating func take(
    _ who: MergeStep.Who, _ value: String, _ version: RecordVersion, _ field: inout FieldState, ownerKnows: Bool = true
  ) -> FieldResult {
    let word = Merge.Word(
      value, by: name(who), version, source: RecordReference(InterchangeID("F"), 1), ownerKnowsEntity: ownerKnows)
    last[who] = word
    return Merge.take(word, into: &field, by: terms, at: Timestamp(milliseconds: number))
  }

  func owed(_ field: FieldState, to system: String) -> String? {
    field.isOwed(to: system) ? field.target(of: system) : nil
  }

  func words(_ result: FieldResult) -> MergeRow.Result {
    switch result {
    case .applied: .applied
    case .unchanged: .unchanged
    case .echo: .echo
    case .late: .late
    case .keptOwnerValue: .keptOwnerValue
    case .conflict(winner: nil): .asked
    case .conflict(let winner): winner == me ? .iWin : .youWin
    }
  }
}
