package import Exchange

/// What several pages say.
extension Words {
  package var overview: String { say("Overview", "Übersicht") }
  package var interchanges: String { say("Interchanges", "Dateien") }
  package var held: String { say("Held", "Zurückgestellt") }
  package var conflicts: String { say("Conflicts", "Widersprüche") }
  package var flows: String { say("Flows", "Flüsse") }
  package var audit: String { say("Audit", "Protokoll") }
  package var incidents: String { say("Incidents", "Störungen") }
  package var system: String { say("System", "System") }

  package var accepted: String { say("accepted", "übernommen") }
  package var rejected: String { say("rejected", "abgewiesen") }
  package var rejectedWholeOrInPart: String {
    say("rejected, whole or in part", "ganz oder teilweise abgewiesen")
  }
  package var open: String { say("open", "offen") }
  package var none: String { say("none", "keine") }

  package var file: String { say("File", "Datei") }
  package var from: String { say("From", "Von") }
  package var to: String { say("To", "An") }
  package var received: String { say("Received", "Eingegangen") }
  package var since: String { say("Since", "Seit") }
  package var state: String { say("Status", "Stand") }
  package var what: String { say("What", "Was") }
  package var who: String { say("Who", "Wer") }
  package var why: String { say("Why", "Grund") }
  package var action: String { say("Action", "Aktion") }
  package var reason: String { say("Reason", "Begründung") }
  package var size: String { say("Size", "Größe") }
  package var attempt: String { say("Attempt", "Versuch") }
  package var attempts: String { say("Attempts", "Versuche") }
  package var records: String { say("Records", "Datensätze") }
  package var documents: String { say("Documents", "Dokumente") }
  package var controlNumber: String { say("Control number", "Kontrollnummer") }
  package var numberAtKontor: String { say("Number at Kontor", "Nummer bei Kontor") }
  package var whatToDo: String { say("What to do", "Was zu tun ist") }

  package var show: String { say("Show", "Anzeigen") }
  package var search: String { say("Search", "Suchen") }
  package var filter: String { say("Filter", "Filter") }
  package var filters: String { say("Filters", "Filter") }
  package var all: String { say("All", "Alle") }
  package var older: String { say("Older", "Ältere") }
  package var newest: String { say("Newest", "Neueste") }
  package var furtherPages: String { say("Further pages", "Weitere Seiten") }
  package var leaveIt: String { say("Leave it", "Abbrechen") }
  package var back: String { say("Back", "Zurück") }

  /// Stands after "who".
  package func responsible(_ responsible: Responsible) -> String { say(responsible.words) }

  package func role(_ role: Role) -> String {
    switch role {
    case .viewer: say("viewer", "Ansicht")
    case .operator: say("operator", "Bearbeitung")
    case .admin: say("administrator", "Verwaltung")
    }
  }
}
