import Exchange
import Operations

/// The folders, with what the probe found out about them when somebody asked it last.
extension SystemPage {
  @MarkupBuilder func folders(_ words: Words) -> Markup {
    h2(words.say("Folders", "Ordner"), .id("folders"))
    table(caption(words), columns(words), rows: report.folders.map { row($0, words) })
    if let since = examinedSince {
      note(role: "status") {
        p {
          words.say("A probe is under way since ", "Eine Prüfung läuft seit ") + " "
          words.instant(since)
          ". "
          a(words.say("Look again", "Noch einmal nachsehen"), .href(Link("system", at: "folders")))
        }
      }
    } else {
      postForm(to: Link("system", "folders"), viewer) {
        div(.class("line")) {
          submit(words.say("Probe the folders now", "Ordner jetzt prüfen"))
          span(
            words.say(
              "Takes some seconds; nothing that lies there is touched.",
              "Dauert einige Sekunden; was dort liegt, bleibt unberührt."),
            .class("faint"))
        }
      }
    }
    if let examinationFailure { note(.bad) { p(examinationFailure) } }
    findings(words)
  }

  private func caption(_ words: Words) -> Markup {
    guard let examination else {
      return Markup(words.say("Not probed since the console started", "Seit dem Start der Konsole nicht geprüft"))
    }
    return Markup(words.say("What the probe found ", "Was die Prüfung fand, ")) + words.instant(examination.at)
      + Markup(words.say(", asked by \(examination.by)", ", veranlasst von \(examination.by)"))
  }

  private func columns(_ words: Words) -> [Column] {
    [
      Column(words.say("Folder", "Ordner"), isHeading: true), Column(words.say("Path", "Pfad"), .long),
      Column(words.state), Column(words.say("File system", "Dateisystem")),
      Column(words.say("Can promise", "Kann zusagen"), .long),
    ]
  }

  private func row(_ folder: SystemFolder, _ words: Words) -> Row {
    let known = examination?.folders.first {
      $0.system == folder.system && $0.title == folder.title && $0.path == folder.path
    }
    return Row {
      Markup([folder.system, title(folder.title, words)].compactMap(\.self).joined(separator: " "))
      code(folder.path)
      known.map { state($0, words) } ?? Markup("–")
      Markup(known?.fileSystem ?? "–")
      known.map { english($0.promises.joined(separator: " "), words) } ?? Markup("–")
    }
  }

  /// How it stands with a folder, and what is to be done about it.
  private func state(_ folder: FolderState, _ words: Words) -> Markup {
    let isWell = folder.weight == .good || folder.weight == .note
    let told = isWell ? [] : folder.findings.filter { $0.weight == folder.weight }
    return status(folder.weight, words)
      + Markup.joined(
        told.map { finding in
          br() + small { Markup(question(finding, words) + ": ") + english(finding.change ?? finding.meaning, words) }
        })
  }

  /// What the probe says, which it says in English.
  private func english(_ text: String, _ words: Words) -> Markup {
    words.language == .english || text.isEmpty ? Markup(text) : span(text, .language("en"))
  }

  private func question(_ finding: FolderState.Finding, _ words: Words) -> String {
    switch finding.question {
    case .fileSystem: words.say("file system", "Dateisystem")
    case .mount: words.say("mount", "Einbindung")
    case .rights: words.say("rights", "Rechte")
    case .rename: words.say("renaming", "Umbenennen")
    case .workingFolder: words.say("working folder", "Arbeitsordner")
    case .durability: words.say("durability", "Dauerhaftigkeit")
    case .times: words.say("times of files", "Zeiten der Dateien")
    case .clock: words.say("clock", "Uhr")
    case .letterCase: words.say("large and small letters", "Groß- und Kleinschreibung")
    case .names: words.say("names", "Namen")
    case .events: words.say("notice of new files", "Meldung neuer Dateien")
    case .leases: words.say("files that are still written", "Dateien, die noch geschrieben werden")
    case .space: words.say("space", "Platz")
    case .owners: words.say("owners of files", "Eigentümer der Dateien")
    case .leftOvers: words.say("left-overs", "Überbleibsel")
    case .settling: words.say("time until a file counts as complete", "Zeit, bis eine Datei als fertig gilt")
    case .sameFolder: words.say("one folder twice", "ein Ordner zweimal")
    case .answer: words.say("answer of the folder", "Antwort des Ordners")
    case nil: words.say("folder", "Ordner")
    }
  }

  private func title(_ title: String, _ words: Words) -> String {
    switch title {
    case "inbox": words.say("inbox", "Eingang")
    case "outbox": words.say("outbox", "Ausgang")
    case "acknowledgements": words.say("acknowledgements", "Empfangsbestätigungen")
    case "desk": words.say("desk", "Pult")
    case "archive": words.say("archive", "Archiv")
    case "rejected": words.say("rejected", "Abgewiesene")
    case "ledger": words.say("ledger", "Hauptbuch")
    default: title
    }
  }

  private func status(_ weight: FolderState.Weight, _ words: Words) -> Markup {
    switch weight {
    case .good, .note: Status.well(words.say("well", "in Ordnung"))
    case .advice: Status.warned(words.say("to be changed", "zu ändern"))
    case .fault: Status.bad(words.say("unusable", "unbrauchbar"))
    }
  }

  @MarkupBuilder private func findings(_ words: Words) -> Markup {
    let told = (examination?.folders ?? []).filter { folder in folder.findings.contains { $0.weight != .good } }
    if !told.isEmpty {
      details(told.contains { $0.weight == .advice || $0.weight == .fault } ? Attribute("open") : nil) {
        summary(words.say("All findings", "Alle Befunde"))
        for folder in told {
          h3(
            [folder.system, title(folder.title, words)].compactMap(\.self).joined(separator: " ") + ", " + folder.path)
          ul {
            for finding in folder.findings where finding.weight != .good {
              li {
                status(finding.weight, words)
                " \(question(finding, words)): "
                english(
                  ["\(finding.measured).", finding.meaning, finding.change].compactMap(\.self).joined(separator: " "),
                  words)
              }
            }
          }
        }
      }
    }
  }
}
