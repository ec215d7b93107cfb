package import Exchange
package import Operations

/// How the installation is made and how it stands. Who may only look sees the little that everybody may know.
package struct SystemPage: PageContent {
  /// Somebody who may use the console.
  package struct User: Sendable {
    package var name: String
    package var role: Role
    package var seesPayloads: Bool
    /// Ways in for programs.
    package var tokens: Int

    package init(name: String, role: Role, seesPayloads: Bool, tokens: Int = 0) {
      self.name = name
      self.role = role
      self.seesPayloads = seesPayloads
      self.tokens = tokens
    }
  }

  /// What the process that carries files left word of.
  package struct Standing: Sendable {
    package var verdict: Health.Verdict
    /// Nil where nothing ever ran, or nobody can tell.
    package var heartbeat: Heartbeat?
    /// What is wrong, one sentence each.
    package var reasons: [String]

    package init(_ verdict: Health.Verdict, heartbeat: Heartbeat?, reasons: [String] = []) {
      self.verdict = verdict
      self.heartbeat = heartbeat
      self.reasons = reasons
    }
  }

  package var report: SystemReport
  package var standing: Standing
  /// What the probe found last; nil where it was not asked.
  package var examination: FolderFindings.Examination?
  /// Since when it is under way.
  package var examinedSince: Timestamp?
  package var examinationFailure: String?
  /// Empty where there are none but whoever has a link.
  package var users: [User] = []
  /// What is wrong with the file of the users.
  package var usersTrouble: String?
  package var viewer: Viewer
  package var link: String?

  package init(_ report: SystemReport, standing: Standing, viewer: Viewer) {
    self.report = report
    self.standing = standing
    self.viewer = viewer
  }

  package var section: Section? { .system }
  package var live: String? { link }
  package func title(_ words: Words) -> String { words.system }

  package func fragments(_ words: Words) -> [Fragment] { [Fragment("say", sentence(words))] }

  private var seesAll: Bool { viewer.role >= .admin }

  @MarkupBuilder package func main(_ words: Words) -> Markup {
    sentence(words)
    nav(.class("acts"), .label(words.furtherPages)) {
      a(.href(Link("incidents"))) { words.incidents }
      a(.href(Link("jobs"))) { words.jobs }
    }
    div(.class("cols")) {
      part("versions", words.say("Versions", "Versionen")) { versions(words) }
      part("ledger", words.say("Ledger and room", "Hauptbuch und Platz")) { ledger(words) }
    }
    if seesAll {
      folders(words)
      settings(words)
      accounts(words)
    } else {
      p(
        words.say(
          "Folders, configuration and users are shown to administrators.",
          "Ordner, Konfiguration und Benutzer sieht die Verwaltung."), .class("faint"))
    }
  }

  private func sentence(_ words: Words) -> Markup {
    let word =
      switch standing.verdict {
      case .well: Status.well(words.say("well", "in Ordnung"))
      case .notReady: Status.warned(words.say("not ready", "nicht bereit"))
      case .stuck: Status.bad(words.say("stuck", "steht"))
      case .down: Status.bad(words.say("nothing runs", "nichts läuft"))
      }
    return div(.class("say"), .id("say")) {
      p {
        word
        " "
        course(words)
      }
      if seesAll {
        for reason in standing.reasons { p(reason) }
      }
    }
  }

  /// What ran, and when it was last seen.
  @MarkupBuilder private func course(_ words: Words) -> Markup {
    if let beat = standing.heartbeat {
      let process = words.say("process \(beat.process)", "Prozess \(beat.process)")
      if beat.kind == .scan {
        words.say("kontor scan ended as \(process), ", "kontor scan endete als \(process), ")
        words.instant(beat.moved)
      } else if let ended = beat.ended {
        words.say("The service was stopped, ", "Der Dienst wurde beendet, ")
        words.instant(ended)
      } else if standing.verdict == .down {
        words.say(
          "The service is gone without a word: \(process), ", "Der Dienst ist ohne ein Wort verschwunden: \(process), ")
        words.instant(beat.moved)
      } else {
        words.say("The service runs as \(process) since ", "Der Dienst läuft als \(process) seit ")
        words.instant(beat.started)
      }
      if beat.kind == .service, let scan = beat.lastScan {
        words.say("; last scan ", "; letzter Durchlauf ")
        words.instant(scan)
      }
      "."
    } else if standing.reasons.isEmpty {
      words.say(
        "Nothing ever ran here that left word beside this ledger: start kontor run.",
        "Hier lief noch nie etwas, das neben diesem Hauptbuch ein Zeichen hinterließ: kontor run starten.")
    }
  }

  private func versions(_ words: Words) -> Markup {
    Console.facts {
      Fact("Kontor", report.version)
      Fact(words.say("Environment", "Umgebung"), report.environment)
      if seesAll {
        Fact(words.say("Node", "Knoten"), report.node)
        Fact(words.say("Configuration", "Konfiguration")) { code(report.configuration) }
      }
      Fact(words.say("Time zone of this console", "Zeitzone dieser Konsole"), words.zone.name)
    }
  }

  private func ledger(_ words: Words) -> Markup {
    Console.facts {
      Fact(words.say("Ledger", "Hauptbuch")) {
        if seesAll { code(report.ledger) + Markup(", ") }
        words.size(report.ledgerSize)
      }
      Fact(words.say("Files so far", "Dateien bisher"), words.number(Int(report.interchanges)))
      Fact(words.say("Generation", "Generation"), words.number(Int(report.generation)))
      if let free = report.free, let total = report.total {
        Fact(
          words.say("Disk free", "Frei auf dem Datenträger"),
          words.say("\(words.size(free)) of \(words.size(total))", "\(words.size(free)) von \(words.size(total))"))
      }
      Fact(words.say("Health", "Zustand")) {
        a(words.say("live", "lebt"), .href(Link("health", "live"))) + Markup(", ")
        a(words.say("ready", "bereit"), .href(Link("health", "ready"))) + Markup(", ")
        a(words.say("metrics", "Messwerte"), .href(Link("metrics")))
      }
    }
  }

  // MARK: - Users

  @MarkupBuilder private func accounts(_ words: Words) -> Markup {
    h2(words.say("Users", "Benutzer"), .id("users"))
    if let usersTrouble { note(.bad) { p(usersTrouble) } }
    if users.isEmpty {
      p(
        words.say(
          "No users are set up: only who has the link that the program printed gets in. Add some with kontor console user add.",
          "Es sind keine Benutzer angelegt: nur wer den Link hat, den das Programm ausgab, kommt hinein. Anlegen mit kontor console user add."
        ))
    } else {
      table(
        words.say("Who may use the console", "Wer die Konsole benutzen darf"),
        [
          Column(words.say("Name", "Name"), isHeading: true), Column(words.say("Role", "Rolle")),
          Column(words.say("Sees values", "Sieht Werte")),
          Column(words.say("Tokens of programs", "Zugänge für Programme"), .number),
        ],
        rows: users.map { user in
          Row {
            user.name
            words.role(user.role)
            user.seesPayloads ? words.say("yes", "ja") : words.say("no", "nein")
            user.tokens
          }
        })
    }
  }
}
