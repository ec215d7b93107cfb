import Exchange
package import Operations

/// Fields that both sides changed, and that a person has to decide.
package struct ConflictsPage: DeskPage {
  /// One of them, as it is shown.
  package struct Item: Sendable {
    /// With those values alone that the viewer may see.
    package var conflict: ConflictReport
    /// Over the values as they are; comes back with the answer, so that nobody decides what they have not seen.
    package var seen: String
    /// What the viewer chose before, where the page comes back.
    package var chosen: String?
    package var written = ""
    /// Its values are others than those that were shown before.
    package var hasChanged = false

    package init(_ conflict: ConflictReport, seen: String) {
      self.conflict = conflict
      self.seen = seen
    }

    /// Its name in forms, and its id.
    package var id: String { stableID("k", "\(conflict.number) \(conflict.field)") }
  }

  /// Why an answer was not taken.
  package enum Problem: Sendable {
    /// Values changed, or somebody else was first.
    case changed(gone: [String])
    case noReason
    case nothingChosen
    /// In a sentence.
    case unfit(String)
  }

  package var items: [Item]
  package var kinds: [ConflictKind: Int]
  package var isCountedWhole: Bool
  package var next: Int64?
  package var problem: Problem?
  package var reason = ""
  package var viewer: Viewer
  package var link: String?
  package var outcome: DeskNote?
  /// The business object that is asked for; nil for all.
  package var only: String?

  package init(_ items: [Item], kinds: [ConflictKind: Int] = [:], isCountedWhole: Bool = true, viewer: Viewer) {
    self.items = items
    self.kinds = kinds
    self.isCountedWhole = isCountedWhole
    self.viewer = viewer
  }

  package var section: Section? { .conflicts }
  package var live: String? { link }

  package func title(_ words: Words) -> String { words.conflicts }

  /// Deciding what one cannot see is no decision.
  var decides: Bool { viewer.decidesConflicts }

  package func trail(_ words: Words) -> [Step] { only == nil ? [] : [Section.conflicts.step(words)] }

  package var canRefresh: Bool { problem == nil }

  package func fragments(_ words: Words) -> [Fragment] {
    [Fragment("say", items.isEmpty ? nothing(words) : sentence(words))]
      + items.map { Fragment($0.id, tableRow(row($0, words), columns(words))) }
  }

  @MarkupBuilder package func main(_ words: Words) -> Markup {
    outcome?.markup(words)
    if let problem { problemNote(problem, words) }
    if items.isEmpty {
      nothing(words)
    } else {
      sentence(words)
      if decides {
        decisionForm(words)
        if problem == nil, only == nil { alike(words) }
      } else {
        listing(words)
        p(
          words.say(
            "To decide, somebody has to be allowed to operate and to see values.",
            "Entscheiden darf, wer bearbeiten und Werte sehen darf."), .class("faint"))
      }
      if let next {
        pager(words.furtherPages) {
          a(
            words.say("Further conflicts", "Weitere Widersprüche"),
            .href(Link("conflicts", query: Fields([("after", String(next))]))))
        }
      }
    }
  }

  private func nothing(_ words: Words) -> Markup {
    emptyState(id: "say") {
      p { Status.well(words.say("No conflict is open.", "Kein Widerspruch ist offen.")) }
      p(
        words.say(
          "Where both systems change a field before either has heard of the other, and the agreement says that a person decides, it will stand here.",
          "Wenn beide Systeme ein Feld ändern, bevor eines vom anderen weiß, und nach der Vereinbarung jemand entscheidet, steht es hier."
        ))
    }
  }

  private func sentence(_ words: Words) -> Markup {
    let objects = Set(items.map(\.conflict.number)).count
    let more = next == nil ? "" : words.say(" on this page", " auf dieser Seite")
    return say {
      words.say(
        "\(words.count(items.count, Words.field)) to decide\(more), of \(words.count(objects, Self.object)). Until then each system keeps its own value.",
        "\(words.count(items.count, Words.field)) zu entscheiden\(more), bei \(words.count(objects, Self.object)). Bis dahin behält jedes System seinen Wert."
      )
    }
  }

  private static let object = Noun(("business object", "Geschäftsobjekt"), ("business objects", "Geschäftsobjekten"))

  private func problemNote(_ problem: Problem, _ words: Words) -> Markup {
    note(.bad, id: "problem", role: "alert") {
      switch problem {
      case .changed(let gone):
        p {
          b(words.say("Nothing was decided. ", "Nichts wurde entschieden. "))
          words.say(
            "Something changed after the page was shown. Look at the marked values and decide again.",
            "Seit die Seite gezeigt wurde, hat sich etwas geändert. Bitte die gekennzeichneten Werte ansehen und neu entscheiden."
          )
        }
        for field in gone {
          p(
            words.say(
              "\(field): there is no conflict any more. Somebody decided it, or both systems came to the same.",
              "\(field): kein Widerspruch mehr. Jemand hat entschieden, oder beide Systeme sind sich einig."))
        }
      case .noReason: p(words.say("Say why. Nothing was decided.", "Bitte begründen. Nichts wurde entschieden."))
      case .nothingChosen:
        p(
          words.say("No value was chosen, so nothing was decided.", "Kein Wert wurde gewählt, also nichts entschieden.")
        )
      case .unfit(let sentence): p(sentence)
      }
    }
  }

  private func decisionForm(_ words: Words) -> Markup {
    postForm(to: Link("conflicts"), viewer) {
      listing(words)
      div(.class("line")) {
        field(words.reason, id: "reason", isWide: true) {
          input(
            .id("reason"), .name("reason"), .value(reason), .required, Attribute("maxlength", "500"), .noAutocomplete)
        }
        submit(words.say("Decide", "Entscheiden"), .main)
      }
    }
  }

  // MARK: - All alike

  private func alike(_ words: Words) -> Markup {
    let all = kinds.sorted { $0.key < $1.key }
    let systems = Set(all.flatMap(\.key.systems)).sorted()
    if all.isEmpty { return .empty }
    return h2(words.say("The same for all alike", "Für alle gleichartigen"))
      + postForm(to: Link("jobs"), viewer, hidden: Fields([("verb", "resolve")])) {
        div(.class("line")) {
          choice(
            words.conflicts, id: "alike", name: "alike",
            all.map { kind, count in
              let more = isCountedWhole ? "" : "+"
              return (
                kind.text,
                "\(words.kind(kind.entity)) \(kind.field), \(words.list(kind.systems)) (\(words.number(count))\(more))"
              )
            })
          choice(
            words.say("take", "nehmen"), id: "take", name: "take",
            systems.map { ($0, words.say("what \($0) says", "was \($0) sagt")) }
              + [("later", words.say("the later one", "den späteren Wert"))])
          reasonField(words, isRequired: true, id: "reason2")
          submit(words.say("Count first", "Erst zählen"))
        }
      }
  }
}
