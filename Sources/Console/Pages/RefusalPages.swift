/// The pages that say why there is no other page.

/// Who is known may not do that.
package struct RefusedPage: PageContent {
  package enum Lack: Sendable, Equatable {
    /// Something is asked that takes a role above the viewer's.
    case role(Role)
    /// The right to see what files contain.
    case payloads
  }

  let viewer: Viewer
  let lack: Lack

  package init(_ viewer: Viewer, lacks lack: Lack) {
    self.viewer = viewer
    self.lack = lack
  }

  package var canRefresh: Bool { false }

  package func title(_ words: Words) -> String { words.say("Not allowed", "Nicht erlaubt") }

  package func heading(_ words: Words) -> Markup {
    switch lack {
    case .role(let role):
      Markup(
        viewer.role == .viewer && role == .operator
          ? words.say("You may look, but not change anything", "Sie dürfen ansehen, aber nichts ändern")
          : words.say("That is for others to do", "Das dürfen nur andere"))
    case .payloads:
      Markup(words.say("You may not see what files contain", "Sie dürfen den Inhalt von Dateien nicht sehen"))
    }
  }

  package func main(_ words: Words) -> Markup {
    note(.bad) {
      p { needed(words) }
      p {
        words.say("An administrator gives roles and rights: ", "Rollen und Rechte vergibt die Verwaltung: ")
        code("kontor console user")
      }
    }
    p { a(.href(.overview)) { words.overview } }
  }

  @MarkupBuilder private func needed(_ words: Words) -> Markup {
    switch lack {
    case .role(let role):
      words.say("For this you need the role ", "Dafür brauchen Sie die Rolle ")
      b(words.role(role))
    case .payloads:
      words.say("For this you need the right ", "Dafür brauchen Sie das Recht ")
      b("payloads")
    }
    words.say(
      "; you are signed in as \(viewer.name) with the role ", "; angemeldet sind Sie als \(viewer.name) mit der Rolle ")
    b(words.role(viewer.role))
    words.say(". Nothing was done.", ". Es wurde nichts getan.")
  }
}

/// What was asked for is not there.
package struct NotFoundPage: PageContent {
  package enum Missing: Sendable, Equatable {
    case page
    case interchange(String)
    case entity(String, key: String)
    case job(String)
    case flow(String)
    /// Anything else, by what the address calls it.
    case other(String)
  }

  let missing: Missing

  package init(_ missing: Missing) {
    self.missing = missing
  }

  package var section: Section? {
    switch missing {
    case .interchange, .entity: .interchanges
    case .flow: .flows
    case .page, .job, .other: nil
    }
  }

  package func title(_ words: Words) -> String { words.say("Not found", "Nicht gefunden") }

  package func heading(_ words: Words) -> Markup {
    switch missing {
    case .page, .other: Markup(words.say("There is no such page", "Diese Seite gibt es nicht"))
    case .interchange: Markup(words.say("There is no such interchange", "Diese Datei gibt es nicht"))
    case .entity(let entity, let key):
      Markup(words.say("Nothing is known of \(entity) \(key)", "Von \(entity) \(key) ist nichts bekannt"))
    case .job: Markup(words.say("There is no such job", "Diesen Sammelauftrag gibt es nicht"))
    case .flow: Markup(words.say("There is no such flow", "Diesen Fluss gibt es nicht"))
    }
  }

  package func main(_ words: Words) -> Markup {
    emptyState {
      p { sentence(words) }
      p {
        switch missing {
        case .interchange, .entity:
          a(.href(Section.interchanges.link)) {
            words.say("Search among all interchanges", "In allen Dateien suchen")
          }
        case .flow: a(.href(Section.flows.link)) { words.flows }
        case .job: a(.href(Link("jobs"))) { words.say("All jobs", "Alle Sammelaufträge") }
        case .page, .other: a(.href(.overview)) { words.overview }
        }
      }
    }
  }

  @MarkupBuilder private func sentence(_ words: Words) -> Markup {
    switch missing {
    case .page:
      words.say(
        "The address may be cut off, or the page may have had it in another version.",
        "Die Adresse ist vielleicht abgeschnitten, oder sie stammt aus einer anderen Version.")
    case .interchange(let id):
      words.say("Kontor knows no interchange ", "Kontor kennt keine Datei ")
      code(id)
      words.say(
        ". It may have been removed by retention, or the address is cut off.",
        ". Vielleicht ist ihre Aufbewahrungsfrist um, oder die Adresse ist abgeschnitten.")
    case .entity:
      words.say(
        "No file has told of it. Keys are told apart by capitals.",
        "Keine Datei hat davon berichtet. Bei Schlüsseln zählt Groß- und Kleinschreibung.")
    case .job(let id):
      words.say("Kontor knows no job ", "Kontor kennt keinen Sammelauftrag ")
      code(id)
      "."
    case .flow(let name):
      words.say("The configuration names no flow ", "In den Einstellungen steht kein Fluss ")
      code(name)
      "."
    case .other(let name):
      words.say("Kontor knows nothing by the name ", "Kontor kennt nichts unter dem Namen ")
      code(name)
      "."
    }
  }
}

