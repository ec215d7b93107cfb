import Exchange
import Operations

/// The table of conflicts: a row for each field.
extension ConflictsPage {
  func listing(_ words: Words) -> Markup {
    table(
      words.say("Fields that both sides changed", "Felder, die beide Seiten geändert haben"), columns(words),
      id: "conflicts", rows: items.map { row($0, words) })
  }

  func columns(_ words: Words) -> [Column] {
    [
      Column(words.say("Field", "Feld"), isHeading: true), Column(words.say("Before", "Vorher"), .long),
      Column(words.say("The systems say", "Die Systeme sagen"), .long),
    ] + (decides ? [Column(words.say("Another value", "Anderer Wert"))] : [])
      + [Column(words.say("Owner and rule", "Letztes Wort und Regel"), .long), Column(words.since)]
  }

  func row(_ item: Item, _ words: Words) -> Row {
    let conflict = item.conflict
    return Row(item.id) {
      what(item, words)
      words.value(conflict.base)
      Markup.joined(conflict.sides.sorted { $0.key < $1.key }.map { side($0.key, $0.value, item, words) })
      if decides { other(item, words) }
      rule(conflict, words)
      words.moment(conflict.since)
    }
  }

  private func what(_ item: Item, _ words: Words) -> Markup {
    let conflict = item.conflict
    let name =
      a(words.object(conflict.entity, conflict.key), .href(.entity(conflict.entity, conflict.key))) + br()
      + code(conflict.field)
    let changed =
      item.hasChanged ? br() + Status.warned(words.say("changed meanwhile", "inzwischen geändert")) : Markup.empty
    guard decides else { return name + changed }
    return name + changed
      + hiddenFields(
        Fields([
          ("conflict", item.id), ("\(item.id).of", String(conflict.number)), ("\(item.id).field", conflict.field),
          ("\(item.id).seen", item.seen),
        ]))
  }

  private func side(_ system: String, _ side: ConflictReport.Side, _ item: Item, _ words: Words) -> Markup {
    let value = b { words.value(side.value) }
    let shown =
      decides
      ? pick(item, "take:\(system)", system) {
        Markup("\(system): ") + value
      } : span(.class("pick")) { Markup("\(system): ") + value }
    return div { shown + br() + small { told(side, words) } }
  }

  private func told(_ side: ConflictReport.Side, _ words: Words) -> Markup {
    var lines: [Markup] = []
    if let changed = side.changed { lines.append(Markup(words.say("changed ", "geändert ")) + words.instant(changed)) }
    if let interchange = side.interchange {
      lines.append(a(side.file ?? interchange, .href(.interchange(interchange))))
    }
    return Markup.joined(lines, separator: br())
  }

  /// A button to choose one value; its name for those who listen holds the field too.
  private func pick(_ item: Item, _ value: String, _ name: String, @MarkupBuilder _ shown: () -> Markup) -> Markup {
    let id = "\(item.id)-\(stableID("", value))"
    return span(.class("pick")) {
      label(.for(id)) {
        input(
          .type("radio"), .id(id), .name(item.id), .value(value),
          (item.chosen ?? "later") == value ? .checked : nil)
        " "
        unseen("\(item.conflict.field): ")
        shown()
      }
    }
  }

  private func other(_ item: Item, _ words: Words) -> Markup {
    pick(item, "later", "later") { words.say("not now", "nicht jetzt") }
      + pick(item, "value", "value") { words.say("other:", "anderer:") }
      + Markup.element("label", [.class("hidden"), .for("\(item.id)-v")]) {
        words.say("Another value of \(item.conflict.field)", "Anderer Wert von \(item.conflict.field)")
      }
      + input(
        .id("\(item.id)-v"), .name("\(item.id).value"), .value(item.written), .noAutocomplete, Attribute("size", "14"),
        Attribute("maxlength", "4000"))
  }

  private func rule(_ conflict: ConflictReport, _ words: Words) -> Markup {
    var text = words.rule(conflict.rule)
    if let proposal = conflict.proposal {
      text =
        text + br() + small(words.say("proposed: ", "Vorschlag: ") + proposal.system + ", " + cause(proposal, words))
    }
    return text
  }

  private func cause(_ proposal: ConflictReport.Proposal, _ words: Words) -> String {
    switch proposal.because {
    case .owner: words.say("whose field it is", "dem das Feld gehört")
    case .later: words.say("the later one", "der spätere Wert")
    case .lastWord: words.say("which has the last word", "das im Zweifel gilt")
    }
  }
}
