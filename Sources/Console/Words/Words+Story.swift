package import Exchange
package import Operations

/// The story of a business object, in sentences.
extension Words {
  /// What happened. Details are told as the ledger keeps them, which is in English.
  ///
  /// - Parameter isDecided: whether who decided it, and why, is told beside it.
  package func sentence(_ event: StoryChapterReport.Event, isDecided: Bool = false) -> String {
    if isDecided, event.what == EntityEvent.What.discarded.rawValue { return say("Discarded.", "Verworfen.") }
    return language == .english ? event.sentence : german(event)
  }

  private func german(_ event: StoryChapterReport.Event) -> String {
    let subject = event.subject
    let system = subject ?? "Ein System"
    switch EntityEvent.What(rawValue: event.what) {
    case .told: return "\(system) hat davon berichtet." + (event.detail == "It is new." ? " Es ist neu." : rest(event))
    case .linked: return "Als dasselbe erkannt." + rest(event)
    case .key: return "\(system) nennt es nun anders." + rest(event)
    case .stage: return "Neuer Stand: \(subject.map(stage) ?? "unbekannt")."
    case .sent: return "An \(system) gesendet."
    case .held: return "Zurückgestellt: \(subject.map(german(reason:)) ?? "")." + rest(event)
    case .released: return "Wartet nicht mehr."
    case .expired: return "Die Wartezeit ist abgelaufen." + rest(event)
    case .discarded: return "Verworfen." + rest(event)
    case .superseded: return "Durch etwas Neueres ersetzt." + rest(event)
    case .confirmed: return "\(system) hat es übernommen."
    case .refused: return "\(system) hat es abgelehnt." + rest(event)
    case .decided: return "\(subject ?? "Jemand") hat entschieden." + rest(event)
    case .deleted: return "\(system) hat es gelöscht."
    case .erased: return "\(subject ?? "Jemand") hat die Daten löschen lassen." + rest(event)
    case .rejected: return "Ein Datensatz dazu wurde abgewiesen." + rest(event)
    case nil: return event.sentence
    }
  }

  private func rest(_ event: StoryChapterReport.Event) -> String {
    event.document == nil ? event.detail.map { " (\($0))" } ?? "" : ""
  }

  private func german(reason: String) -> String {
    Hold.Reason(rawValue: reason).map { self.reason($0) } ?? reason
  }

  /// `by ada: sales says so`.
  package func by(_ decision: AuditEntry) -> String {
    let reason = decision.reason.map { ": " + Printable.line($0) } ?? ""
    return say("by \(Printable.line(decision.who))\(reason)", "von \(Printable.line(decision.who))\(reason)")
  }

  /// That what was rejected was discarded, by whom and why.
  package func ending(_ decision: AuditEntry) -> String {
    say("What was rejected was discarded \(by(decision))", "Das Abgewiesene wurde verworfen \(by(decision))")
  }

  /// Where a document is, and what its receiver made of it.
  package func whereabouts(_ paper: StoryChapterReport.Paper) -> String {
    switch paper.delivery.flatMap(Delivery.State.init) {
    case .imported: return say("imported", "übernommen")
    case .refused: return say("refused", "abgelehnt")
    case .sent, nil: break
    }
    switch EntityStory.Paper.Whereabouts(rawValue: paper.whereabouts) {
    case .prepared: return say("prepared, not published yet", "vorbereitet, noch nicht herausgegeben")
    case .waiting: return say("waits for its flow", "wartet auf seinen Fluss")
    case .superseded: return say("not sent: something newer took its place", "nicht gesendet: durch Neueres ersetzt")
    case .inDoubt: return say("in doubt: ask the receiver", "unklar: beim Empfänger nachfragen")
    case .inOutbox: return say("published, not seen to be taken yet", "herausgegeben, noch nicht abgeholt")
    case .taken:
      let when = paper.takenAt.map { " " + time($0) } ?? ""
      return say("published, taken\(when)", "herausgegeben, abgeholt\(when)")
    case nil: return paper.whereabouts
    }
  }
}
