import Exchange
package import Operations

/// 409: somebody was first. What was written is kept, to be copied from.
package struct EditConflictPage: PageContent {
  let conflict: EditConflict
  let text: String

  package init(_ conflict: EditConflict, _ text: String) {
    self.conflict = conflict
    self.text = text
  }

  package var section: Section? { .rejected }

  package var canRefresh: Bool { false }

  package func title(_ words: Words) -> String { words.say("Somebody was first", "Jemand war schneller") }

  package func trail(_ words: Words) -> [Step] {
    [Section.rejected.step(words), Step(conflict.file, .interchange(conflict.id))]
  }

  package func main(_ words: Words) -> Markup {
    note(.bad, role: "alert") {
      p {
        b(words.say("Not submitted. ", "Nicht eingereicht. "))
        reason(words)
      }
      p {
        outcome(words)
        words.say("Your text is below, and not lost.", "Ihr Text steht unten und ist nicht verloren.")
      }
    }
    actions {
      if let open = conflict.open { buttonLink(way(words), to: Link("interchanges", open, "edit"), isMain: true) }
      a(.href(Link("interchanges", conflict.id, "attempts"))) { words.say("All attempts", "Alle Versuche") }
    }
    part("h-text", words.say("Your text", "Ihr Text")) {
      p(words.say("To be copied from.", "Zum Kopieren."), .class("faint"))
      editArea(text, isOnlyRead: words.say("Your text", "Ihr Text"))
    }
    if let changes = conflict.changes {
      part("h-changes", words.say("What you changed", "Was Sie geändert haben")) { difference(changes, words) }
    }
    if let againstNewer = conflict.againstNewer {
      part("h-newer", words.say("How yours differs from that one", "Worin sich Ihr Text davon unterscheidet")) {
        difference(againstNewer, words)
      }
    }
  }

  private func reason(_ words: Words) -> Markup {
    switch conflict.reason {
    case .newer(let newer):
      return words.sentence(newer)
    case .pending(let attempt):
      return Markup.joined([
        Markup(
          words.say(
            "\(attempt.by) handed in attempt \(attempt.number) at ",
            "\(attempt.by) hat Versuch \(attempt.number) eingereicht, ")),
        words.instant(attempt.at),
        Markup(words.say(". Reason: ", ". Begründung: ") + words.quoted(attempt.reason) + "."),
      ])
    case .closed(let state, let moment):
      let word =
        switch state {
        case .corrected: words.say("It was corrected", "Die Datei wurde berichtigt")
        case .replaced: words.say("A newer file took its place", "Eine neuere Datei trat an ihre Stelle")
        case .discarded: words.say("It was discarded", "Die Datei wurde verworfen")
        case .open: words.say("It is not as it was", "Die Datei ist nicht mehr, wie sie war")
        }
      return Markup(word) + (moment.map { Markup(", ") + words.instant($0) } ?? .empty) + Markup(".")
    case .changed:
      return Markup(
        words.say(
          "A part of it was put right otherwise, after you had opened it.",
          "Ein Teil davon wurde anderweitig berichtigt, nachdem Sie die Datei geöffnet hatten."))
    }
  }

  /// What became of the other one.
  private func outcome(_ words: Words) -> Markup {
    switch conflict.reason {
    case .newer(let newer):
      guard let verdict = newer.verdict else {
        return Markup(words.say("It is still under way. ", "Er ist noch in Arbeit. "))
      }
      return words.status(verdict) + Markup(" ")
    case .pending: return Markup(words.say("It is not decided yet. ", "Darüber ist noch nicht entschieden. "))
    case .closed:
      return Markup(words.say("Nothing is left to be put right. ", "Es ist nichts mehr zu berichtigen. "))
    case .changed: return .empty
    }
  }

  private func way(_ words: Words) -> String {
    switch conflict.reason {
    case .newer(let newer):
      words.say("Put attempt \(newer.number) right instead", "Stattdessen Versuch \(newer.number) berichtigen")
    case .pending, .closed, .changed: words.say("Open it as it is now", "Öffnen, wie sie jetzt ist")
    }
  }
}
