import Exchange
package import Operations

/// One file that is to be put right: what is wrong, where, why, who can mend it, and the file itself.
package struct RejectedItemPage: PageContent {
  /// The file as it came.
  package enum Source: Sendable {
    case shown(RejectedSource)
    /// The viewer may not see it.
    case hidden
    /// It is not there any more.
    case gone
  }

  let item: RejectedItem
  let source: Source
  /// The page's own address, with its query.
  let request: Link
  let viewer: Viewer

  package init(_ item: RejectedItem, _ source: Source, _ request: Link, _ viewer: Viewer) {
    self.item = item
    self.source = source
    self.request = request
    self.viewer = viewer
  }

  package var section: Section? { .rejected }

  package var live: String? { request.text }

  package func title(_ words: Words) -> String { item.file }

  package func trail(_ words: Words) -> [Step] { [Section.rejected.step(words)] }

  package func main(_ words: Words) -> Markup {
    sentence(words)
    pending(words)
    ways(words)
    div(.class("cols")) {
      part("h-wrong", words.say("What is wrong", "Was nicht stimmt")) {
        for (index, problem) in item.problems.enumerated() { card(problem, index + 1, words) }
        if item.left > 0 {
          p(
            words.say(
              "\(words.count(item.left, .record)) more with errors; they are in the file and in its report.",
              "\(words.count(item.left, .record)) mit Fehlern mehr; sie stehen in der Datei und in ihrem Bericht."),
            .class("faint"))
        }
        h2(words.say("The file", "Die Datei"))
        known(words)
      }
      part("h-source", words.say("The file as it came", "Die Datei, wie sie kam")) { shown(words) }
    }
  }

  package func fragments(_ words: Words) -> [Fragment] {
    [Fragment("say", sentence(words)), Fragment("attempt", pending(words))]
  }

  // MARK: - Above

  private func sentence(_ words: Words) -> Markup {
    say {
      item.interchange.outcome(in: words.language) + " "
      if let verdict = item.interchange.verdict { words.status(verdict) }
    }
  }

  private func pending(_ words: Words) -> Markup {
    guard let pending = item.pending else { return div(.id("attempt")) }
    return note(.plain, id: "attempt", role: "status") {
      p {
        b(words.say("Attempt \(pending.number) waiting: ", "Versuch \(pending.number) wartet: "))
        words.say("handed in by \(pending.by), ", "eingereicht von \(pending.by), ")
        words.instant(pending.at)
        ". "
        a(.href(Link("interchanges", item.id, "attempts"))) { words.attempts }
      }
    }
  }

  private func ways(_ words: Words) -> Markup {
    actions {
      if viewer.role >= .operator {
        if viewer.seesPayloads {
          // In an archive nothing can be put right; in a text that only lacks its beginning something can.
          let isXML = item.problems.allSatisfy { !$0.first.saysNotXML }
          buttonLink(words.putRight, to: Link("interchanges", item.id, "edit"), isMain: isXML)
        }
        postForm(to: Link("jobs"), viewer, hidden: Fields([("id", item.id)])) {
          submit(
            words.say("Try again as it is …", "Unverändert erneut verarbeiten …"), name: "verb", value: "reprocess")
          submit(words.say("Discard …", "Verwerfen …"), name: "verb", value: "discard")
        }
      }
      a(.href(.interchange(item.id))) { words.say("All about this file", "Alles zu dieser Datei") }
    }
  }

  // MARK: - What is wrong

  /// Further places of the same problem that are named.
  private static let mostPlaces = 20

  private func card(_ problem: ReportProblem, _ number: Int, _ words: Words) -> Markup {
    let told = IssueWords(problem.first, in: words.language, hidingValues: !viewer.seesPayloads)
    let title = "\(number). \(told.title)"
    let heading: Markup =
      switch problem.first.severity {
      case .error: Status.bad(title)
      case .warning: Status.warned(title) + Markup(" ") + small(words.say("(warning)", "(Warnung)"))
      case .information: Status.still(title)
      }
    return Console.card("p\(number)", heading, level: 3) {
      facts {
        Fact(words.say("Where", "Stelle")) { place(problem.occurrences[0], words) }
        Fact(words.why, told.sentence)
        Fact(words.say("Expected", "Erwartet"), ifAny: told.expected)
        if problem.first.severity == .error {
          Fact(words.whatToDo, ifAny: told.remedy)
          Fact(words.who) { b(words.responsible(told.responsible)) }
        }
        Fact(words.say("Code", "Kennung")) { code(problem.first.code) }
        if problem.occurrences.count > 1 {
          Fact(words.say("Also at", "Auch bei")) { others(problem, words) }
        }
      }
    }
  }

  private func others(_ problem: ReportProblem, _ words: Words) -> Markup {
    let further = problem.occurrences.dropFirst()
    let named = further.prefix(Self.mostPlaces).map { place($0, words, isShort: true) }
    let left = further.count - named.count
    return Markup.joined(named, separator: br())
      + (left > 0 ? br() + Markup(words.say("\(words.number(left)) more", "\(words.number(left)) weitere")) : .empty)
  }

  private func place(_ occurrence: ReportProblem.Occurrence, _ words: Words, isShort: Bool = false) -> Markup {
    var parts: [Markup] = []
    if let line = occurrence.issue.line, let column = occurrence.issue.column {
      let text = words.say("line \(line), column \(column)", "Zeile \(line), Spalte \(column)")
      parts.append(address(ofLine: line).map { link in a(.href(link)) { text } } ?? Markup(text))
    }
    if let record = occurrence.record {
      let name = record.key.map { words.object(record.entity, $0) } ?? words.kind(record.entity)
      parts.append(
        Markup(words.say("record \(record.position): ", "Datensatz \(record.position): ") + name))
    }
    if parts.isEmpty { parts.append(Markup(words.say("the file as a whole", "die Datei als Ganzes"))) }
    let place = Markup.joined(parts, separator: Markup(" · "))
    guard !isShort, let path = occurrence.issue.path else { return place }
    return place + br() + code(path)
  }

  /// A line of the file: on this page, or on the one that has it.
  private func address(ofLine line: Int) -> Link? {
    guard case .shown(let source) = source else { return nil }
    if source.listing.lines.contains(where: { $0.number == line }) { return Link(at: "L\(line)") }
    return Link(
      "rejected", item.id, query: Fields([("from", String(max(1, line - 20)))]), at: "L\(line)")
  }

  // MARK: - What is known of it

  private func known(_ words: Words) -> Markup {
    facts {
      Fact(words.from, item.interchange.sender)
      Fact(words.controlNumber, ifAny: item.interchange.envelope.controlNumber)
      Fact(words.received) { words.moment(item.interchange.receivedAt) }
      Fact(words.numberAtKontor) { code(item.id) }
      if let place = item.place {
        Fact(item.isRejectFile ? words.say("Reject file", "Fehlerdatei") : words.say("It lies in", "Sie liegt in")) {
          code(place)
        }
      }
      if let report = item.report { Fact(words.say("Report", "Bericht")) { code(report) } }
      Fact(words.attempts) {
        a(.href(Link("interchanges", item.id, "attempts"))) {
          words.say("\(item.number) of \(item.attempts)", "\(item.number) von \(item.attempts)")
        }
      }
    }
  }

  // MARK: - The file

  @MarkupBuilder private func shown(_ words: Words) -> Markup {
    switch source {
    case .hidden:
      p(
        words.say(
          "You may not see what files contain; for that the right “payloads” is needed.",
          "Sie dürfen den Inhalt von Dateien nicht sehen; dafür braucht es das Recht „payloads“."), .class("faint"))
    case .gone:
      p(
        words.say(
          "The file is not there any more: its retention has ended, or somebody took it away.",
          "Die Datei ist nicht mehr da: Ihre Aufbewahrungsfrist ist um, oder jemand hat sie entfernt."))
    case .shown(let source):
      if source.first > 1 {
        p { lines(from: max(1, source.first - RejectedSource.length), words.say("Lines before", "Zeilen davor")) }
      }
      sourceListing(
        words.say("Source of \(item.file)", "Inhalt von \(item.file)"), source.listing.lines.map { line($0, words) })
      end(of: source, words)
      p(
        words.say("That you looked is noted in the audit.", "Dass Sie das ansehen, wird protokolliert."),
        .class("faint"))
    }
  }

  @MarkupBuilder private func end(of source: RejectedSource, _ words: Words) -> Markup {
    switch source.listing.end {
    case .file: Markup.empty
    case .lines:
      p { lines(from: source.first + RejectedSource.length, words.say("Lines behind", "Zeilen danach")) }
    case .limit:
      p(
        words.say(
          "What lies further behind is not shown here: the file is too long.",
          "Was weiter hinten steht, wird hier nicht gezeigt: Die Datei ist zu lang."), .class("faint"))
    }
  }

  private func lines(from first: Int, _ text: String) -> Markup {
    a(.href(Link("rejected", item.id, query: Fields([("from", String(first))])))) { text }
  }

  private func line(_ line: SourceListing.Line, _ words: Words) -> SourceLine {
    let pieces = line.pieces.map { piece -> (text: String, isMarked: Bool) in
      switch piece {
      case .text(let text): (text, false)
      case .marked(let text, _): (text, true)
      case .left(let count):
        (words.say(" … \(words.count(count, .character)) … ", " … \(words.count(count, .character)) … "), false)
      }
    }
    return SourceLine(line.number, pieces, hints: line.places.map { hint(item.issues[$0], words) })
  }

  private func hint(_ issue: Issue, _ words: Words) -> Markup {
    let told = IssueWords(issue, in: words.language, hidingValues: !viewer.seesPayloads)
    let kind =
      switch issue.severity {
      case .error: words.say("Error: ", "Fehler: ")
      case .warning: words.say("Warning: ", "Warnung: ")
      case .information: words.say("Note: ", "Hinweis: ")
      }
    return b(kind) + Markup(told.sentence + " ")
      + (told.expected.map { span(words.say("Expected: \($0)", "Erwartet: \($0)"), .class("faint")) } ?? .empty)
  }
}

extension Noun {
  fileprivate static let character = Noun(("character", "Zeichen"), ("characters", "Zeichen"))
}
