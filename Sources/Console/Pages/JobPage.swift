package import Exchange
package import Operations

/// A bulk action: what was meant, how far it is, what became of it. All its numbers are the ledger's.
package struct JobPage: PageContent {
  package var report: JobReport
  package var viewer: Viewer
  /// One kind of outcome, or all, thing by thing; nil where nobody asked for it.
  package var things: JobThings?
  package var chosen: JobOutcome?
  package var link: String

  package init(_ report: JobReport, viewer: Viewer, link: String) {
    self.report = report
    self.viewer = viewer
    self.link = link
  }

  package var action: Decision.Action { Decision.Action(rawValue: report.action) ?? .reprocess }
  package var section: Section? { action.section }
  package var live: String? { isOver ? nil : link }

  private var isOver: Bool { report.state == .done || report.state == .stopped }
  private var page: Link { Link("jobs", report.id) }

  package func trail(_ words: Words) -> [Step] { [action.section.step(words), Step(words.jobs, Link("jobs"))] }

  package func title(_ words: Words) -> String { words.jobTitle(report) }

  package func fragments(_ words: Words) -> [Fragment] {
    [
      Fragment("say", sentence(words)), Fragment("progress", bar(words)), Fragment("stop", stop(words)),
      Fragment("meant", meant(words)), Fragment("outcomes", outcomes(words)),
    ]
  }

  @MarkupBuilder package func main(_ words: Words) -> Markup {
    sentence(words)
    bar(words)
    stop(words)
    div(.class("cols")) {
      part("h-meant", words.say("What was selected", "Was ausgewählt wurde")) { meant(words) }
      part("h-became", words.say("What became of them", "Was daraus wurde")) { outcomes(words) }
    }
    if let things { list(things, words) }
  }

  // MARK: - How far it is

  private func sentence(_ words: Words) -> Markup {
    say {
      switch report.state {
      case .waiting: words.say("It begins by itself. ", "Es beginnt von selbst. ")
      case .running: done(words) + " " + words.say("You may leave this page. ", "Sie können diese Seite verlassen. ")
      case .stopping:
        words.say(
          "Nothing more is begun; what is on its way is finished. ",
          "Es wird nichts mehr begonnen; was unterwegs ist, wird noch fertig. ")
      case .stopped:
        done(words) + " "
          + words.say(
            "The others were not begun and are as they were.",
            "Die übrigen wurden nicht begonnen und sind, wie sie waren.")
      case .done: whole(words)
      }
      if let obstacle = report.obstacle, !isOver { words.sentence(obstacle) }
    }
  }

  private func done(_ words: Words) -> String {
    words.say(
      "\(words.number(report.finished)) of \(words.number(report.total)) \(report.finished == 1 ? "is" : "are") done.",
      "\(words.number(report.finished)) von \(words.number(report.total)) \(report.finished == 1 ? "ist" : "sind") fertig."
    )
  }

  private func whole(_ words: Words) -> String {
    let bad = [JobOutcome.rejected, .partiallyAccepted, .refused, .held].map { report.count($0) }.reduce(0, +)
    let well = report.total - bad
    if report.total == 1 {
      return bad == 0
        ? words.say("Done: it went through.", "Fertig und durchgekommen.")
        : words.say("Done: it did not go through.", "Fertig, aber nicht durchgekommen.")
    }
    if bad == 0 { return words.say("Done: all went through.", "Fertig: Alle kamen durch.") }
    if well == 0 { return words.say("Done: none went through.", "Fertig: Nichts davon kam durch.") }
    return words.say(
      "Done: \(words.number(well)) went through, \(words.number(bad)) did not.",
      "Fertig: \(words.number(well)) \(well == 1 ? "kam" : "kamen") durch, \(words.number(bad)) nicht.")
  }

  private func bar(_ words: Words) -> Markup {
    let text = words.say(
      "\(words.number(report.finished)) of \(words.number(report.total))",
      "\(words.number(report.finished)) von \(words.number(report.total))")
    return div(.id("progress")) {
      p { label(text, .for("pr")) }
      progress(
        .id("pr"), Attribute("max", String(report.total)),
        Attribute("value", String(min(report.finished, report.total)))
      ) { text }
    }
  }

  private func stop(_ words: Words) -> Markup {
    div(.class("acts"), .id("stop")) {
      if !isOver, report.state != .stopping, viewer.role >= .operator {
        postForm(to: Link("jobs", report.id, "stop"), viewer) {
          submit(words.say("Stop after those in hand", "Nach den laufenden anhalten"))
        }
      }
    }
  }

  // MARK: - What was meant

  private func meant(_ words: Words) -> Markup {
    let query = report.query.map { Fields(encoded: $0) }
    return div(.id("meant")) {
      facts {
        if let code = query?["code"] {
          Fact(words.say("Cause", "Ursache")) {
            a(.href(files(with: code, at: query?["path"]))) { words.title(ofCode: code) }
          }
        }
        Fact(words.from, ifAny: query?["sender"])
        Fact(words.say("Counted before", "Vorher gezählt"), words.count(report.total, Words.jobNoun(action)))
        Fact(words.say("By", "Von"), report.by)
        Fact(words.reason, ifAny: report.reason)
        Fact(words.say("Asked for", "Beauftragt")) { words.moment(report.at.timestamp) }
        if let began = report.began { Fact(words.say("Began", "Begonnen")) { words.moment(began.timestamp) } }
        if let stopped = report.stoppedAt {
          Fact(words.say("Stopped", "Angehalten")) {
            words.moment(stopped.timestamp)
            " "
            words.say("by ", "von ") + (report.stoppedBy ?? "")
          }
        }
        if let ended = report.ended { Fact(words.say("Ended", "Beendet")) { words.moment(ended.timestamp) } }
        Fact(words.state) { words.status(report.state) }
      }
    }
  }

  private func files(with code: String, at path: String?) -> Link {
    let query = path.map { ("cause", CauseKey(code: code, shape: $0).id) } ?? ("code", code)
    return Link("rejected", query: Fields([query]))
  }

  // MARK: - What became of it

  private func outcomes(_ words: Words) -> Markup {
    div(.id("outcomes")) {
      table(
        isOver ? words.say("Outcomes", "Ergebnisse") : words.say("Outcomes so far", "Ergebnisse bis jetzt"),
        [
          Column(words.say("Outcome", "Ergebnis"), isHeading: true),
          Column(words.say("Number", "Anzahl"), .number),
        ], isStacked: false,
        rows: report.outcomes.map { one in
          Row {
            words.status(one.outcome)
            a(.href(Link("jobs", report.id, query: Fields([("outcome", one.outcome.rawValue)]), at: "h-things"))) {
              words.number(one.count)
            }
          }
        })
      if !report.refusals.isEmpty { refusals(words) }
      p {
        a(.href(Link("jobs", report.id, query: Fields([("outcome", "all")]), at: "h-things"))) {
          words.say("Show all of them", "Alle anzeigen")
        }
      }
    }
  }

  private func refusals(_ words: Words) -> Markup {
    table(
      words.say("Why some were refused", "Warum einige abgelehnt wurden"),
      [Column(words.why, .long, isHeading: true), Column(words.say("Number", "Anzahl"), .number)], isStacked: false,
      rows: report.refusals.map { refusal in
        Row {
          words.title(ofCode: refusal.code)
          words.number(refusal.count)
        }
      })
  }

  private func list(_ things: JobThings, _ words: Words) -> Markup {
    part("h-things", words.say("One by one", "Einzeln")) {
      if things.things.isEmpty {
        emptyState { p(words.say("None here.", "Hier keine.")) }
      } else {
        table(
          words.say("In the order in which they are done", "In der Reihenfolge der Bearbeitung"),
          [
            Column(words.what, .long, isHeading: true), Column(words.say("Outcome", "Ergebnis")),
            Column(words.attempt), Column(words.why, .long),
          ], rows: things.things.map { row($0, words) })
      }
      if let next = things.next {
        pager(words.furtherPages) {
          a(
            .href(
              Link(
                "jobs", report.id,
                query: Fields([("outcome", chosen?.rawValue ?? "all"), ("after", String(next))]), at: "h-things")),
            Attribute("rel", "next")
          ) { words.say("Next", "Weiter") }
        }
      }
    }
  }

  private func row(_ thing: JobThing, _ words: Words) -> Row {
    Row("o\(thing.item.ordinal)") {
      words.thing(thing.name, thing.interchange)
      words.status(thing.outcome)
      if let attempt = thing.attempt {
        a(.href(.interchange(attempt.text))) { Console.code(attempt.text) }
      } else {
        Markup("–")
      }
      Markup(
        thing.issue.map { IssueWords($0, in: words.language, hidingValues: !viewer.seesPayloads).sentence } ?? "–")
    }
  }
}
