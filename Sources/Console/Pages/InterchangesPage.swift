package import Exchange
package import Operations

/// The list of files that came, newest first, with what they can be found by.
package struct InterchangesPage: PageContent {
  /// What can be chosen from in the form.
  package struct Choices: Sendable {
    package var senders: [String]
    package var entities: [String]

    package init(senders: [String], entities: [String]) {
      self.senders = senders
      self.entities = entities
    }

    package init(_ configuration: Configuration) {
      senders = configuration.systems.map(\.name)
      entities = Entity.allCases.map(\.rawValue)
    }
  }

  /// Nil where the query could not be understood.
  let list: InterchangeList?
  let mistake: FilterMistake?
  /// As it was asked.
  let query: Fields
  let choices: Choices
  /// How many came since the page was made that is looked at.
  let newer: Capped
  /// Business objects whose key is what is looked for.
  package var named: [NamedKey] = []

  package init(_ list: InterchangeList, query: Fields, choices: Choices, newer: Capped = Capped(0)) {
    self.list = list
    mistake = nil
    self.query = query
    self.choices = choices
    self.newer = newer
  }

  package init(_ mistake: FilterMistake, query: Fields, choices: Choices) {
    list = nil
    self.mistake = mistake
    self.query = query
    self.choices = choices
    newer = Capped(0)
  }

  package var section: Section? { .interchanges }

  /// With where the list stood when it was shown: what came after that is new to who looks at it.
  package var live: String? {
    guard let list else { return nil }
    return Link("interchanges", query: query.setting("seen", to: list.top.text)).text
  }

  package func title(_ words: Words) -> String { words.interchanges }

  package func main(_ words: Words) -> Markup {
    form(words)
    filters(words)
    if let mistake { self.mistake(mistake, words) }
    objects(words)
    if let list {
      latest(words)
      if list.entries.isEmpty {
        nothing(list, words)
      } else {
        entries(list, words)
      }
      pages(list, words)
    }
  }

  package func fragments(_ words: Words) -> [Fragment] {
    [Fragment("news", latest(words))]
      + (list?.entries ?? []).map { Fragment("i-\($0.interchange.id.text)", tableRow(row($0, words), columns(words))) }
  }

  /// What the list is about, without from where it is shown.
  private var filter: Fields {
    Fields(query.pairs.filter { InterchangeQuery.fields.contains($0.name) && !$0.value.isEmpty })
  }

  private func latest(_ words: Words) -> Markup {
    news(newer.count, to: Link("interchanges", query: filter), words)
  }

  // MARK: - What it is found by

  private func form(_ words: Words) -> Markup {
    let kept = Fields(filter.pairs.filter { ["verdict", "state", "rejection", "code"].contains($0.name) })
    return getForm(to: Section.interchanges.link, hidden: kept, .class("line"), .role("search"), .label(words.filter)) {
      field(words.search, id: "fq", isWide: true) {
        input(
          .type("search"), .id("fq"), .name("q"), .value(query["q"] ?? ""), .noAutocomplete, .described(by: "fq-h"))
      }
      choice(
        words.from, id: "fs", name: "sender",
        [("", words.say("all systems", "alle Systeme"))] + choices.senders.map { ($0, $0) }, chosen: query["sender"])
      choice(
        words.say("Kind", "Art"), id: "fe", name: "entity",
        [("", words.say("all", "alle"))] + choices.entities.map { ($0, words.kind($0)) }, chosen: query["entity"])
      field(words.since, id: "fa") { input(.type("date"), .id("fa"), .name("since"), .value(query["since"] ?? "")) }
      field(words.say("until", "bis"), id: "fb") {
        input(.type("date"), .id("fb"), .name("until"), .value(query["until"] ?? ""))
      }
      submit(words.show)
    }
      + p(.class("faint"), .id("fq-h")) {
        words.say(
          "File name, id, control number, business key, or the beginning of a SHA-256.",
          "Dateiname, Nummer bei Kontor, Kontrollnummer, Schlüssel oder Anfang eines SHA-256.")
        " "
        a(.href(Link("entities"))) {
          words.say("Look up a customer, an order and the like", "Einen Kunden, Auftrag oder anderes nachschlagen")
        }
      }
  }

  /// The words are a key: what it names has a page of its own.
  @MarkupBuilder private func objects(_ words: Words) -> Markup {
    if !named.isEmpty {
      note(.plain) {
        for one in named {
          p {
            a(.href(.entity(one.entity, one.key))) {
              words.say(
                "\(words.object(one.entity, one.key)): the whole story",
                "\(words.object(one.entity, one.key)): ganze Geschichte")
            }
          }
        }
      }
    }
  }

  private func filters(_ words: Words) -> Markup {
    let verdict = query.filled("verdict")
    let verdicts = [
      InterchangeVerdict.rejected, .partiallyAccepted, .held, .acceptedWithWarnings, .accepted, .duplicate,
    ]
    var all = [Chip(words.all, to: Section.interchanges.link, isOn: filter.pairs.isEmpty)]
    all += verdicts.map { one in
      Chip(words.word(one), to: address(setting: "verdict", to: one.rawValue), isOn: verdict == one.rawValue)
    }
    all.append(
      Chip(
        words.say("still to be put right", "noch zu berichtigen"),
        to: address(setting: "rejection", to: Rejection.State.open.rawValue),
        isOn: query["rejection"] == Rejection.State.open.rawValue))
    if let code = query.filled("code") { all.append(Chip(code, to: address(setting: "code", to: nil), isOn: true)) }
    return chips(words.filters, all)
  }

  private func address(setting name: String, to value: String?) -> Link {
    Link("interchanges", query: filter.setting(name, to: query[name] == value ? nil : value))
  }

  private func mistake(_ mistake: FilterMistake, _ words: Words) -> Markup {
    note(.bad, role: "alert") {
      p {
        words.say(
          "\(words.quoted(mistake.value)) is nothing that \(mistake.field) can be.",
          "\(words.quoted(mistake.value)) ist kein möglicher Wert für \(mistake.field).")
      }
      p { a(.href(Section.interchanges.link)) { words.say("Show all", "Alle anzeigen") } }
    }
  }

  // MARK: - The list

  private func columns(_ words: Words) -> [Column] {
    [
      Column(words.state), Column(words.file, .long, isHeading: true), Column(words.from),
      Column(words.say("Number", "Nummer"), .number), Column(words.records), Column(words.received),
      Column(words.attempt),
    ]
  }

  private func entries(_ list: InterchangeList, _ words: Words) -> Markup {
    table(
      words.say(
        "Newest first; \(words.number(list.entries.count)) on this page",
        "Neueste zuerst; \(words.number(list.entries.count)) auf dieser Seite"),
      columns(words), rows: list.entries.map { row($0, words) })
  }

  private func row(_ entry: InterchangeList.Entry, _ words: Words) -> Row {
    let interchange = entry.interchange
    return Row("i-\(interchange.id.text)") {
      words.status(interchange)
      a(.href(.interchange(interchange.id.text))) { entry.file }
      interchange.sender
      interchange.envelope.controlNumber ?? "–"
      words.counts(interchange.totals)
      words.moment(interchange.receivedAt)
      entry.attempt
    }
  }

  private func nothing(_ list: InterchangeList, _ words: Words) -> Markup {
    emptyState {
      if filter.pairs.isEmpty {
        p(words.say("No file has come yet.", "Es ist noch keine Datei gekommen."))
        p { a(.href(Section.flows.link)) { words.say("Which files go where", "Welche Dateien wohin gehen") } }
      } else {
        p {
          if list.isPartial {
            words.say(
              "Nothing among the newest. Older files were not looked at: ",
              "Unter den neuesten ist nichts. Ältere wurden nicht durchsucht: ")
            words.say("go on below.", "unten geht es weiter.")
          } else if let text = query.filled("q") {
            words.say("No file has ", "Keine Datei hat ")
            b(text)
            words.say(
              " in its name, id, control number or business key.",
              " in Name, Nummer, Kontrollnummer oder Schlüssel.")
          } else {
            words.say("No file is like that.", "Keine Datei ist von dieser Art.")
          }
        }
        p { a(.href(Section.interchanges.link)) { words.say("Show all", "Alle anzeigen") } }
      }
    }
  }

  private func pages(_ list: InterchangeList, _ words: Words) -> Markup {
    pager(words.furtherPages) {
      if let older = list.older {
        a(.href(Link("interchanges", query: filter.setting("before", to: older.text))), Attribute("rel", "next")) {
          words.older
        }
      }
      if let newer = list.newer {
        a(.href(Link("interchanges", query: filter.setting("after", to: newer.text))), Attribute("rel", "prev")) {
          words.say("Newer", "Neuere")
        }
        a(.href(Link("interchanges", query: filter))) { words.newest }
      }
      a(.href(Link("interchanges.csv", query: filter))) { "CSV" }
      a(.href(Link("api", "v1", "interchanges", query: filter))) { "JSON" }
    }
  }
}
