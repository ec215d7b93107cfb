import Exchange
import Testing

enum MergeStep {
  enum Who { case me, you }

  case says(Who, String, at: Int64? = nil)
  /// Before the owner knows the entity.
  case proposes(Who, String)
  /// In a record that is older than all others.
  case saysLate(Who, String)
  /// The last record comes once more.
  case repeats(Who)
  /// All that is owed goes out.
  case sent
  /// The field goes out to both, owed or not, in full documents.
  case sentAll
  /// The document that was sent in this step, counted from 1; nil means the last one.
  case confirms(Who, document: Int64? = nil)
  case decided(String)
}

struct MergeRow: CustomTestStringConvertible {
  enum Belongs {
    case to(MergeStep.Who, FieldRule.Conflict = .ownerWins)
    case toBoth(FieldRule.Conflict, last: MergeStep.Who = .you)
  }

  enum Result { case applied, unchanged, echo, late, keptOwnerValue, asked, iWin, youWin }

  let testDescription: String
  let belongs: Belongs
  let given: [MergeStep]
  let when: MergeStep
  let becomes: Result?
  let holds: String?
  let owedToMe: String?
  let owedToYou: String?

  init(
    _ description: String, _ belongs: Belongs, given: [MergeStep], when: MergeStep, _ becomes: Result?, holds: String?,
    owedToMe: String? = nil, owedToYou: String? = nil
  ) {
    testDescription = description
    self.belongs = belongs
    self.given = given
    self.when = when
    self.becomes = becomes
    self.holds = holds
    self.owedToMe = owedToMe
    self.owedToYou = owedToYou
  }

  /// Both said `a`.
  private static let atOne: [MergeStep] = [.says(.you, "a"), .says(.me, "a")]
  /// And the other side changed it to `b`, which is on its way to me.
  private static let youChanged = atOne + [.says(.you, "b"), .sent]

  static let all = owned + unchanged + shared + conflicts + asking + decisions

  private static let owned: [MergeRow] = [
    .init("a new field of mine", .to(.me), given: [], when: .says(.me, "a"), .applied, holds: "a", owedToYou: "a"),
    .init(
      "there is nothing, and nobody has to be told so", .to(.me), given: [], when: .says(.me, ""), .applied, holds: ""),
    .init("mine, changed", .to(.me), given: atOne, when: .says(.me, "b"), .applied, holds: "b", owedToYou: "b"),
    .init("mine, emptied", .to(.me), given: atOne, when: .says(.me, ""), .applied, holds: "", owedToYou: ""),
    .init(
      "mine, changed by both", .to(.me), given: atOne + [.says(.you, "b"), .sent], when: .says(.me, "c"), .applied,
      holds: "c", owedToYou: "c"),
    .init(
      "mine, changed by both to the same", .to(.me), given: atOne + [.says(.you, "b"), .sent], when: .says(.me, "b"),
      .applied, holds: "b", owedToYou: "b"),
    .init(
      "yours, changed by me", .to(.you), given: atOne, when: .says(.me, "b"), .keptOwnerValue, holds: "a", owedToMe: "a"
    ),
    .init(
      "yours, emptied by me", .to(.you), given: atOne, when: .says(.me, ""), .keptOwnerValue, holds: "a", owedToMe: "a"),
    .init(
      "yours, changed by both", .to(.you), given: youChanged, when: .says(.me, "c"), .keptOwnerValue, holds: "b",
      owedToMe: "b"),
    .init("yours, changed by both to the same", .to(.you), given: youChanged, when: .says(.me, "b"), .echo, holds: "b"),
    .init(
      "yours and empty: it stays so", .to(.you), given: [.says(.you, ""), .says(.me, "")], when: .says(.me, "b"),
      .keptOwnerValue, holds: "", owedToMe: ""),
    .init(
      "yours and empty, to be filled", .to(.you, .fillIfEmpty), given: [.says(.you, ""), .says(.me, "")],
      when: .says(.me, "b"), .applied, holds: "b", owedToYou: "b"),
    .init(
      "yours, filled already", .to(.you, .fillIfEmpty), given: atOne, when: .says(.me, "b"), .keptOwnerValue,
      holds: "a",
      owedToMe: "a"),
    .init(
      "yours, proposed before you know the entity", .to(.you), given: [], when: .proposes(.me, "a"), .applied,
      holds: "a",
      owedToYou: "a"),
    .init(
      "yours, not told though you know the entity", .to(.you), given: [], when: .says(.me, "a"), .keptOwnerValue,
      holds: nil),
    .init(
      "you correct my proposal", .to(.me), given: [.proposes(.you, "a"), .sent], when: .says(.me, "b"), .applied,
      holds: "b", owedToYou: "b"),
    .init(
      "a proposal of which the owner has not heard, corrected", .to(.you), given: [.proposes(.me, "a")],
      when: .proposes(.me, "b"), .applied, holds: "b", owedToYou: "b"),
    .init(
      "a second proposal does not replace one that was sent", .to(.you), given: [.proposes(.me, "a"), .sent],
      when: .proposes(.me, "b"), .keptOwnerValue, holds: "a", owedToMe: "a"),
  ]

