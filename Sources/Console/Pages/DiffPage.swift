package import Exchange

/// What two attempts at one file differ in.
package struct DiffPage: PageContent {
  /// What there is to show.
  package enum Outcome: Sendable {
    case compared(XMLComparison)
    /// A sentence, in English: why they cannot be compared.
    case impossible(String)
    /// One of both is not there any more.
    case away
    /// The configuration hides something, which lines of a file would show.
    case masked
  }

  let id: String
  let file: String
  /// By their numbers, from 1.
  let from: Int
  let to: Int
  let attempts: Int
  /// Who handed in the later of both, and why.
  let decision: AuditEntry?
  let outcome: Outcome

  package init(
    _ id: String, file: String, from: Int, to: Int, of attempts: Int, decision: AuditEntry? = nil, _ outcome: Outcome
  ) {
    self.id = id
    self.file = file
    self.from = from
    self.to = to
    self.attempts = attempts
    self.decision = decision
    self.outcome = outcome
  }

  package var section: Section? { .interchanges }

  package func title(_ words: Words) -> String {
    attempts > 1
      ? words.say("Attempts \(from) and \(to)", "Versuche \(from) und \(to)") : words.say("Attempts", "Versuche")
  }

  package func heading(_ words: Words) -> Markup {
    attempts > 1 ? Markup(words.say("What attempt \(to) changed", "Was Versuch \(to) änderte")) : Markup(title(words))
  }

  package func trail(_ words: Words) -> [Step] {
    [Section.interchanges.step(words), Step(file, .interchange(id))]
  }

  package func main(_ words: Words) -> Markup {
    if attempts > 1 {
      difference(words)
    } else {
      say { words.say("There is one attempt so far.", "Bisher gibt es nur einen Versuch.") }
    }
  }

  @MarkupBuilder private func difference(_ words: Words) -> Markup {
    if case .compared(let comparison) = outcome { sentence(comparison, words) }
    if let decision {
      p {
        words.say("Handed in by ", "Eingereicht von ") + Printable.line(decision.who) + ", "
        words.moment(decision.at)
        if let reason = decision.reason { ": " + Printable.line(reason) }
      }
    }
    chooser(words)
    switch outcome {
    case .compared(let comparison):
      if let because = comparison.plainBecause {
        p(.class("faint")) {
          words.say("Compared line by line as they stand: ", "Zeile für Zeile verglichen, wie sie dastehen: ")
          span(because, .language("en"))
        }
      }
      if !comparison.isEmpty { differenceListing(comparison.hunks.flatMap(lines), words) }
    case .impossible(let why): note(.warned) { p { span(why, .language("en")) } }
    case .away:
      note(.warned) {
        p(
          words.say(
            "The content of one of both is not there any more: it was forgotten by a rule of retention, or moved.",
            "Der Inhalt von einem der beiden ist nicht mehr da: nach einer Aufbewahrungsregel vergessen oder verschoben."
          ))
      }
    case .masked:
      note(.warned) {
        p(
          words.say(
            "The configuration hides some elements from everybody, and lines of a file would show them. So the attempts are not compared here.",
            "Die Einstellungen verbergen manche Elemente vor allen, und Zeilen einer Datei würden sie zeigen. Darum wird hier nicht verglichen."
          ))
      }
    }
  }

  private func sentence(_ comparison: XMLComparison, _ words: Words) -> Markup {
    let count = comparison.changedLines
    return say {
      count == 0
        ? words.say("\(file): nothing differs.", "\(file): kein Unterschied.")
        : words.say(
          "\(file): \(words.count(count, .line)) changed.", "\(file): \(words.count(count, .line)) geändert.")
    }
  }

  private func chooser(_ words: Words) -> Markup {
    let numbers = (1...max(1, attempts)).map { (value: String($0), text: String($0)) }
    return getForm(to: Link("interchanges", id, "diff"), .class("line")) {
      choice(words.say("From attempt", "Von Versuch"), id: "from", name: "from", numbers, chosen: String(from))
      choice(words.say("to attempt", "zu Versuch"), id: "to", name: "to", numbers, chosen: String(to))
      submit(words.show)
    }
  }

  private func lines(_ hunk: XMLComparison.Hunk) -> [DifferenceLine] {
    let place = hunk.path.isEmpty ? "\(hunk.oldLine) → \(hunk.newLine)" : hunk.path
    return [.place(place)]
      + hunk.lines.map { line in
        switch line {
        case .same(let text): .same(text)
        case .removed(let text): .was([(text, false)])
        case .added(let text): .now([(text, false)])
        }
      }
  }
}
