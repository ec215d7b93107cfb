package import Exchange
package import Operations

/// The story of a business object, in sentences.
extension Words {
  /// What happened. What the ledger says beyond the known stands behind it, in English.
  ///
  /// - Parameter isDecided: whether who decided it, and why, is told beside it.
  package func sentence(_ event: StoryChapterReport.Event, isDecided: Bool = false) -> Markup {
    if isDecided, event.what == EntityEvent.What.discarded.rawValue { return Markup(say("Discarded.", "Verworfen.")) }
    guard language == .german, let what = EntityEvent.What(rawValue: event.what) else { return Markup(event.sentence) }
    if let detail = event.detail.flatMap({ EventDetail(what, event.subject, $0) }) {
      return Markup(german(detail, event.subject))
    }
    return Markup(german(what, event.subject)) + rest(event, what)
  }

  private func german(_ what: EntityEvent.What, _ subject: String?) -> String {
    let system = subject ?? "Ein System"
    switch what {
    case .told: return "\(system) hat davon berichtet."
    case .linked: return "Als dasselbe erkannt."
    case .key: return "\(system) nennt es nun anders."
    case .stage: return "Neuer Stand: \(subject.map(stage) ?? "unbekannt")."
    case .sent: return "An \(system) gesendet."
    case .held: return "Zurückgestellt: \(subject.map(german(reason:)) ?? "")."
    case .released: return "Wartet nicht mehr."
    case .expired: return "Die Wartezeit ist abgelaufen."
    case .discarded: return "Verworfen."
    case .superseded: return "Durch etwas Neueres ersetzt."
    case .confirmed: return "\(system) hat es übernommen."
    case .refused: return "\(system) hat es abgelehnt."
    case .decided: return "\(subject ?? "Jemand") hat entschieden."
    case .deleted: return "\(system) hat es gelöscht."
    case .erased: return "\(subject ?? "Jemand") hat die Daten löschen lassen."
    case .rejected: return "Ein Datensatz dazu wurde abgewiesen."
    }
  }

  private func german(_ detail: EventDetail, _ subject: String?) -> String {
    switch detail {
    case .new: "\(subject ?? "Ein System") hat davon berichtet. Es ist neu."
    case .called(let key, let system): "\(system) nennt es \(key)."
    case .stageBefore(let before):
      "Neuer Stand: \(subject.map(stage) ?? "unbekannt"), vorher \(stage(before.rawValue))."
    case .waits(let record, let other):
      "Zurückgestellt: \(object(record)) wartet auf \(object(other)), hier noch nicht bekannt."
    case .deletedForGood(let system): "\(system) hat es gelöscht und bekommt davon nichts mehr."
    case .sentAlone: "\(subject ?? "Jemand") hat es einzeln senden lassen."
    }
  }

  /// One business object, as the ledger names it: `Customer K-20417`.
  private func object(_ name: String) -> String {
    let parts = name.split(separator: " ", maxSplits: 1).map(String.init)
    return parts.count == 2 ? object(parts[0], parts[1]) : name
  }

  private func rest(_ event: StoryChapterReport.Event, _ what: EntityEvent.What) -> Markup {
    guard let detail = event.detail, event.document == nil else { return .empty }
    switch what {
    // In the words of a person, or of the receiver.
    case .refused, .erased: return Markup(" (\(detail))")
    case .sent, .released, .confirmed: return .empty
    case .told, .linked, .key, .stage, .held, .expired, .discarded, .superseded, .decided, .deleted, .rejected:
      return Markup(" (") + span(detail, .language("en")) + Markup(")")
    }
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
