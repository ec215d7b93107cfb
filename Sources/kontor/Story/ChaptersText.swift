import DropFolder
import Exchange
import Operations

/// What happened to a business object, one paragraph for each record that brought something about.
struct ChaptersText {
  let story: EntityStory
  let configuration: Configuration
  let width: Int
  let output: Output

  func print() {
    for chapter in story.chapters {
      output.line()
      let time = Phrase.moment(chapter.at)
      output.line("\(output.styled(time, .strong))  \(output.styled(chapter.source.words, .note))")
      for event in chapter.events { tell(event) }
      for answer in chapter.answers { tell(answer) }
    }
  }

  private func tell(_ event: EntityStory.Event) {
    if event.event.what == .sent, let document = event.document {
      var words = "→ \(place(of: document)): \(Self.words(of: document))"
      switch document.delivery {
      case .imported: words += output.styled("; imported", .good)
      case .refused: words += output.styled("; refused", .bad)
      case .sent, nil: break
      }
      return output.line("  " + words)
    }
    var sentence = event.sentence
    if event.event.what == .confirmed, let document = event.document {
      sentence = "\(event.event.subject ?? "") has it: \(place(of: document))"
    }
    for (index, line) in Wrapped.lines(Printable.line(sentence), width: width - 4).enumerated() {
      output.line(
        (index == 0 ? "  " : "    ") + (Self.style(of: event.event.what).map { output.styled(line, $0) } ?? line))
    }
    tell(event.changes.filter { !Self.saysNothing($0) })
  }

  /// Changes that one rule made stand together below it; a single one has its rule behind it.
  private func tell(_ changes: [EntityStory.Change]) {
    var rules: [String] = []
    for change in changes {
      let rule = Phrase.withoutSubject(change.outcome.rule)
      if !rules.contains(rule) { rules.append(rule) }
    }
    for rule in rules {
      let those = changes.filter { Phrase.withoutSubject($0.outcome.rule) == rule }
      if those.count == 1 {
        wrap("\(Self.words(of: those[0])) (\(rule))", indent: 4)
      } else {
        output.line("    " + output.styled(Printable.line(rule), .faint))
        for change in those { wrap(Self.words(of: change), indent: 6) }
      }
    }
  }

  /// That a new member is not the preferred one.
  private static func saysNothing(_ change: EntityStory.Change) -> Bool {
    change.outcome.outcome == .applied && change.before == nil && change.outcome.value?.isEmpty ?? true
  }

  private static func words(of change: EntityStory.Change) -> String {
    let outcome = change.outcome
    let value = FieldValue.words(outcome.value)
    let field = outcome.field == .whole ? "content" : outcome.field.text
    switch outcome.outcome {
    case .applied:
      let before = change.before.flatMap { $0 == outcome.value ? nil : "\(FieldValue.words($0)) → " } ?? ""
      return "\(field): \(before)\(value)"
    case .keptOwnerValue where outcome.field == .whole:
      return "content: stays as \(outcome.winner ?? "it is")'s, whatever was told here"
    case .keptOwnerValue: return "\(field): stays \(value), not \(FieldValue.words(outcome.said))"
    case .conflict:
      let end = outcome.winner.map { "\($0)'s holds, \(value)" } ?? "a person has to decide"
      return "\(field): both sides changed it, here to \(FieldValue.words(outcome.said)); \(end)"
    case .unchanged: return "\(field): unchanged"
    }
  }

  private func wrap(_ text: String, indent: Int) {
    for (index, line) in Wrapped.lines(Printable.line(text), width: width - indent - 2).enumerated() {
      output.line(String(repeating: " ", count: index == 0 ? indent : indent + 2) + line)
    }
  }

  private func tell(_ answer: EntityStory.Paper) {
    output.line("  ← \(place(of: answer)): \(Self.words(of: answer))")
  }

  private func place(of paper: EntityStory.Paper) -> String {
    let document = paper.document
    let system = configuration.system(named: document.system)
    let folder = document.kind == .import ? system?.outbox : system?.acknowledge.to ?? system?.outbox
    return Printable.line(folder?.written ?? document.system) + "/" + document.name.display
  }

  private static func words(of paper: EntityStory.Paper) -> String {
    switch paper.whereabouts {
    case .prepared: "prepared, not published yet"
    case .waiting: "waits for the flow \(paper.document.flow ?? "")"
    case .superseded: "not sent: something newer took its place"
    case .inDoubt: "in doubt; kontor resolve \(paper.document.id)"
    case .inOutbox: "published, not taken yet"
    case .taken: "published, taken" + (paper.moments.takenAt.map { " by \(Phrase.moment($0))" } ?? "")
    }
  }

  private static func style(of what: EntityEvent.What) -> Style? {
    switch what {
    case .refused, .expired, .discarded: .bad
    case .held: .warning
    case .confirmed: .good
    default: nil
    }
  }
}
