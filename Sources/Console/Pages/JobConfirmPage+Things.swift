import Exchange
import Operations

/// The table of what is meant.
extension JobConfirmPage {
  func caption(_ words: Words) -> String {
    selection.first.count < selection.count
      ? words.say(
        "The first \(selection.first.count) of \(words.number(selection.count))",
        "Die ersten \(selection.first.count) von \(words.number(selection.count))")
      : words.say("What is meant", "Was gemeint ist")
  }

  private var hasIssues: Bool { selection.first.contains { $0.issue != nil } }
  private var isOfConflicts: Bool { selection.action == .resolve }
  private var isSentAgain: Bool { selection.action == .resend }
  private var hasTimes: Bool { selection.first.contains { $0.since != nil } }

  func columns(_ words: Words) -> [Column] {
    [Column(words.what, .long, isHeading: true)]
      + (isOfConflicts
        ? [
          Column(words.say("The systems say", "Die Systeme sagen"), .long),
          Column(words.say("Then holds", "Dann gilt"), .long),
        ] : [Column(isSentAgain ? words.to : words.from)])
      + (hasTimes ? [Column(words.since)] : [])
      + (hasIssues ? [Column(words.say("Cause", "Ursache"), .long)] : [])
      + (trial != nil ? [Column(words.say("Would pass", "Käme durch"))] : [])
  }

  func row(_ thing: JobSelection.Thing, _ words: Words) -> Row {
    Row {
      words.thing(thing.name, thing.interchange)
      if isOfConflicts {
        said(in: thing, words)
        held(in: thing, words)
      } else {
        Markup(words.list(thing.systems))
      }
      if hasTimes { thing.since.map { words.moment($0) } ?? Markup("–") }
      if hasIssues {
        Markup(
          thing.issue.map {
            IssueWords($0, in: words.language, hidingValues: !viewer.seesPayloads).sentence
          } ?? "–")
      }
      if let trial { verdict(trial.first { $0.id == thing.interchange?.text }, words) }
    }
  }

  private func verdict(_ report: TrialReport?, _ words: Words) -> Markup {
    guard let report else { return Markup(words.say("not tried", "nicht versucht")) }
    if report.passes { return Status.well(words.say("yes", "ja")) }
    if report.trouble != nil { return Status.doubt(words.say("cannot be judged", "nicht zu beurteilen")) }
    return Status.bad(words.say("no", "nein"))
  }

  // MARK: - Conflicts

  private func said(in thing: JobSelection.Thing, _ words: Words) -> Markup {
    Markup.joined(
      thing.conflicts.map { conflict in
        named(conflict)
          + Markup.joined(
            conflict.values.sorted { $0.key < $1.key }.map { Markup("\($0.key): ") + words.value($0.value) },
            separator: br())
      }, separator: br())
  }

  private func held(in thing: JobSelection.Thing, _ words: Words) -> Markup {
    Markup.joined(
      thing.conflicts.map { conflict in
        (thing.conflicts.count == 1 ? .empty : named(conflict)) + b { words.value(value(of: conflict)) }
      },
      separator: br())
  }

  /// Which of several fields of one business object it is: `Phone[use=main]`.
  private func named(_ conflict: ConflictReport) -> Markup {
    conflict.field == decided ? .empty : code(conflict.field) + br()
  }

  private func value(of conflict: ConflictReport) -> String? {
    switch selection.answer {
    case .take(let system): conflict.values[system]
    case .later: conflict.later.flatMap { conflict.values[$0] }
    case .value(let value): value
    case nil: nil
    }
  }
}
