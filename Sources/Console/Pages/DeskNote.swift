package import Exchange

/// What became of decisions that somebody made on a page, told at the head of the next one.
package struct DeskNote: Sendable {
  package enum State: Sendable {
    /// They lie on the desk, and no scan has taken them.
    case waiting
    /// One line for each decision.
    case decided([Line])
    /// It cannot be told any more.
    case unknown
  }

  /// What became of one decision.
  package struct Line: Sendable {
    package var verdict: RecordVerdict
    /// Sentences of the ledger.
    package var messages: [String]

    package init(_ verdict: RecordVerdict, _ messages: [String] = []) {
      self.verdict = verdict
      self.messages = messages
    }

    var isDone: Bool { verdict != .rejected && verdict != .held }
  }

  package var state: State
  /// The same page again.
  package var link: Link

  package init(_ state: State, link: Link) {
    self.state = state
    self.link = link
  }

  package func markup(_ words: Words) -> Markup {
    switch state {
    case .waiting:
      return note(id: "desk", role: "status") {
        p {
          Status.held(words.say("waits", "wartet"))
          words.say(
            " It is on the desk and is carried out with the next scan. ",
            " Die Entscheidung liegt bereit und wird mit dem nächsten Durchlauf ausgeführt. ")
          a(words.say("Look again", "Noch einmal nachsehen"), .href(link))
        }
      }
    case .decided(let lines):
      let failed = lines.filter { !$0.isDone }
      return note(failed.isEmpty ? .well : .bad, id: "desk", role: failed.isEmpty ? "status" : "alert") {
        p { sentence(lines, failed.count, words) }
        for line in failed {
          for message in line.messages { p(message) }
        }
      }
    case .unknown:
      return note(.warned, id: "desk", role: "alert") {
        p(
          words.say(
            "The decision is neither on the desk nor in the ledger. If the page does not show it, decide again.",
            "Die Entscheidung liegt weder bereit noch ist sie ausgeführt. Wenn die Seite sie nicht zeigt, bitte noch einmal."
          ))
      }
    }
  }

  private func sentence(_ lines: [Line], _ failed: Int, _ words: Words) -> Markup {
    if failed == 0 {
      return Status.well(words.say("done", "erledigt"))
        + Markup(words.say(" The decision is carried out.", " Die Entscheidung ist ausgeführt."))
    }
    return Status.bad(words.say("not done", "nicht ausgeführt"))
      + Markup(
        lines.count == 1
          ? words.say(" The decision could not be carried out.", " Die Entscheidung konnte nicht ausgeführt werden.")
          : words.say(
            " \(failed) of \(lines.count) decisions could not be carried out.",
            " \(failed) von \(lines.count) Entscheidungen konnten nicht ausgeführt werden."))
  }
}
