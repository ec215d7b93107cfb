import Exchange
import Operations

/// The fields of a business object: what holds, and what each system was last known to have.
extension EntityPage {
  /// More than so many systems share one column.
  private static let mostColumns = 3

  func fieldTable(_ story: StoryReport, _ words: Words) -> Markup {
    let fields = all(of: story)
    let shown = shownFields(story)
    if fields.isEmpty { return .empty }
    return h2(words.say("What holds", "Was gilt"), .id("holds"))
      + table(
        words.say(
          "Fields, whose word each is, and what each system was last known to have: \(shown.count) of \(fields.count)",
          "Felder, wer bei jedem das letzte Wort hat, und was jedes System zuletzt hatte: \(shown.count) von \(fields.count)"
        ),
        columns(words), id: "fields", rows: shown.map { row($0, words) })
      + (shown.count < fields.count
        ? p {
          a(
            words.say("All \(fields.count) fields", "Alle \(fields.count) Felder"),
            .href(Link("entities", entity, key, query: Fields([("fields", "all")]))))
        } : .empty)
  }

  private func all(of story: StoryReport) -> [StoryFieldReport] {
    story.fields.filter { $0.field != FieldName.whole.text }
  }

  func shownFields(_ story: StoryReport) -> [StoryFieldReport] {
    showsAllFields ? all(of: story) : all(of: story).filter { isPlain($0) || isDisputed($0) }
  }

  /// A field that somebody filled, and that is not a part of a member such as a contact person: those are many.
  private func isPlain(_ field: StoryFieldReport) -> Bool { !field.field.contains("]/") && !isIdle(field) }

  /// Not every system says what holds.
  private func isDisputed(_ field: StoryFieldReport) -> Bool {
    field.conflict != nil || field.systems.values.contains { $0.said != nil && $0.said != field.value }
  }

  private var ownColumns: Bool { systems.count <= Self.mostColumns }

  private func columns(_ words: Words) -> [Column] {
    [
      Column(words.say("Field", "Feld"), isHeading: true), Column(words.say("What holds", "Was gilt"), .long),
    ] + (ownColumns ? systems.map { Column($0, .long) } : [Column(words.say("Systems", "Systeme"), .long)])
      + [Column(words.say("Owner and rule", "Letztes Wort und Regel"), .long)]
  }

  /// Nobody says anything of it.
  private func isIdle(_ field: StoryFieldReport) -> Bool {
    (field.value ?? "").isEmpty && field.conflict == nil && field.systems.values.allSatisfy { ($0.said ?? "").isEmpty }
  }

  func fieldRow(_ field: StoryFieldReport, _ words: Words) -> Markup { tableRow(row(field, words), columns(words)) }

  private func row(_ field: StoryFieldReport, _ words: Words) -> Row {
    Row(stableID("f", field.field)) {
      code(field.field)
      holds(field, words)
      if ownColumns {
        systems.map { side(field.systems[$0], of: field, words) }
      } else {
        Markup.joined(
          systems.map { Markup("\($0): ") + side(field.systems[$0], of: field, words) }, separator: br())
      }
      rule(field, words)
    }
  }

  private func holds(_ field: StoryFieldReport, _ words: Words) -> Markup {
    guard field.conflict != nil else { return words.value(field.value) }
    return Status.doubt(words.say("to be decided", "zu entscheiden")) + Markup(" ")
      + a(
        viewer.decidesConflicts ? words.say("decide", "entscheiden") : words.say("look", "ansehen"),
        .href(Link("conflicts", query: Fields([("entity", entity), ("key", key)]))))
  }

  private func side(_ side: StoryFieldReport.Side?, of field: StoryFieldReport, _ words: Words) -> Markup {
    guard let said = side?.said else {
      return span(words.say("has said nothing", "hat nichts gesagt"), .class("faint"))
    }
    let isSame = field.conflict == nil && said == (field.value ?? "") && said != ShownValues.hidden
    let value = isSame ? span(words.say("the same", "dasselbe"), .class("faint")) : words.value(said)
    guard let changed = side?.changed else { return value }
    return value + br() + small { words.instant(changed) }
  }

  private func rule(_ field: StoryFieldReport, _ words: Words) -> Markup {
    let waitsFor = field.systems.filter { $0.value.said != nil && $0.value.said != field.value }
    let sent = waitsFor.filter { $0.value.has == field.value }.map(\.key).sorted()
    var lines = [words.rule(field.rule)]
    if field.conflict == nil, viewer.seesPayloads, !sent.isEmpty {
      let systems = words.list(sent)
      lines.append(small(words.say("\(systems) was sent what holds", "\(systems) wurde gesendet, was gilt")))
    }
    return Markup.joined(lines, separator: br())
  }
}
