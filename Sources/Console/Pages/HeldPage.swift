import Exchange
package import Operations

/// Records that wait: for what, since when, until when, and what happens then.
package struct HeldPage: DeskPage {
  package var page: HoldPage
  package var filter: HoldFilter
  /// How many wait in all.
  package var total: Int
  package var viewer: Viewer
  package var link: String?
  package var outcome: DeskNote?

  package init(_ page: HoldPage, filter: HoldFilter = HoldFilter(), total: Int, viewer: Viewer) {
    self.page = page
    self.filter = filter
    self.total = total
    self.viewer = viewer
  }

  package var section: Section? { .held }
  package var live: String? { link }

  package func title(_ words: Words) -> String { words.say("Held records", "Zurückgestellte Datensätze") }

  package func fragments(_ words: Words) -> [Fragment] {
    [Fragment("say", total == 0 ? nothing(words) : sentence(words))]
      + page.holds.map { Fragment("h\($0.hold)", tableRow(row($0, words), columns(words))) }
  }

  @MarkupBuilder package func main(_ words: Words) -> Markup {
    outcome?.markup(words)
    if total == 0 {
      nothing(words)
    } else {
      sentence(words)
      filters(words)
      if page.holds.isEmpty {
        emptyState { p(words.say("None of them is of this kind.", "Keiner davon ist von dieser Art.")) }
      } else {
        list(words)
      }
    }
  }

  private func nothing(_ words: Words) -> Markup {
    emptyState(id: "say") {
      p { Status.well(words.say("Nothing waits.", "Nichts wartet.")) }
      p(
        words.say(
          "Records that cannot go yet, an order before its customer for example, will stand here with what they wait for.",
          "Datensätze, die noch nicht weiterkönnen, zum Beispiel ein Auftrag vor seinem Kunden, stehen hier mit dem, worauf sie warten."
        ))
    }
  }

  private func sentence(_ words: Words) -> Markup {
    say {
      words.say(
        total == 1
          ? "1 record waits. It goes on by itself when what it waits for comes."
          : "\(words.number(total)) records wait. Each goes on by itself when what it waits for comes.",
        total == 1
          ? "1 Datensatz wartet. Er geht von selbst weiter, sobald kommt, worauf er wartet."
          : "\(words.number(total)) Datensätze warten. Jeder geht von selbst weiter, sobald kommt, worauf er wartet.")
    }
  }

  private func filters(_ words: Words) -> Markup {
    let all = Chip(words.all, to: Link("held"), isOn: filter == HoldFilter())
    return chips(
      words.filters,
      [all]
        + Hold.Reason.allCases.map { reason in
          Chip(
            words.reason(reason), to: Link("held", query: Fields([("reason", reason.rawValue)])),
            isOn: filter.reason == reason)
        })
  }

  private var decides: Bool { viewer.role >= .operator }

  private func list(_ words: Words) -> Markup {
    guard decides else { return listing(words) + further(words) }
    return postForm(to: Link("jobs"), viewer) {
      listing(words)
      further(words)
      fieldset {
        legend(words.say("With those that are chosen", "Mit den ausgewählten"))
        div(.class("line")) {
          reasonField(words, isRequired: true)
          submit(words.say("Release as they are", "So freigeben, wie sie sind"), name: "verb", value: "release")
          submit(words.say("Discard", "Verwerfen"), name: "verb", value: "discard")
        }
        p(
          words.say(
            "Released records go whatever they wait for; the receiver may refuse them. Discarded ones are never sent, and their sender is told the reason.",
            "Freigegebene Datensätze gehen hinaus, worauf immer sie warten; der Empfänger kann sie ablehnen. Verworfene werden nie gesendet, und ihr Absender erfährt den Grund."
          ), .class("faint"))
      }
    }
  }

  private func listing(_ words: Words) -> Markup {
    table(
      words.say("Oldest first", "Älteste zuerst"), columns(words), id: "held", rows: page.holds.map { row($0, words) })
  }

  private func further(_ words: Words) -> Markup {
    guard let next = page.next else { return .empty }
    var query = Fields()
    if let reason = filter.reason { query = query.setting("reason", to: reason.rawValue) }
    if let entity = filter.entity { query = query.setting("entity", to: entity.rawValue) }
    return pager(words.furtherPages) {
      a(
        words.say("Those that came later", "Später gekommene"),
        .href(Link("held", query: query.setting("after", to: String(next)))))
    }
  }

  private func columns(_ words: Words) -> [Column] {
    (decides ? [Column(words.say("Choose", "Auswählen"), .tick)] : []) + [
      Column(words.what, .long, isHeading: true), Column(words.from),
      Column(words.say("Waits for", "Wartet auf")), Column(words.since),
      Column(words.say("Until, and then", "Bis wann, und dann")),
    ]
  }

  private func row(_ hold: HoldReport, _ words: Words) -> Row {
    Row("h\(hold.hold)") {
      if decides { tick(hold, words) }
      a(words.object(hold.entity, hold.key), .href(.entity(hold.entity, hold.key))) + br()
        + small { a(hold.file ?? hold.interchange, .href(.interchange(hold.interchange))) }
      Markup(hold.from)
      waits(hold, words)
      words.moment(hold.since)
      until(hold, words)
    }
  }

  private func tick(_ hold: HoldReport, _ words: Words) -> Markup {
    input(.type("checkbox"), .name("hold"), .value(String(hold.hold)), .id("b\(hold.hold)"))
      + label(.for("b\(hold.hold)")) { unseen(words.object(hold.entity, hold.key)) }
  }

  private func waits(_ hold: HoldReport, _ words: Words) -> Markup {
    let reason = Hold.Reason(rawValue: hold.reason)
    let word = Status.held(reason.map { words.reason($0) } ?? hold.reason) + Markup(" ") + words.awaited(hold)
    guard reason == .decision, decides else { return word }
    return word + Markup(" ")
      + a(words.say("Say who it is", "Sagen, wer es ist"), .href(Link("held", String(hold.hold))))
  }

  private func until(_ hold: HoldReport, _ words: Words) -> Markup {
    guard let deadline = hold.deadline else {
      return Markup(words.say("for as long as it takes", "so lange es dauert"))
    }
    return words.instant(deadline) + br() + small(words.afterwards(hold.afterwards))
  }
}
