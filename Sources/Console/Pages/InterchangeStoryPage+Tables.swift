import Exchange
import Operations

/// The records, documents and attempts of an interchange.
extension InterchangeStoryPage {
  // MARK: - Records

  @MarkupBuilder func records(_ words: Words) -> Markup {
    if facts.interchange.totals.read > 0 {
      part("h-records", words.records) {
        chips(
          words.filters,
          [
            Chip(words.all, to: Link("interchanges", id), isOn: facts.selection == .all),
            Chip(
              words.say("of which there is something to say", "zu denen es etwas zu sagen gibt"),
              to: Link("interchanges", id, query: Fields([("records", RecordSelection.exceptions.rawValue)])),
              isOn: facts.selection == .exceptions),
          ])
        if facts.isRebuilt {
          p(
            words.say(
              "The ledger was made anew from side files: accepted records are counted and not listed.",
              "Das Hauptbuch wurde aus Begleitdateien neu erstellt: Übernommene Datensätze sind gezählt, nicht aufgeführt."
            ), .class("faint"))
        }
        if facts.records.isEmpty {
          emptyState { p(words.say("No record is of this kind.", "Kein Datensatz ist von dieser Art.")) }
        } else {
          recordTable(words)
        }
        if let next = facts.nextRecord {
          pager(words.furtherPages) {
            a(
              .href(
                Link(
                  "interchanges", id, query: query.setting("after", to: String(next)), at: "h-records")),
              Attribute("rel", "next")
            ) { words.say("Further records", "Weitere Datensätze") }
          }
        }
      }
    }
  }

  private func recordTable(_ words: Words) -> Markup {
    table(
      "\(words.count(facts.interchange.totals.read, .record)): \(words.counts(facts.interchange.totals))",
      [
        Column(words.say("Record", "Datensatz"), .number), Column(words.what, .long, isHeading: true),
        Column(words.state), Column(words.say("Line", "Zeile"), .number), Column(words.why, .long),
        Column(words.documents, .long),
      ],
      rows: facts.records.map { record in
        Row("record-\(record.position)") {
          words.number(record.position)
          name(of: record, words)
          words.status(record.verdict)
          lineLink(record.issues.compactMap(\.line).first ?? record.line)
          reasons(record, words)
          record.documents.isEmpty ? Markup("–") : .joined(record.documents.map(documentLink), separator: br())
        }
      })
  }

  private func name(of record: InterchangeFacts.Record, _ words: Words) -> Markup {
    guard let key = record.key else { return Markup(words.kind(record.entity)) }
    guard Entity(rawValue: record.entity) != nil else { return Markup("\(record.entity) \(key)") }
    return a(.href(.entity(record.entity, key))) { words.object(record.entity, key) }
  }

  private func reasons(_ record: InterchangeFacts.Record, _ words: Words) -> Markup {
    guard !record.issues.isEmpty else { return Markup("–") }
    return Markup.joined(record.issues.map { issue($0, words) }, separator: br())
  }

  // MARK: - Documents

  func documents(_ words: Words) -> Markup {
    div(.id("documents")) {
      if !facts.documents.isEmpty {
        part("h-documents", words.documents) {
          table(
            facts.hasMoreDocuments
              ? words.say(
                "The first \(words.number(facts.documents.count)) of what went out",
                "Die ersten \(words.number(facts.documents.count)), die herausgegangen sind")
              : words.say("What went out", "Was herausgegangen ist"),
            [
              Column(words.say("Document", "Dokument"), .long, isHeading: true), Column(words.to), Column(words.state),
              Column(words.say("Published", "Herausgegeben")), Column(words.size, .number), Column(words.action),
            ], rows: facts.documents.map { row($0, words) })
        }
      }
    }
  }

  private func row(_ one: InterchangeFacts.Document, _ words: Words) -> Row {
    Row("d-\(one.document.id)") {
      documentLink(one.name)
      one.document.system
      state(of: one, words)
      one.publishedAt.map { words.moment($0) } ?? Markup("–")
      words.size(one.document.size)
      resend(one.document, words)
    }
  }