  private static let unchanged: [MergeRow] = [
    .init("said again", .to(.me), given: atOne, when: .says(.me, "a"), .unchanged, holds: "a"),
    .init("repeated", .to(.you), given: atOne + [.says(.me, "b"), .sent], when: .repeats(.me), .unchanged, holds: "a"),
    .init(
      "repeated after the other side changed it", .toBoth(.ask), given: youChanged, when: .repeats(.me), .unchanged,
      holds: "b"),
    .init("an echo", .toBoth(.ask), given: youChanged, when: .says(.me, "b"), .echo, holds: "b"),
    .init(
      "an echo to the owner", .to(.me), given: [.proposes(.you, "a"), .sent], when: .says(.me, "a"), .echo, holds: "a"),
    .init(
      "an echo of the first of two documents: told again", .toBoth(.newest),
      given: youChanged + [.says(.you, "c"), .sent],
      when: .says(.me, "b"), .echo, holds: "c", owedToMe: "c"),
    .init(
      "the import overwrote what I had said meanwhile: told again", .toBoth(.newest),
      given: youChanged + [.says(.me, "c")],
      when: .says(.me, "b"), .echo, holds: "c", owedToMe: "c", owedToYou: "c"),
    .init(
      "a full document overwrote its owner's newer value: told again", .to(.me),
      given: atOne + [.sentAll, .says(.me, "b"), .sent], when: .says(.me, "a"), .echo, holds: "b", owedToMe: "b"),
    .init(
      "set back after the document is known to be imported", .to(.me),
      given: atOne + [.sentAll, .confirms(.me), .says(.me, "b"), .sent], when: .says(.me, "a"), .applied, holds: "a",
      owedToYou: "a"),
    .init(
      "sent and not looked at, in a newer record: told once more", .to(.you), given: youChanged, when: .says(.me, "a"),
      .unchanged, holds: "b", owedToMe: "b"),
    .init(
      "and not a third time", .to(.you), given: youChanged + [.says(.me, "a"), .sent], when: .says(.me, "a"),
      .unchanged,
      holds: "b"),
    .init(
      "but a newer value is told once more again", .to(.you),
      given: youChanged + [.says(.me, "a"), .sent, .says(.you, "c"), .sent], when: .says(.me, "a"), .unchanged,
      holds: "c",
      owedToMe: "c"),
    .init(
      "confirmed, and then set back", .toBoth(.ask), given: atOne + [.says(.you, "b"), .sent, .confirms(.me)],
      when: .says(.me, "a"), .applied, holds: "a", owedToYou: "a"),
    .init(
      "confirmed after I said something else: told what holds", .toBoth(.newest),
      given: atOne + [.says(.you, "b"), .sent, .says(.me, "c")], when: .confirms(.me), nil, holds: "c", owedToMe: "c",
      owedToYou: "c"),
    .init("late", .to(.me), given: atOne + [.says(.me, "b"), .sent], when: .saysLate(.me, "c"), .late, holds: "b"),
    .init(
      "late, by whom it does not belong to", .to(.you), given: youChanged, when: .saysLate(.me, "c"), .late, holds: "b"),
    .init(
      "late, but the first that is heard of the field", .to(.me), given: [.says(.you, "")], when: .saysLate(.me, "a"),
      .applied, holds: "a", owedToYou: "a"),
  ]

