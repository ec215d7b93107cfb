import Exchange
package import Operations

/// All attempts at one file: also where somebody who handed one in waits for what becomes of it.
package struct AttemptsPage: DeskPage {
  let sheet: AttemptsSheet
  /// The page's own address, with its query.
  let request: Link
  let viewer: Viewer
  /// Somebody carries files on this machine.
  let isServed: Bool
  /// What became of the decision that the page was called for.
  package var outcome: DeskNote?

  package init(_ sheet: AttemptsSheet, _ request: Link, _ viewer: Viewer, isServed: Bool) {
    self.sheet = sheet
    self.request = request
    self.viewer = viewer
    self.isServed = isServed
  }

  package var section: Section? { .rejected }

  package var live: String? { request.text }

  package func title(_ words: Words) -> String {
    words.say("Attempts at \(sheet.file)", "Versuche an \(sheet.file)")
  }

  package func trail(_ words: Words) -> [Step] {
    [Section.rejected.step(words), Step(sheet.file, .interchange(sheet.id))]
  }

  package func main(_ words: Words) -> Markup {
    if let outcome, tells(outcome) { outcome.markup(words) }
    standing(words)
    attempts(words)
    refused(words)
  }

  /// That a decision was carried out says nothing of what became of the attempt.
  private func tells(_ outcome: DeskNote) -> Bool {
    switch outcome.state {
    case .waiting: sheet.pending == nil
    case .decided(let lines): lines.contains { !$0.isDone }
    case .unknown: true
    }
  }

  /// What somebody wrote, and was refused while they waited.
  @MarkupBuilder private func refused(_ words: Words) -> Markup {
    if let refused = sheet.refused, refused.attempt.by == viewer.name, viewer.seesPayloads {
      part("h-refused", words.say("Your text that was refused", "Ihr Text, der nicht angenommen wurde")) {
        p(refused.message, .language("en"))
        p(words.say("To be copied from.", "Zum Kopieren."), .class("faint"))
        editArea(refused.attempt.text, isOnlyRead: words.say("Your text", "Ihr Text"))
      }
    }
  }

  package func fragments(_ words: Words) -> [Fragment] {
    [Fragment("attempt", standing(words)), Fragment("attempts", attempts(words))]
  }

  // MARK: - Where it stands

  private func standing(_ words: Words) -> Markup {
    if let pending = sheet.pending { return waiting(pending, words) }
    let latest = sheet.latest
    let name =
      latest.number == 1
      ? words.say("The file", "Die Datei") : words.say("Attempt \(latest.number)", "Versuch \(latest.number)")
    guard latest.state == .done, let verdict = latest.verdict else {
      return note(.plain, id: "attempt", role: "status") {
        p {
          b(words.say("\(name) is under way.", "\(name) ist in Arbeit."))
          words.say(" What became of it will stand here.", " Was daraus wurde, steht dann hier.")
        }
      }
    }
    return note(sheet.open == nil ? .well : .bad, id: "attempt", role: "status") {
      p {
        b("\(name): ")
        words.status(verdict)
      }
      if let open = sheet.open {
        p {
          words.say("Something is still to be put right: ", "Etwas ist noch zu berichtigen: ")
          a(.href(Link("rejected", open))) { words.say("what is wrong", "was nicht stimmt") }
        }
      } else {
        if let discarded = sheet.discarded { p { words.ending(discarded) } }
        p {
          words.say("Nothing is left to be put right. ", "Es ist nichts mehr zu berichtigen. ")
          a(.href(.interchange(latest.id))) {
            words.say("Its documents and its acknowledgement", "Dokumente und Empfangsbestätigung")
          }
        }
      }
    }
  }

  private func waiting(_ pending: PendingAttempt, _ words: Words) -> Markup {
    note(.plain, id: "attempt", role: "status") {
      p {
        b(words.say("Attempt \(pending.number) waiting.", "Versuch \(pending.number) wartet."))
        words.say(
          " It is handed in, and the next scan takes it. What became of it will stand here.",
          " Er ist eingereicht, und der nächste Durchlauf nimmt ihn auf. Was daraus wurde, steht dann hier.")
      }
      if !isServed {
        p {
          Status.warned(words.say("No service is running.", "Es läuft kein Dienst."))
          words.say(" Start one, or scan once: ", " Starten Sie ihn, oder einen einzelnen Durchlauf: ")
          code("kontor scan")
        }
      }
      p(.class("faint")) {
        words.say("Handed in ", "Eingereicht ")
        words.moment(pending.at)
        " · \(pending.by) · \(words.quoted(pending.reason))"
      }
    }
  }

  // MARK: - All of them

  private func attempts(_ words: Words) -> Markup {
    div(.id("attempts")) {
      attemptTable(words)
      if let older = sheet.older {
        pager(words.furtherPages) {
          a(
            .href(
              Link("interchanges", sheet.id, "attempts", query: Fields([("before", String(older))]), at: "attempts")),
            Attribute("rel", "next")
          ) { words.say("Older attempts", "Ältere Versuche") }
        }
      }
    }
  }

  private func attemptTable(_ words: Words) -> Markup {
    table(
      words.say(
        "All attempts, the newest first; the original stays", "Alle Versuche, der neueste zuerst; das Original bleibt"),
      [
        Column(words.attempt, isHeading: true), Column(words.state), Column(words.records), Column(words.received),
        Column(words.say("By", "Durch")), Column(words.reason, .long),
      ],
      rows: (sheet.pending.map { [row($0, words)] } ?? []) + sheet.attempts.reversed().map { row($0, words) })
  }

  private func row(_ pending: PendingAttempt, _ words: Words) -> Row {
    Row("a\(pending.number)") {
      String(pending.number)
      Status.still(words.say("waiting", "wartet"))
      "–"
      words.moment(pending.at)
      pending.by
      pending.reason
    }
  }

  private func row(_ attempt: AttemptsSheet.Attempt, _ words: Words) -> Row {
    Row("a\(attempt.number)") {
      a(.href(.interchange(attempt.id))) { String(attempt.number) }
      attempt.verdict.map { words.status($0) } ?? words.status(attempt.state)
      words.counts(attempt.totals)
      words.moment(attempt.receivedAt)
      attempt.by ?? sheet.sender
      attempt.reason ?? "–"
    }
  }
}
