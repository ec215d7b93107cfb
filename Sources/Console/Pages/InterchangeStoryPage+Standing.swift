import Exchange
import Operations

/// Where an interchange stands, and what happens next.
extension InterchangeStoryPage {
  enum Standing: Equatable {
    case undecided
    /// It ended too early, and may grow until then.
    case incomplete(until: Timestamp?)
    /// Decided; its documents and its answer are on their way.
    case publishing
    /// Came before; nothing was done with it.
    case repeats(InterchangeID)
    case toPutRight(Int)
    /// Records of it wait for something else.
    case held(Int)
    /// Documents wait for their flow.
    case waitsForFlow(String, Int)
    /// Documents lie in outboxes, by system.
    case untaken([String: Int])
    case nothing
  }

  var standing: Standing {
    let interchange = facts.interchange
    switch interchange.state {
    case .received: return .undecided
    case .waiting: return .incomplete(until: interchange.waitsUntil)
    case .decided, .published: return .publishing
    case .done: break
    }
    if let repeated = interchange.repeats { return .repeats(repeated) }
    if let rejection = facts.rejection, rejection.state == .open { return .toPutRight(rejection.open) }
    if facts.waiting > 0 { return .held(facts.waiting) }
    let documents = facts.documents.filter { $0.document.kind == .import }
    let waiting = documents.filter { $0.document.state == .waiting }
    if let flow = waiting.first?.document.flow { return .waitsForFlow(flow, waiting.count) }
    let untaken = documents.filter { one in
      one.document.state == .published && one.takenAt == nil && one.answers.isEmpty
        && facts.watched.contains(one.document.system)
    }
    if untaken.isEmpty { return .nothing }
    return .untaken(Dictionary(untaken.map { ($0.document.system, 1) }, uniquingKeysWith: +))
  }

  // MARK: - In a sentence

  func sentence(_ words: Words) -> Markup {
    say {
      if let ending = facts.ending {
        ended(ending, words)
      } else {
        words.status(facts.interchange)
      }
      " " + what(words) + " "
      next(words)
    }
  }

  /// How it stands now comes first, then how it stood: `put right with attempt 2 by ada; at first partly rejected.`
  @MarkupBuilder private func ended(_ ending: InterchangeFacts.Ending, _ words: Words) -> Markup {
    switch ending.state {
    case .corrected: Status.well(words.say("put right", "berichtigt")) + with(ending.attempt, words)
    case .replaced: Status.still(words.say("replaced", "ersetzt")) + with(ending.attempt, words)
    case .discarded:
      Status.still(words.say("discarded", "verworfen"))
      if let decision = ending.decision { " " + words.by(decision) }
    case .open: words.status(facts.interchange)
    }
    if let verdict = facts.interchange.verdict {
      words.say("; at first \(words.word(verdict)).", "; ursprünglich \(words.word(verdict)).")
    }
  }

  @MarkupBuilder private func with(_ attempt: InterchangeFacts.Attempt?, _ words: Words) -> Markup {
    if let attempt {
      words.say(" with ", " mit ")
      a(.href(.interchange(attempt.interchange.id.text))) {
        words.say("attempt \(attempt.number)", "Versuch \(attempt.number)")
      }
      " "
      attempt.decision.map { words.by($0) }
        ?? words.say("by \(attempt.interchange.sender)", "von \(attempt.interchange.sender)")
    }
  }

  private func what(_ words: Words) -> String {
    let (totals, sender) = (facts.interchange.totals, facts.interchange.sender)
    let file =
      facts.isOfDesk
      ? words.say("Decisions of people, from the desk", "Entscheidungen von Menschen, vom Pult")
      : facts.attempt > 1
        ? words.say(
          "Attempt \(facts.attempt) at a file of \(sender)", "Versuch \(facts.attempt) einer Datei von \(sender)")
        : words.say("A file of \(sender)", "Eine Datei von \(sender)")
    if facts.interchange.verdict == nil { return file + "." }
    if totals.read == 0 {
      return facts.interchange.verdict == .rejected
        ? words.say("\(file). It was refused as a whole.", "\(file). Sie wurde als Ganzes abgewiesen.")
        : words.say("\(file) without records.", "\(file) ohne Datensätze.")
    }
    return words.say(
      "\(file) with \(words.count(totals.read, .record)): \(words.counts(totals)).",
      "\(file) mit \(words.count(totals.read, .recordDative)): \(words.counts(totals)).")
  }