/// Something went wrong here: it says no path and no text of an error, since it may be read by anybody.
package struct FaultPage: PageContent {
  package enum Fault: Sendable, Equatable {
    /// 500: by which it stands in the log.
    case unexpected(reference: String)
    /// 503: the ledger, or a folder, cannot be used until somebody sees to it.
    case unusable(why: String, reference: String)
    /// 503: the ledger does not answer, or too many ask.
    case unavailable
  }

  let fault: Fault

  package init(_ fault: Fault) {
    self.fault = fault
  }

  package func title(_ words: Words) -> String {
    switch fault {
    case .unexpected: words.say("Something went wrong", "Etwas ist schiefgegangen")
    case .unusable: words.say("Not until somebody sees to it", "Erst muss jemand etwas beheben")
    case .unavailable: words.say("Not now", "Im Augenblick nicht")
    }
  }

  package func main(_ words: Words) -> Markup {
    note(.bad, role: "alert") {
      switch fault {
      case .unexpected(let reference):
        p(
          words.say(
            "The page could not be made. Nothing that came in is lost by that.",
            "Die Seite konnte nicht erstellt werden. Von dem, was eingegangen ist, geht dadurch nichts verloren."))
        inTheLog(reference, words)
      case .unusable(let why, let reference):
        p(why)
        inTheLog(reference, words)
      case .unavailable:
        p(
          words.say(
            "The ledger does not answer just now. Try it again in a moment; nothing was done.",
            "Das Hauptbuch antwortet gerade nicht. Versuchen Sie es gleich noch einmal; es wurde nichts getan."))
      }
    }
    p { a(.href(.overview)) { words.overview } }
  }
}

extension FaultPage {
  fileprivate func inTheLog(_ reference: String, _ words: Words) -> Markup {
    p {
      words.say(
        "An administrator finds the reason in the log, under ", "Die Verwaltung findet den Grund im Log unter ")
      code(reference)
      "."
    }
  }
}

/// 403 for a form without the token of the session: nearly always one that stood open over a log-in or a restart.
package struct StaleFormPage: PageContent {
  let back: Link

  /// - Parameter back: The page that has the form.
  package init(back: Link = .overview) {
    self.back = back
  }

  package var canRefresh: Bool { false }

  package func title(_ words: Words) -> String {
    words.say("The form is out of date", "Das Formular ist veraltet")
  }

  package func main(_ words: Words) -> Markup {
    note(.bad, role: "alert") {
      p {
        b(words.say("Nothing was done.", "Es wurde nichts getan."))
        " "
        words.say(
          "The form was opened before you logged in anew, or before Kontor was restarted.",
          "Das Formular war schon offen, bevor Sie sich neu angemeldet haben oder Kontor neu gestartet wurde.")
      }
      p(
        words.say(
          "Go back with your browser to copy what you wrote, then open the page anew.",
          "Gehen Sie im Browser zurück, um Geschriebenes zu kopieren, und öffnen Sie die Seite dann neu."))
    }
    p { a(.class("button"), .href(back)) { words.say("Open it anew", "Neu öffnen") } }
  }
}
