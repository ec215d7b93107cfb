package import Exchange
package import Operations

/// What is said of records that wait.
extension Words {
  /// Why it waits, in a word or two.
  package func reason(_ reason: Hold.Reason) -> String {
    switch reason {
    case .reference: say("reference missing", "Bezug fehlt")
    case .number: say("number missing", "Nummer fehlt")
    case .data: say("data missing", "Angaben fehlen")
    case .decision: say("decision missing", "Entscheidung fehlt")
    case .refused: say("refused by the receiver", "vom Empfänger abgelehnt")
    }
  }

  /// What it waits for, after the word for the reason.
  package func awaited(_ hold: HoldReport) -> Markup {
    let link = hold.awaitsEntity.flatMap { entity in
      hold.awaitsKey.map { key in a(object(entity, key), .href(.entity(entity, key))) }
    }
    guard let link else { return Markup(hold.sentence) }
    switch Hold.Reason(rawValue: hold.reason) {
    case .reference:
      return hold.awaitsKnown == true
        ? link : link + Markup(say(", which is not known yet", "; hier noch nicht bekannt"))
    case .decision: return Markup(say("who it is; perhaps ", "wer es ist; vielleicht ")) + link
    case .number, .data, .refused, nil: return link
    }
  }

  /// What happens when the time is over.
  package func afterwards(_ afterwards: String) -> String {
    switch Hold.Afterwards(rawValue: afterwards) {
    case .reject: say("then it is rejected", "dann wird er abgewiesen")
    case .send: say("then it is sent as it is", "dann wird er so gesendet")
    case .wait: say("then it waits on, and should be looked at", "dann wartet er weiter und sollte angesehen werden")
    case nil: afterwards
    }
  }
}