  private static let shared: [MergeRow] = FieldRule.Conflict.allCases.flatMap { conflict -> [MergeRow] in
    let rule = conflict.rawValue
    return [
      .init(
        "shared, \(rule): new", .toBoth(conflict), given: [], when: .says(.me, "a"), .applied, holds: "a",
        owedToYou: "a"),
      .init(
        "shared, \(rule): only I changed it", .toBoth(conflict), given: atOne, when: .says(.me, "b"), .applied,
        holds: "b",
        owedToYou: "b"),
      .init(
        "shared, \(rule): only I emptied it", .toBoth(conflict), given: atOne, when: .says(.me, ""), .applied,
        holds: "",
        owedToYou: ""),
      .init(
        "shared, \(rule): changed after yours was shown", .toBoth(conflict), given: youChanged + [.says(.me, "b")],
        when: .says(.me, "c"), .applied, holds: "c", owedToYou: "c"),
      .init(
        "shared, \(rule): both changed it to the same", .toBoth(conflict), given: atOne + [.says(.you, "b")],
        when: .says(.me, "b"), .unchanged, holds: "b"),
      .init(
        "shared, \(rule): both emptied it", .toBoth(conflict), given: atOne + [.says(.you, "")], when: .says(.me, ""),
        .unchanged, holds: ""),
    ]
  }

  private static let conflicts: [MergeRow] = [
    .init(
      "owner-wins, and you are it", .toBoth(.ownerWins, last: .you), given: youChanged, when: .says(.me, "c"), .youWin,
      holds: "b", owedToMe: "b"),
    .init(
      "owner-wins, and I am it", .toBoth(.ownerWins, last: .me), given: youChanged, when: .says(.me, "c"), .iWin,
      holds: "c",
      owedToYou: "c"),
    .init(
      "newest: mine", .toBoth(.newest), given: atOne + [.says(.you, "b", at: 50), .sent], when: .says(.me, "c", at: 60),
      .iWin, holds: "c", owedToYou: "c"),
    .init(
      "newest: yours", .toBoth(.newest, last: .me), given: atOne + [.says(.you, "b", at: 60), .sent],
      when: .says(.me, "c", at: 50), .youWin, holds: "b", owedToMe: "b"),
    .init(
      "newest: a tie, and I have the last word", .toBoth(.newest, last: .me),
      given: atOne + [.says(.you, "b", at: 50), .sent], when: .says(.me, "c", at: 50), .iWin, holds: "c", owedToYou: "c"
    ),
    .init(
      "newest: a tie, and you have the last word", .toBoth(.newest, last: .you),
      given: atOne + [.says(.you, "b", at: 50), .sent], when: .says(.me, "c", at: 50), .youWin, holds: "b",
      owedToMe: "b"),
    .init(
      "fill-if-empty: filled", .toBoth(.fillIfEmpty), given: youChanged, when: .says(.me, "c"), .youWin, holds: "b",
      owedToMe: "b"),
    .init(
      "fill-if-empty: emptied by you", .toBoth(.fillIfEmpty), given: atOne + [.says(.you, ""), .sent],
      when: .says(.me, "c"), .iWin, holds: "c", owedToYou: "c"),
    .init(
      "longest: mine", .toBoth(.longest), given: youChanged, when: .says(.me, "cc"), .iWin, holds: "cc", owedToYou: "cc"
    ),
    .init(
      "longest: yours", .toBoth(.longest, last: .me), given: youChanged, when: .says(.me, ""), .youWin, holds: "b",
      owedToMe: "b"),
    .init(
      "longest: a tie, and I have the last word", .toBoth(.longest, last: .me), given: youChanged,
      when: .says(.me, "c"),
      .iWin, holds: "c", owedToYou: "c"),
    .init(
      "longest: a tie, and you have the last word", .toBoth(.longest, last: .you), given: youChanged,
      when: .says(.me, "c"),
      .youWin, holds: "b", owedToMe: "b"),
    .init(
      "different from the first: the last word", .toBoth(.ownerWins, last: .you), given: [.says(.you, "a")],
      when: .says(.me, "b"), .youWin, holds: "a", owedToMe: "a"),
  ]

