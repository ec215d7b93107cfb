import Exchange
package import Operations

/// Who decided what, who came in and who looked: one trail, newest first.
package struct AuditTrailPage: PageContent {
  package var trail: TrailPage
  /// As the form has it.
  package var query: Fields
  /// Whether this is the newest page, and not one that was paged to.
  package var isNewest: Bool
  /// How many have come since the page was made.
  package var fresh = 0

  package init(_ trail: TrailPage, query: Fields, isNewest: Bool = true) {
    self.trail = trail
    self.query = query
    self.isNewest = isNewest
  }

  package var section: Section? { .audit }
  /// With the newest of what is shown, to count from.
  package var live: String? {
    isNewest ? Link("audit", query: filters.setting("top", to: trail.top.text)).text : nil
  }

  package func title(_ words: Words) -> String { words.audit }

  package func heading(_ words: Words) -> Markup {
    Markup(words.say("Who decided what", "Wer was entschieden hat"))
  }

  /// New entries are told of, and do not move what is being read.
  package func fragments(_ words: Words) -> [Fragment] { [Fragment("news", freshness(words))] }

  @MarkupBuilder package func main(_ words: Words) -> Markup {
    form(words)
    if isNewest { freshness(words) }
    if trail.entries.isEmpty {
      emptyState {
        p(
          isFiltered || trail.next != nil
            ? words.say("Nothing matches here.", "Hier passt nichts.")
            : words.say("Nobody has decided anything yet.", "Noch hat niemand etwas entschieden."))
      }
    } else {
      table(
        words.say("Append-only; newest first", "Nur ergänzt, nie geändert; Neueste zuerst"), columns(words),
        rows: trail.entries.map { row($0, words) })
    }
    pager(words.furtherPages) {
      if let next = trail.next {
        a(.href(Link("audit", query: filters.setting("before", to: next.text))), Attribute("rel", "next")) {
          trail.entries.isEmpty ? words.say("Look further back", "Weiter zurück suchen") : words.older
        }
        " "
      }
      a(.href(Link("audit.csv", query: filters))) { "CSV" }
      " "
      a(.href(Link("audit.json", query: filters))) { "JSON" }
    }
  }

  private var filters: Fields {
    Fields(query.pairs.filter { $0.name != "before" && $0.name != "top" && !$0.value.isEmpty })
  }

  private var isFiltered: Bool { !filters.pairs.isEmpty }

  private func freshness(_ words: Words) -> Markup {
    news(fresh, to: Link("audit", query: filters), words)
  }

  // MARK: - The filter

  private func form(_ words: Words) -> Markup {
    getForm(
      to: Link("audit"), .class("line"), .role("search"), .label(words.filter)
    ) {
      field(words.who, id: "w") {
        input(.id("w"), .name("who"), .value(query["who"] ?? ""), Attribute("size", "12"), .noAutocomplete)
      }
      choice(words.what, id: "a", name: "action", actions(words), chosen: query["action"])
      field(words.say("To what", "Woran"), id: "o") {
        input(.id("o"), .name("subject"), .value(query["subject"] ?? ""), Attribute("size", "16"), .noAutocomplete)
      }
      field(words.since, id: "s") { input(.type("date"), .id("s"), .name("since"), .value(query["since"] ?? "")) }
      field(words.say("until", "bis"), id: "un") {
        input(.type("date"), .id("un"), .name("until"), .value(query["until"] ?? ""))
      }
      submit(words.show)
    }
  }

  private func actions(_ words: Words) -> [(value: String, text: String)] {
    [
      ("", words.say("everything", "alles")), ("decisions", words.say("all decisions", "alle Entscheidungen")),
      ("access", words.say("all visits", "alle Zugriffe")),
    ] + Decision.Action.allCases.map { ($0.rawValue, words.deed($0)) }
      + AccessEntry.What.allCases.map { ($0.rawValue, words.deed($0)) }
  }

  // MARK: - The trail

  private func columns(_ words: Words) -> [Column] {
    [
      Column(words.say("When", "Wann"), isHeading: true), Column(words.who), Column(words.what),
      Column(words.say("To what", "Woran"), .long), Column(words.say("Before", "Vorher"), .long),
      Column(words.say("After", "Nachher"), .long), Column(words.reason, .long),
    ]
  }

  private func row(_ entry: TrailReport, _ words: Words) -> Row {
    Row("\(entry.kind == .decision ? "n" : "v")\(entry.number)") {
      words.instant(entry.at.timestamp)
      Markup(entry.who.isEmpty ? "–" : entry.who)
      deed(entry, words)
      subject(entry, words)
      entry.before.map { words.told($0, by: entry) } ?? Markup("–")
      after(entry, words)
      Markup(entry.reason ?? "–")
    }
  }

  @MarkupBuilder private func deed(_ entry: TrailReport, _ words: Words) -> Markup {
    words.deed(entry)
    if entry.outcome == RecordVerdict.rejected.rawValue {
      " "
      Status.bad(words.say("refused", "abgelehnt"))
    }
  }

  private func after(_ entry: TrailReport, _ words: Words) -> Markup {
    let from = entry.address.map { Markup(words.say("from \($0)", "von \($0)")) }
    let all = [entry.after.map { words.told($0, by: entry) }, from].compactMap(\.self)
    return all.isEmpty ? Markup("–") : Markup.joined(all, separator: Markup("; "))
  }

  /// What the subject names, as a link to it where there is a page of it.
  private func subject(_ entry: TrailReport, _ words: Words) -> Markup {
    guard let text = entry.subject else { return Markup("–") }
    guard let subject = AccessSubject(text: text) else {
      return Markup(text == Section.conflicts.rawValue ? words.conflicts : text)
    }
    let aspect = subject.aspect.map { ", " + words.aspect($0) } ?? ""
    return thing(subject, text, words) + Markup(aspect)
  }

  private func thing(_ subject: AccessSubject, _ text: String, _ words: Words) -> Markup {
    let name = subject.name
    switch subject.kind {
    case "interchange":
      return a(.href(.interchange(name))) {
        words.say("interchange ", "Datei ")
        code(name)
      }
    case "document":
      return Markup(words.say("document ", "Dokument ")) + code(name)
    case "job":
      return a(.href(Link("jobs", name))) {
        words.say("job ", "Sammelauftrag ")
        code(name)
      }
    case "flow": return a(.href(Link("flows", name))) { words.say("flow ", "Fluss ") + name }
    case "user": return Markup(words.say("user ", "Benutzer ") + name)
    case "hold", "held": return Markup(words.say("held record ", "zurückgestellter Datensatz ") + name)
    case "incident": return Markup(words.say("incident ", "Störung ") + name)
    default:
      guard Entity(rawValue: subject.kind) != nil else { return Markup(text) }
      return a(.href(.entity(subject.kind, name))) { words.object(subject.kind, name) }
    }
  }
}
