import Exchange
import Operations

/// What happened to a business object, in its order.
extension EntityPage {
  func chapters(_ story: StoryReport, _ words: Words) -> Markup {
    h2(words.say("What happened", "Was geschah"), .id("happened")) + earlier(story, words) + way(story, words)
      + later(story, words)
  }

  func way(_ story: StoryReport, _ words: Words) -> Markup {
    if story.story.isEmpty { return p(words.say("Nothing yet.", "Noch nichts."), .id("way")) }
    return ol(.class("way"), .id("way")) {
      for chapter in story.story { li { self.chapter(chapter, words) } }
    }
  }

  private func earlier(_ story: StoryReport, _ words: Words) -> Markup {
    guard story.earlier > 0 else { return .empty }
    return p {
      a(
        words.say("\(words.number(story.earlier)) earlier", "\(words.number(story.earlier)) frühere"),
        .href(page(before: story.earlier)))
    }
  }

  private func later(_ story: StoryReport, _ words: Words) -> Markup {
    guard story.later > 0 else { return .empty }
    return p {
      a(words.say("To the newest", "Zum Neuesten"), .href(Link("entities", entity, key)))
    }
  }

  private func page(before chapter: Int) -> Link {
    Link("entities", entity, key, query: Fields([("before", String(chapter))]), at: "way")
  }

  private func chapter(_ chapter: StoryChapterReport, _ words: Words) -> Markup {
    words.instant(chapter.at) + Markup(" ") + sourceLink(chapter.source, words)
      + Markup.joined(chapter.events.map { event($0, isDecided: chapter.decision != nil, words) })
      + decision(chapter, words)
      + Markup.joined(chapter.acknowledgements.map { paper($0, "←", words) })
  }

  /// By whom and why, where a person decided; some sentences say by whom.
  private func decision(_ chapter: StoryChapterReport, _ words: Words) -> Markup {
    guard let decision = chapter.decision else { return .empty }
    if chapter.events.contains(where: { $0.what == EntityEvent.What.decided.rawValue }) {
      return decision.reason.map { br() + Markup("\(words.reason): \(Printable.line($0))") } ?? .empty
    }
    return br() + Markup(words.by(decision))
  }

  private func event(_ event: StoryChapterReport.Event, isDecided: Bool, _ words: Words) -> Markup {
    if event.what == EntityEvent.What.sent.rawValue, let document = event.document {
      return paper(document, "→", words)
    }
    let changes = event.fields.filter { !saysNothing($0) }
    return br() + words.sentence(event, isDecided: isDecided) + Markup.joined(changes.map { br() + change($0, words) })
  }

  /// That a new member is not the preferred one.
  private func saysNothing(_ field: StoryChapterReport.Field) -> Bool {
    field.outcome == FieldOutcome.Word.applied.rawValue && field.before == nil && (field.value ?? "").isEmpty
  }

  private func change(_ field: StoryChapterReport.Field, _ words: Words) -> Markup {
    let isWhole = field.field == FieldName.whole.text
    let name = isWhole ? Markup(words.say("content", "Inhalt")) : code(field.field)
    let rule = Markup(" ") + small { words.shortRule(field.rule) }
    switch FieldOutcome.Word(rawValue: field.outcome) {
    case .applied:
      if isWhole { return name + Markup(words.say(": applied", ": übernommen")) + rule }
      let before = field.before.flatMap { $0 == field.value ? nil : words.value($0) + Markup(" → ") }
      return name + Markup(": ") + (before ?? .empty) + words.value(field.value) + rule
    case .keptOwnerValue:
      if isWhole {
        let owner = field.winner ?? ""
        return name + Markup(words.say(": stays as \(owner)'s", ": bleibt die von \(owner)")) + rule
      }
      return name + Markup(words.say(": stays ", ": bleibt ")) + words.value(field.value)
        + Markup(words.say(", not ", ", nicht ")) + words.value(field.said) + rule
    case .conflict:
      let end =
        field.winner.map { words.say("\($0)'s holds", "es gilt die von \($0)") }
        ?? words.say("a person has to decide", "jemand muss entscheiden")
      return name + Markup(words.say(": both changed it, here to ", ": beide haben es geändert, hier zu "))
        + words.value(field.said) + Markup("; \(end)") + rule
    case .unchanged, nil: return name + Markup(words.say(": unchanged", ": unverändert"))
    }
  }

  private func paper(_ paper: StoryChapterReport.Paper, _ arrow: String, _ words: Words) -> Markup {
    br()
      + small {
        "\(arrow) \(paper.system): "
        span(paper.name, .class("mono"))
        ", " + words.whereabouts(paper)
      }
  }
}
