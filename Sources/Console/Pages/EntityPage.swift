import Exchange
package import Operations

/// The whole story of one business object: what holds, who said so, what happened, and what was sent.
package struct EntityPage: DeskPage {
  package var entity: String
  /// As it was asked for.
  package var key: String
  /// Nil where no file has told of it. With those values alone that the viewer may see.
  package var story: StoryReport?
  /// Records that wait for it, where nobody knows it.
  package var awaitedBy: [HoldReport] = []
  /// The systems to which it can be sent.
  package var receivers: [String] = []
  /// The systems whose fields are shown, in the order of the configuration.
  package var systems: [String] = []
  /// Also those fields that are empty everywhere.
  package var showsAllFields = false
  /// Only what happened before this chapter.
  package var before: Int?
  package var viewer: Viewer
  package var link: String?
  /// What became of a decision that was made here.
  package var outcome: DeskNote?

  package init(entity: String, key: String, story: StoryReport?, viewer: Viewer) {
    self.entity = entity
    self.key = key
    self.story = story
    self.viewer = viewer
  }

  package var section: Section? { .interchanges }
  package var live: String? { link }

  package func title(_ words: Words) -> String { words.object(entity, key) }

  package func heading(_ words: Words) -> Markup {
    let name = story?.fields.first { $0.field == "Name" }?.value ?? ""
    return Markup(title(words) + (name.isEmpty || name == ShownValues.hidden ? "" : ", \(name)"))
  }

  package func trail(_ words: Words) -> [Step] {
    [Step(words.say("Customers, orders and the like", "Kunden, Aufträge und anderes"), Link("entities"))]
  }

  package func fragments(_ words: Words) -> [Fragment] {
    guard let story, before == nil else { return [] }
    return [Fragment("say", sentence(story, words)), Fragment("way", way(story, words))]
      + shownFields(story).map { Fragment(stableID("f", $0.field), fieldRow($0, words)) }
  }

  @MarkupBuilder package func main(_ words: Words) -> Markup {
    outcome?.markup(words)
    if let story {
      sentence(story, words)
      keys(story, words)
      if canSend { sending(words) }
      p {
        a(words.say("What happened", "Was geschah"), .href(Link(at: "happened")))
      }
      fieldTable(story, words)
      chapters(story, words)
    } else {
      nothing(words)
    }
  }

  private func nothing(_ words: Words) -> Markup {
    emptyState {
      p(
        words.say(
          "No file has told of \(words.object(entity, key)).",
          "Keine Datei hat von \(words.object(entity, key)) berichtet."
        ))
      if !awaitedBy.isEmpty {
        p {
          words.say(
            awaitedBy.count == 1 ? "1 record waits for it: " : "\(words.number(awaitedBy.count)) records wait for it: ",
            awaitedBy.count == 1
              ? "1 Datensatz wartet darauf: " : "\(words.number(awaitedBy.count)) Datensätze warten darauf: ")
          waiting(awaitedBy, words)
        }
      }
      p {
        a(
          words.say("Search the files for this key", "Diesen Schlüssel in den Dateien suchen"),
          .href(Link("interchanges", query: Fields([("q", key)]))))
      }
    }
  }

  func waiting(_ holds: [HoldReport], _ words: Words) -> Markup {
    Markup.joined(
      holds.prefix(5).map { a(words.object($0.entity, $0.key), .href(.entity($0.entity, $0.key))) },
      separator: Markup(", "))
      + Markup(holds.count > 5 ? words.say(" and \(holds.count - 5) more", " und \(holds.count - 5) weitere") : "")
  }

  // MARK: - Above

  func sentence(_ story: StoryReport, _ words: Words) -> Markup {
    say {
      if !story.known {
        words.say(
          "Its first record waits; nothing else is known of it. ",
          "Der erste Datensatz wartet; mehr ist nicht bekannt. ")
      } else {
        knownTo(story, words)
        " "
        conflicts(story, words)
      }
      if let hold = story.hold {
        " "
        Status.held(words.say("held", "zurückgestellt"))
        " "
        words.awaited(hold)
        "."
      }
      if story.refusal != nil {
        " "
        Status.bad(words.say("refused", "abgelehnt"))
        if let refusal = story.refusal, refusal != ShownValues.hidden { " \(refusal)" }
      }
      if !story.deletedBy.isEmpty {
        let systems = words.list(story.deletedBy)
        words.say(" Deleted by \(systems).", " Gelöscht von \(systems).")
      }
    }
  }

  private func knownTo(_ story: StoryReport, _ words: Words) -> Markup {
    let present = story.keys.filter { $0.standing == CrossReference.Standing.present.rawValue }.map(\.system)
    let those = words.list(present)
    return Markup(
      present.isEmpty
        ? words.say("Known here.", "Hier bekannt.") : words.say("Known to \(those).", "Bekannt bei \(those)."))
  }

  private func conflicts(_ story: StoryReport, _ words: Words) -> Markup {
    let count = story.conflicts.count
    guard count > 0 else { return Markup(words.say("Everything is agreed.", "Alle Felder sind abgestimmt.")) }
    return a(.href(Link("conflicts"))) {
      Status.doubt(
        words.say(
          "\(words.count(count, Words.field)) to be decided", "\(words.count(count, Words.field)) zu entscheiden"))
    }
  }

  private func keys(_ story: StoryReport, _ words: Words) -> Markup {
    facts {
      Fact(words.say("Keys", "Schlüssel")) {
        if story.keys.isEmpty { words.none }
        Markup.joined(story.keys.map { key(of: $0, words) }, separator: Markup(", "))
      }
      if let stage = story.stage { Fact(words.say("Stage", "Stufe")) { stages(stage, words) } }
      if let customer = story.customer {
        Fact(words.kind(customer.entity)) {
          a(customer.key, .href(.entity(customer.entity, customer.key)))
          if !customer.known { words.say(", not known yet", "; noch nicht bekannt") }
        }
      }
      for status in story.statuses {
        Fact(words.say("Last told of it", "Zuletzt gemeldet")) {
          [status.state, status.date].compactMap(\.self).joined(separator: ", ")
          if let source = status.source {
            " "
            small { sourceLink(source, words) }
          }
        }
      }
      if let content = story.content {
        Fact(words.say("Its content", "Inhalt")) { sourceLink(content, words) }
      }
      if !story.awaitedBy.isEmpty {
        Fact(words.say("Waits for it", "Darauf wartet")) { waiting(story.awaitedBy, words) }
      }
    }
  }

  private func key(of key: StoryReport.Key, _ words: Words) -> Markup {
    Markup("\(key.system) ") + code(key.key)
      + Markup(key.standing == CrossReference.Standing.present.rawValue ? "" : " (\(words.standing(key.standing)))")
  }

  private func stages(_ stage: String, _ words: Words) -> Markup {
    let all = Entity(rawValue: entity)?.stages.map(\.rawValue) ?? []
    guard all.contains(stage) else { return Markup(words.stage(stage)) }
    return Markup.joined(
      all.map { $0 == stage ? b(words.stage($0)) : span(words.stage($0), .class("faint")) }, separator: Markup(" → "))
  }

  func sourceLink(_ source: StorySourceReport, _ words: Words) -> Markup {
    a(source.file ?? source.interchange, .href(.interchange(source.interchange)))
      + Markup(source.line.map { words.say(", line \($0)", ", Zeile \($0)") } ?? "")
  }

  // MARK: - Sending

  private var canSend: Bool { viewer.role >= .operator && !receivers.isEmpty }

  private func sending(_ words: Words) -> Markup {
    actions {
      getForm(to: Link("entities", entity, key, "transfer")) {
        choice(
          words.say("Send to", "Senden an"), id: "to", name: "to", receivers.map { ($0, $0) }, chosen: receivers.first)
        submit(words.say("Show what would go", "Zeigen, was gesendet würde"))
      }
    }
  }
}
