import DropFolder

/// The ways back, the likeliest first.
struct ReportWays {
  private let report: RejectionReport
  private let words: ReportWords
  private let responsible: Responsible

  init(_ report: RejectionReport, _ words: ReportWords, responsible: Responsible) {
    self.report = report
    self.words = words
    self.responsible = responsible
  }

  var all: [ReportContent.Way] {
    switch responsible {
    case .mapping, .schema, .configuration: [reprocess, correct, edit, discard]
    case .sender, .operator, .nobody: [correct, edit, reprocess, discard]
    }
  }

  private var id: String { report.interchange.id.text }

  private func way(_ title: Bilingual, _ text: Bilingual, _ command: String? = nil) -> ReportContent.Way {
    ReportContent.Way(title: title[words.language], text: text[words.language], command: command)
  }

  private var correct: ReportContent.Way {
    let inbox = report.inbox.map(Printable.line)
    let into = Bilingual(
      inbox.map { "into the inbox \($0)" } ?? "into the inbox of \(report.interchange.sender)",
      inbox.map { "in den Eingangsordner \($0)" } ?? "in den Eingangsordner von \(report.interchange.sender)")
    if report.interchange.advice == .resend {
      return way(
        Bilingual("Have the file sent again", "Die Datei erneut senden lassen"),
        Bilingual(
          "It did not arrive whole, so there is nothing to correct in it. Have it written once more and put it "
            + "\(into.english).",
          "Sie ist nicht vollständig angekommen, zu berichtigen ist an ihr nichts. Lassen Sie sie noch einmal schreiben, und "
            + "legen Sie sie \(into.german)."))
    }
    let title = Bilingual("Correct the file and drop it again", "Die Datei berichtigen und erneut ablegen")
    if let file = report.rejectFile {
      let name = Printable.line(file.name)
      return way(
        title,
        Bilingual(
          "Correct \(name), which lies beside this report and holds only the rejected records, and put it \(into.english). "
            + "Kontor knows it by its control number, by the line <?kontor-reject …?> in it, or by its name; leave these as "
            + "they are.",
          "Berichtigen Sie \(name); sie liegt neben diesem Bericht und enthält nur die abgewiesenen Datensätze. Legen Sie "
            + "sie dann \(into.german). Kontor erkennt sie an der Kontrollnummer, an der Zeile <?kontor-reject …?> darin oder "
            + "am Namen; lassen Sie diese unverändert."))
    }
    let name = Printable.line(report.filedName ?? report.interchange.fileName.display)
    return way(
      title,
      Bilingual(
        "Correct \(name), or have it written anew, and put it \(into.english). Kontor knows it by its control number or by "
          + "its name; leave these as they are.",
        "Berichtigen Sie \(name), oder lassen Sie sie neu schreiben, und legen Sie sie \(into.german). Kontor erkennt sie an "
          + "der Kontrollnummer oder am Namen; lassen Sie diese unverändert."))
  }

  private var edit: ReportContent.Way {
    way(
      Bilingual("Correct it on the command line", "An der Befehlszeile berichtigen"),
      Bilingual(
        "Opens a copy in your editor, checks it, shows what you changed and hands it in.",
        "Öffnet eine Kopie im Editor, prüft sie, zeigt die Änderungen und reicht sie ein."),
      "kontor edit \(id)")
  }

  private var reprocess: ReportContent.Way {
    way(
      Bilingual("Process it again as it is", "Unverändert erneut verarbeiten"),
      Bilingual(
        "After a mapping, a schema or the configuration was put right.",
        "Nachdem eine Umsetzung, ein Schema oder die Einstellungen berichtigt wurden."),
      "kontor reprocess \(id)")
  }

  private var discard: ReportContent.Way {
    way(
      Bilingual("Give it up", "Verwerfen"),
      Bilingual(
        "What was rejected is not needed any more. Say why.",
        "Das Abgewiesene wird nicht mehr gebraucht. Geben Sie den Grund an."),
      words.language == .german ? "kontor discard \(id) --reason \"Grund\"" : "kontor discard \(id) --reason \"why\"")
  }
}