  /// To the content of a document, for those who may see it and where it is one of this interchange.
  func documentLink(_ name: String) -> Markup {
    guard viewer.seesPayloads, let one = facts.documents.first(where: { $0.name == name }) else { return Markup(name) }
    return a(.href(Link("documents", one.document.id))) { name }
  }

  private func state(of one: InterchangeFacts.Document, _ words: Words) -> Markup {
    if let answer = one.answers.last {
      let by = answer.by.map { words.say(" by \($0)", " von \($0)") } ?? ""
      let state =
        answer.state == .refused
        ? Status.bad(words.say("refused", "abgelehnt")) : Status.well(words.say("imported", "eingelesen"))
      guard let id = answer.interchange else { return state + Markup(by) }
      return state + br() + a(.href(.interchange(id.text))) { (answer.file ?? id.text) + by }
    }
    if let taken = one.takenAt {
      return Status.well(words.say("taken", "abgeholt")) + Markup(" ") + words.ago(taken)
    }
    return switch one.document.state {
    case .prepared: Status.still(words.say("prepared", "vorbereitet"))
    case .published: Status.well(words.say("published", "herausgegeben"))
    case .inDoubt: Status.bad(words.say("in doubt", "zweifelhaft"))
    case .waiting: Status.held(words.say("waits for its flow", "wartet auf seinen Fluss"))
    case .superseded: Status.still(words.say("replaced by a newer one", "durch ein neueres ersetzt"))
    }
  }

  private func resend(_ document: Document, _ words: Words) -> Markup {
    guard isOperator, document.kind == .import, document.state == .published else { return Markup("–") }
    return postForm(to: Link("jobs"), viewer, hidden: Fields([("document", document.id), ("verb", "resend")])) {
      submit(words.say("Send again …", "Erneut senden …"))
    }
  }

  // MARK: - Attempts

  func attempts(_ words: Words) -> Markup {
    div(.id("attempts")) {
      if facts.attemptCount > 1 {
        part("h-attempts", words.attempts) {
          table(
            words.say(
              "All attempts at this file, the newest first; the original stays as it came",
              "Alle Versuche an dieser Datei, der neueste zuerst; das Original bleibt, wie es kam"),
            [
              Column(words.attempt, isHeading: true), Column(words.state), Column(words.received),
              Column(words.say("By", "Von")), Column(words.reason, .long), Column(words.say("Changes", "Änderungen")),
            ], rows: facts.attempts.reversed().map { row($0, words) })
          if let older = facts.olderAttempts {
            pager(words.furtherPages) {
              a(
                .href(
                  Link(
                    "interchanges", id, query: query.setting("attempts", to: String(older)), at: "h-attempts")),
                Attribute("rel", "next")
              ) { words.say("Older attempts", "Ältere Versuche") }
            }
          }
        }
      }
    }
  }

  private func row(_ attempt: InterchangeFacts.Attempt, _ words: Words) -> Row {
    let isThis = attempt.interchange.id == facts.interchange.id
    return Row("a\(attempt.number)") {
      if isThis {
        words.say("\(attempt.number), this one", "\(attempt.number), dieser")
      } else {
        a(.href(.interchange(attempt.interchange.id.text))) { String(attempt.number) }
      }
      words.status(attempt.interchange)
      words.moment(attempt.interchange.receivedAt)
      attempt.decision.map { Printable.line($0.who) } ?? attempt.interchange.sender
      attempt.decision?.reason.map { Printable.line($0) } ?? "–"
      changes(attempt, words)
    }
  }

  private func changes(_ attempt: InterchangeFacts.Attempt, _ words: Words) -> Markup {
    guard attempt.number > 1, viewer.seesPayloads else { return Markup("–") }
    let fields = Fields([("from", String(attempt.number - 1)), ("to", String(attempt.number))])
    return a(.href(Link("interchanges", id, "diff", query: fields))) {
      words.say("what changed", "was sich änderte")
    }
  }
}
