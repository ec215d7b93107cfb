import Exchange
package import Operations

/// One interchange: what it is, where it stands, what happens next, and all that belongs to it.
package struct InterchangeStoryPage: DeskPage {
  let facts: InterchangeFacts
  let viewer: Viewer
  /// From where its records are shown, and which.
  let query: Fields
  /// What became of the decision that led to the page; nil where none did.
  package var outcome: DeskNote?

  package init(_ facts: InterchangeFacts, viewer: Viewer, query: Fields = Fields()) {
    self.facts = facts
    self.viewer = viewer
    self.query = query
  }

  var id: String { facts.interchange.id.text }
  var isOperator: Bool { viewer.role >= .operator }

  package var section: Section? { facts.isOfDesk ? .audit : .interchanges }
  package var live: String? { Link("interchanges", id, query: query).text }

  package func title(_ words: Words) -> String { facts.file }

  package func trail(_ words: Words) -> [Step] {
    [facts.isOfDesk ? Section.audit.step(words) : Section.interchanges.step(words)]
  }

  package func main(_ words: Words) -> Markup {
    outcome?.markup(words)
    sentence(words)
    buttons(words)
    div(.class("cols")) {
      part("h-way", words.say("Time line", "Verlauf")) { timeLine(words) }
      part("h-file", words.say("The file", "Die Datei")) { about(words) }
    }
    if !facts.issues.isEmpty {
      part("h-whole", words.say("About the file as a whole", "Zur Datei als Ganzes")) { fileIssues(words) }
    }
    records(words)
    documents(words)
    attempts(words)
  }

  package func fragments(_ words: Words) -> [Fragment] {
    [
      Fragment("say", sentence(words)), Fragment("acts", buttons(words)), Fragment("way", timeLine(words)),
      Fragment("documents", documents(words)), Fragment("attempts", attempts(words)),
    ]
  }

  // MARK: - What can be done

  private func buttons(_ words: Words) -> Markup {
    div(.class("acts"), .id("acts")) {
      if let open = facts.open, open != facts.interchange.id {
        buttonLink(
          words.say("Go to the attempt that is open", "Zum offenen Versuch"), to: .interchange(open.text), isMain: true)
      } else if facts.open != nil {
        if isOperator, viewer.seesPayloads {
          let isXML = facts.issues.allSatisfy { !$0.saysNotXML }
          buttonLink(words.say("Put it right", "Berichtigen"), to: Link("interchanges", id, "edit"), isMain: isXML)
        }
        buttonLink(words.say("What is wrong", "Was nicht stimmt"), to: Link("rejected", id))
        if isOperator {
          postForm(to: Link("jobs"), viewer, hidden: Fields([("id", id)])) {
            submit(
              words.say("Try again as it is …", "Unverändert erneut verarbeiten …"), name: "verb", value: "reprocess")
            submit(words.say("Discard …", "Verwerfen …"), name: "verb", value: "discard")
          }
        }
      }
    }
  }

  // MARK: - The file

  private func about(_ words: Words) -> Markup {
    let interchange = facts.interchange
    return Console.facts {
      Fact(words.numberAtKontor) { code(id) }
      Fact(words.from, interchange.sender)
      Fact(words.controlNumber, ifAny: interchange.envelope.controlNumber)
      if interchange.envelope.isTest { Fact(words.say("Test", "Test"), words.say("yes", "ja")) }
      Fact(words.size, size(interchange.size, words))
      Fact("SHA-256") { code(interchange.sha256) }
      Fact(words.say("Source", "Inhalt")) { source(words) }
      if let repeated = interchange.repeats {
        Fact(words.say("Came before as", "Kam schon als")) {
          a(.href(.interchange(repeated.text))) { code(repeated.text) }
        }
      }
      path(words.say("Lies in", "Liegt in"), facts.place)
      path(words.say("Reject file", "Fehlerdatei"), facts.rejectFile)
      if let answer = facts.documents.first(where: { $0.document.kind == .acknowledgement }) {
        Fact(words.say("Acknowledgement", "Empfangsbestätigung")) { documentLink(answer.name) }
      }
      if !interchange.versions.isEmpty {
        Fact(words.say("Decided by", "Entschieden nach")) { versions(interchange.versions, words) }
      }
      for pruning in facts.prunings { Fact(words.say("Forgotten", "Vergessen")) { span(pruning, .language("en")) } }
    }
  }

  private func size(_ bytes: Int64, _ words: Words) -> String {
    bytes < 1000
      ? words.size(bytes) : "\(words.size(bytes)) (\(words.number(Int(bytes))) \(words.say("bytes", "Byte")))"
  }

  private func path(_ term: String, _ path: String?) -> Fact? {
    path.map { path in Fact(term) { code(path) } }
  }

  @MarkupBuilder private func source(_ words: Words) -> Markup {
    if facts.place == nil {
      words.say("not filed yet", "noch nicht abgelegt")
    } else if viewer.seesPayloads {
      a(.href(Link("interchanges", id, "source"))) { words.say("As it came", "Wie sie kam") }
      " · "
      small(words.say("your look is noted in the audit", "Ihr Blick wird im Protokoll vermerkt"))
    } else {
      words.say("not for you to see", "für Sie nicht einsehbar")
    }
  }

  private func versions(_ versions: [Version], _ words: Words) -> Markup {
    Console.details {
      Console.summary {
        words.list(versions.map { $0.kind == .program ? "Kontor \($0.name)" : $0.name }.prefix(2).map { $0 })
        if versions.count > 2 { words.say(" and \(versions.count - 2) more", " und \(versions.count - 2) weiteren") }
      }
      ul {
        for version in versions {
          li {
            code(version.name)
            " "
            small(version.sha256.map { String($0.prefix(12)) + "…" } ?? "")
          }
        }
      }
    }
  }

  private func fileIssues(_ words: Words) -> Markup {
    ul {
      for issue in facts.issues { li { self.issue(issue, words) } }
    }
  }

  /// A sentence with the code; values are left out for whoever may not see them.
  func issue(_ issue: Issue, _ words: Words) -> Markup {
    let text = IssueWords(issue, in: words.language, hidingValues: !viewer.seesPayloads)
    return Markup(text.sentence + " ") + code(issue.code)
  }

  /// To a line of the source, for those who may see it.
  func lineLink(_ line: Int) -> Markup {
    guard viewer.seesPayloads, facts.place != nil else { return Markup(String(line)) }
    return a(.href(SourcePage.address(id, line: line))) { String(line) }
  }
}
