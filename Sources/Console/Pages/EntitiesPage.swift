import Exchange
package import Operations

/// Looks for a business object by any key that any system gave it.
package struct EntitiesPage: PageContent {
  /// What was asked for; nil where nothing was.
  package var key: String?
  package var entity: String?
  package var found: [KnownEntity]
  /// Records that wait for something with that key.
  package var awaited: [HoldReport]
  /// Keys that begin like the one that leads nowhere.
  package var similar: [NamedKey] = []

  package init(key: String? = nil, entity: String? = nil, found: [KnownEntity] = [], awaited: [HoldReport] = []) {
    self.key = key
    self.entity = entity
    self.found = found
    self.awaited = awaited
  }

  package var section: Section? { .interchanges }
  package var live: String? { nil }

  package func title(_ words: Words) -> String {
    words.say("Customers, orders and the like", "Kunden, Aufträge und anderes")
  }

  @MarkupBuilder package func main(_ words: Words) -> Markup {
    say {
      words.say(
        "Look one up by a key that any system gave it, also a former one: its whole story stands there.",
        "Nach einem Schlüssel suchen, den irgendein System vergeben hat, auch einem früheren: dort steht die ganze Geschichte."
      )
    }
    getForm(to: Link("entities"), .role("search")) {
      div(.class("line")) {
        choice(
          words.what, id: "entity", name: "entity",
          [("", words.all)] + Self.kinds.map { ($0.rawValue, words.kind($0.rawValue)) }, chosen: entity ?? "")
        field(words.say("Key", "Schlüssel"), id: "key", isWide: true) {
          input(
            .type("search"), .id("key"), .name("key"), .value(key ?? ""), .required, .noAutocomplete,
            Attribute("maxlength", "200"))
        }
        submit(words.search, .main)
      }
    }
    if let key { answer(key, words) }
  }

  static let kinds = Entity.allCases.filter { $0 != .confirmation && $0 != .decision }

  @MarkupBuilder private func answer(_ key: String, _ words: Words) -> Markup {
    if found.isEmpty {
      emptyState {
        p(
          words.say(
            "No system calls anything \(words.quoted(key)). Leading zeros count.",
            "Kein System nennt etwas \(words.quoted(key)). Führende Nullen zählen."))
        if !awaited.isEmpty {
          p {
            words.say("But this waits for it: ", "Aber darauf wartet: ")
            Markup.joined(
              awaited.prefix(5).map { a(words.object($0.entity, $0.key), .href(.entity($0.entity, $0.key))) },
              separator: Markup(", "))
          }
        }
        if !similar.isEmpty {
          p {
            words.say("These begin so: ", "So beginnen: ")
            Markup.joined(
              similar.map { a(words.object($0.entity, $0.key), .href(.entity($0.entity, $0.key))) },
              separator: Markup(", "))
          }
        }
        p {
          a(
            words.say("Search the files for it", "In den Dateien danach suchen"),
            .href(Link("interchanges", query: Fields([("q", key)]))))
        }
      }
    } else {
      table(
        words.say("What is called so", "Was so heißt"),
        [
          Column(words.what, isHeading: true), Column(words.say("Keys", "Schlüssel"), .long),
          Column(words.say("Stage", "Stufe")),
        ],
        rows: found.map { one in
          Row {
            a(words.object(one.entity, key), .href(.entity(one.entity, key)))
            one.keys.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            one.number == nil
              ? Status.held(words.say("held", "zurückgestellt")) : Markup(one.stage.map(words.stage) ?? "")
          }
        })
    }
  }
}
