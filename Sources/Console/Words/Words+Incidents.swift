package import Exchange
package import Operations

/// What is said of incidents.
extension Words {
  package func severity(_ severity: String) -> Markup {
    switch IncidentSeverity(rawValue: severity) {
    case .warning: Status.warned(say("warning", "Warnung"))
    case .error: Status.bad(say("error", "Fehler"))
    case .critical: Status.bad(say("critical", "kritisch"))
    case nil: Status.still(severity)
    }
  }

  /// Who has to act.
  package func actor(_ actor: String) -> String {
    switch IncidentEntry.Actor(rawValue: actor) {
    case .sender: say("who looks after the sender", "wer das sendende System betreut")
    case .receiver: say("who looks after the receiver", "wer das empfangende System betreut")
    case .administrator: say("administrator", "Verwaltung")
    case .clerk: say("clerk", "Sachbearbeitung")
    case nil: actor
    }
  }

  /// In a few words.
  package func title(of incident: IncidentReport) -> String {
    IncidentCause(rawValue: incident.code).map { say(incident.title, german($0)) } ?? incident.title
  }

  /// How many of one cause, and of whom.
  package func title(of group: IncidentGroup) -> String {
    let (count, sender) = (number(group.count), group.key.sender ?? "")
    return switch group.key.cause {
    case .numberGap: say("\(count) gaps in the control numbers of \(sender)", "\(count) Lücken bei \(sender)")
    case .numberReversal:
      say("\(count) times \(sender) went back with its control numbers", "\(count) Rücksprünge bei \(sender)")
    case .fileUnfinished:
      say("\(count) files of \(sender) do not become complete", "\(count) Dateien von \(sender) werden nicht fertig")
    case .fileQuarantined:
      say("\(count) files of \(sender) are put aside", "\(count) Dateien von \(sender) sind beiseitegelegt")
    default: say("\(count) times: \(group.key.cause.entry.title)", "\(count)-mal: \(german(group.key.cause))")
    }
  }

  private func german(_ cause: IncidentCause) -> String {
    switch cause {
    case .fileMissing: "Eine erwartete Datei ist nicht gekommen"
    case .numberGap: "Kontrollnummern fehlen"
    case .numberReversal: "Eine Kontrollnummer war kleiner als die letzte"
    case .fileUnfinished: "Eine Datei im Eingang wird nicht fertig"
    case .fileUndecided: "Eine Datei ist in Arbeit und wird nicht entschieden"
    case .fileQuarantined: "Eine Datei hat das Programm beendet und ist beiseitegelegt"
    case .documentsWaiting: "Dokumente sind entschieden und nicht herausgegeben"
    case .documentsNotTaken: "Dokumente werden nicht abgeholt"
    case .documentsUnconfirmed: "Dokumente sind nicht bestätigt"
    case .documentsInDoubt: "Niemand weiß, ob Dokumente angekommen sind"
    case .folderAway: "Ein Ordner ist nicht erreichbar"
    case .folderWrong: "An der Stelle eines Ordners liegt ein anderer"
    case .folderReadOnly: "In einen Ordner kann nicht geschrieben werden"
    case .folderFull: "Der Platz geht aus"
    case .rejectedWaiting: "Abgewiesene Dateien warten auf Berichtigung"
    case .heldOverdue: "Zurückgestellte Datensätze warten zu lange"
    case .conflictsWaiting: "Widersprüche warten auf eine Entscheidung"
    case .flowPaused: "Ein Fluss ist angehalten"
    }
  }

  /// What to do.
  package func remedy(of incident: IncidentReport) -> String {
    IncidentCause(rawValue: incident.code).map { say(incident.remedy, germanRemedy($0)) } ?? incident.remedy
  }

  private func germanRemedy(_ cause: IncidentCause) -> String {
    switch cause {
    case .fileMissing: "Beim sendenden System nachsehen, ob der Export lief und wohin er geschrieben hat."
    case .numberGap:
      "Den Absender bitten, die fehlenden Dateien noch einmal zu senden, oder bestätigen, dass es sie nie gab."
    case .numberReversal:
      "Beim Absender klären, ob der Zähler zurückgesetzt oder eine alte Datei erneut gesendet wurde."
    case .fileUnfinished: "Beim Absender nachsehen, ob der Export abgebrochen ist; die Datei neu schreiben lassen."
    case .fileUndecided: "Nachsehen, ob der Dienst läuft und was sein Protokoll zu dieser Datei sagt."
    case .fileQuarantined: "Die Datei mit kontor show ansehen und den Fehler melden; andere Dateien gehen weiter."
    case .documentsWaiting:
      "Nachsehen, ob der Ausgang voll oder nicht erreichbar ist oder ob der Fluss angehalten wurde."
    case .documentsNotTaken: "Beim empfangenden System nachsehen, ob dessen Import läuft."
    case .documentsUnconfirmed:
      "Beim empfangenden System nachsehen, ob der Import gelungen ist und Rückmeldungen schreibt."
    case .documentsInDoubt: "Den Empfänger fragen, ob die Dokumente angekommen sind, und es mit kontor resolve sagen."
    case .folderAway: "Dateiserver, Netz und Einbindung prüfen; danach geht es von selbst weiter."
    case .folderWrong: "Prüfen, ob der richtige Ordner eingebunden ist."
    case .folderReadOnly: "Rechte und Einbindung des Ordners prüfen."
    case .folderFull: "Platz schaffen; Kontor lässt den eingestellten Rest frei."
    case .rejectedWaiting: "Die abgewiesenen Dateien ansehen und berichtigen oder verwerfen."
    case .heldOverdue: "Die zurückgestellten Datensätze ansehen, freigeben oder verwerfen."
    case .conflictsWaiting: "Die Widersprüche entscheiden."
    case .flowPaused: "Den Fluss fortsetzen, wenn der Grund weggefallen ist."
    }
  }

  /// Where to look after it; nil where no page of the console helps.
  package func place(of incident: IncidentReport) -> Link? {
    switch IncidentCause(rawValue: incident.code) {
    case .rejectedWaiting: Link("rejected")
    case .heldOverdue: Link("held")
    case .conflictsWaiting: Link("conflicts")
    case .flowPaused, .documentsWaiting: Link("flows")
    case .folderAway, .folderWrong, .folderReadOnly, .folderFull: Link("system", at: "folders")
    case .fileQuarantined, .fileUndecided, .documentsUnconfirmed, .documentsInDoubt, .documentsNotTaken:
      Link("interchanges")
    case .fileMissing, .numberGap, .numberReversal, .fileUnfinished, nil: nil
    }
  }
}