  @MarkupBuilder private func next(_ words: Words) -> Markup {
    switch standing {
    case .undecided:
      words.say("It has been taken in and is looked at next.", "Sie ist eingegangen und wird als Nächstes geprüft.")
    case .incomplete(let until):
      words.say(
        "It ends too early. Kontor waits for the rest of it",
        "Sie endet zu früh. Kontor wartet auf den Rest")
      if let until {
        words.say(" until ", " bis ")
        words.instant(until)
      }
      words.say(", then refuses it.", " und weist sie dann ab.")
    case .publishing:
      words.say(
        "It is decided; its documents and its answer are being put into the outboxes.",
        "Sie ist entschieden; Dokumente und Antwort werden gerade in die Ausgänge gelegt.")
    case .repeats(let id):
      words.say("The same file had come before, as ", "Dieselbe Datei war schon gekommen, als ")
      a(.href(.interchange(id.text))) { id.text }
      words.say("; nothing is to be done.", "; es ist nichts zu tun.")
    case .toPutRight(let count):
      facts.interchange.totals.read == 0
        ? words.say(
          "Next, somebody puts the file right; until then nothing of it is taken.",
          "Als Nächstes berichtigt jemand die Datei; bis dahin wird nichts daraus übernommen.")
        : words.say(
          "Next, somebody puts \(words.count(count, .record)) right; until then nobody is sent \(count == 1 ? "it" : "them").",
          "Als Nächstes berichtigt jemand \(words.count(count, .record)); bis dahin bleibt das hier.")
    case .held(let count):
      a(.href(Section.held.link)) {
        count == 1
          ? words.say("1 record waits", "1 Datensatz wartet")
          : words.say("\(words.number(count)) records wait", "\(words.number(count)) Datensätze warten")
      }
      words.say(
        " and goes on by itself when what it waits for comes.",
        " und geht von selbst weiter, sobald kommt, worauf gewartet wird.")
    case .waitsForFlow(let flow, let count):
      words.say("\(words.count(count, .document)) for flow ", "\(words.count(count, .document)) für Fluss ")
      a(.href(Link("flows", flow))) { flow }
      words.say(" until it may carry.", " bis er wieder befördert.")
    case .untaken(let systems):
      words.say("Next, ", "Als Nächstes: ")
      words.list(
        systems.sorted { $0.key < $1.key }.map { system, count in
          words.say(
            "\(system) takes \(words.count(count, .document))", "\(system) holt \(words.count(count, .document)) ab")
        })
      words.say("; there is nothing to do here.", "; hier ist nichts zu tun.")
    case .nothing: words.say("There is nothing to do.", "Es ist nichts zu tun.")
    }
  }

  private func settled(_ state: Rejection.State, _ words: Words) -> String {
    switch state {
    case .corrected: words.say("What was wrong was put right since.", "Was falsch war, wurde inzwischen berichtigt.")
    case .replaced:
      words.say(
        "A newer attempt took its place, and goes on from there.", "Ein neuerer Versuch ist an seine Stelle getreten.")
    case .discarded:
      facts.ending?.decision.map { words.ending($0) }
        ?? words.say("What was rejected was discarded.", "Das Abgewiesene wurde verworfen.")
    case .open: words.say("There is nothing to do.", "Es ist nichts zu tun.")
    }
  }

  // MARK: - As a time line

  private enum Kind: String {
    case past = ""
    case now, ahead
  }

  func timeLine(_ words: Words) -> Markup {
    ol(.class("way"), .id("way")) {
      Markup.joined(past(words))
      Markup.joined(future(words))
    }
  }