  /// I say `c` while your `b` is on its way to me.
  private static let asked = youChanged + [.says(.me, "c")]

  private static let asking: [MergeRow] = [
    .init("a person is asked", .toBoth(.ask), given: youChanged, when: .says(.me, "c"), .asked, holds: "b"),
    .init("asked about an empty value", .toBoth(.ask), given: youChanged, when: .says(.me, ""), .asked, holds: "b"),
    .init(
      "nobody is asked about what only I changed, whatever of mine is still on its way back", .toBoth(.ask),
      given: atOne + [.sentAll, .says(.me, "b"), .sentAll, .confirms(.me, document: 3)], when: .says(.me, "c"),
      .applied, holds: "c", owedToYou: "c"),
    .init("asked, and I change mine again", .toBoth(.ask), given: asked, when: .says(.me, "d"), .asked, holds: "b"),
    .init("asked, and I say mine again", .toBoth(.ask), given: asked, when: .says(.me, "c"), .unchanged, holds: "b"),
    .init(
      "asked, and your value arrives over mine: I get mine back", .toBoth(.ask), given: asked, when: .says(.me, "b"),
      .echo,
      holds: "b", owedToMe: "c"),
    .init(
      "asked, and you come to mine by yourself", .toBoth(.ask), given: asked + [.says(.you, "d")],
      when: .says(.you, "c"),
      .applied, holds: "c"),
    .init(
      "asked, and I come to your new value by myself", .toBoth(.ask), given: asked + [.says(.you, "d")],
      when: .says(.me, "d"), .applied, holds: "d"),
  ]

  private static let decisions: [MergeRow] = [
    .init("decided for me", .toBoth(.ask), given: asked, when: .decided("c"), nil, holds: "c", owedToYou: "c"),
    .init("decided for you", .toBoth(.ask), given: asked, when: .decided("b"), nil, holds: "b", owedToMe: "b"),
    .init(
      "decided for neither", .toBoth(.ask), given: asked, when: .decided("e"), nil, holds: "e", owedToMe: "e",
      owedToYou: "e"),
    .init(
      "decided for nothing", .toBoth(.ask), given: asked, when: .decided(""), nil, holds: "", owedToMe: "",
      owedToYou: ""),
    .init(
      "decided, and shown", .toBoth(.ask), given: asked + [.decided("e"), .sent], when: .says(.me, "e"), .echo,
      holds: "e"),
    .init(
      "decided, and I changed it before I heard: asked again", .toBoth(.ask), given: asked + [.decided("e"), .sent],
      when: .says(.me, "d"), .asked, holds: "e"),
    .init(
      "asked again: you keep what was decided, whatever you said before", .toBoth(.ask),
      given: asked + [.decided("e"), .sent, .says(.me, "d")], when: .says(.you, "e"), .echo, holds: "e"),
    .init(
      "decided, and I changed it when I had seen it", .toBoth(.ask),
      given: asked + [.decided("e"), .sent, .says(.me, "e")], when: .says(.me, "f"), .applied, holds: "f",
      owedToYou: "f"),
  ]
}