  private func step(_ kind: Kind, @MarkupBuilder _ content: () -> Markup) -> Markup {
    li(kind == .past ? nil : .class(kind.rawValue), content: content)
  }

  private func past(_ words: Words) -> [Markup] {
    let interchange = facts.interchange
    var moments: [(at: Timestamp, text: String)] = [(interchange.receivedAt, received(words))]
    if let at = interchange.decidedAt {
      moments.append((at, words.say("Decided: ", "Entschieden: ") + words.counts(interchange.totals)))
    }
    if let at = interchange.doneAt { moments.append((at, done(words))) }
    for system in Set(facts.documents.map(\.document.system)).sorted() {
      let imports = facts.documents.filter { $0.document.system == system && $0.document.kind == .import }
      let taken = imports.compactMap(\.takenAt)
      if !taken.isEmpty, taken.count == imports.count, !facts.hasMoreDocuments, let last = taken.max() {
        moments.append(
          (last, words.say("All documents were taken by \(system)", "\(system) hat alle Dokumente abgeholt")))
      }
    }
    if let rejection = facts.rejection, let at = rejection.closedAt {
      moments.append((at, settled(rejection.state, words)))
    }
    moments.sort { $0.at < $1.at }
    return moments.indices.map { index in
      step(.past) {
        words.instant(moments[index].at)
        if index > 0 {
          let took = moments[index].at.milliseconds - moments[index - 1].at.milliseconds
          " "
          small(words.say("after ", "nach ") + words.duration(milliseconds: took))
        }
        br()
        moments[index].text
      }
    }
  }

  private func received(_ words: Words) -> String {
    let interchange = facts.interchange
    guard let decision = facts.ownAttempt?.decision else {
      return words.say("Received from \(interchange.sender)", "Eingegangen von \(interchange.sender)")
    }
    let reason = decision.reason.map { ": " + Printable.line($0) } ?? ""
    return words.say(
      "Handed in by \(Printable.line(decision.who)) as attempt \(facts.attempt)\(reason)",
      "Eingereicht von \(Printable.line(decision.who)) als Versuch \(facts.attempt)\(reason)")
  }

  private func done(_ words: Words) -> String {
    let imports = facts.documents.filter { $0.document.kind == .import && $0.publishedAt != nil }.count
    let published = words.count(imports, orMore: facts.hasMoreDocuments, .document)
    let answered = facts.acknowledgement != nil
    if imports == 0 {
      return answered ? words.say("Answered", "Beantwortet") : words.say("Done", "Erledigt")
    }
    return answered
      ? words.say("Published: \(published); answered", "Herausgegeben: \(published); beantwortet")
      : words.say("Published: \(published)", "Herausgegeben: \(published)")
  }

  private func future(_ words: Words) -> [Markup] {
    switch standing {
    case .undecided: [step(.now) { b(words.say("Is looked at next", "Wird als Nächstes geprüft")) }]
    case .incomplete: [step(.now) { b(words.say("Waits for the rest of it", "Wartet auf den Rest")) }]
    case .publishing: [step(.now) { b(words.say("Is being put into the outboxes", "Wird in die Ausgänge gelegt")) }]
    case .toPutRight:
      [
        step(.now) {
          b(words.say("Waits to be put right", "Wartet auf Berichtigung"))
          " "
          if let rejection = facts.rejection { words.ago(rejection.since) }
        },
        step(.ahead) {
          words.say("What is put right goes on its way", "Das Berichtigte geht seinen Weg")
        },
      ]
    case .held: [step(.now) { b(words.say("Records wait", "Datensätze warten")) }]
    case .waitsForFlow(let flow, _):
      [step(.now) { b(words.say("Waits for flow \(flow)", "Wartet auf Fluss \(flow)")) }]
    case .untaken(let systems):
      [
        step(.now) {
          b(
            words.say(
              "Not taken yet by \(words.list(systems.keys.sorted()))",
              "Noch nicht abgeholt von \(words.list(systems.keys.sorted()))"))
        }
      ]
    case .repeats, .nothing: []
    }
  }
}
