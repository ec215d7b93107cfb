package import Exchange

/// The words for how something ended or stands, with their shapes.
extension Words {
  package func status(_ verdict: InterchangeVerdict) -> Markup {
    let word = word(verdict)
    return switch verdict {
    case .accepted: Status.well(word)
    case .acceptedWithWarnings: Status.warned(word)
    case .partiallyAccepted: Status.half(word)
    case .rejected: Status.bad(word)
    case .held: Status.held(word)
    case .duplicate: Status.still(word)
    }
  }

  package func word(_ verdict: InterchangeVerdict) -> String {
    switch verdict {
    case .accepted: accepted
    case .acceptedWithWarnings: say("accepted with warnings", "mit Hinweisen übernommen")
    case .partiallyAccepted: say("partly rejected", "teilweise abgewiesen")
    case .rejected: rejected
    case .held: say("held", "zurückgestellt")
    case .duplicate: say("came before", "schon vorhanden")
    }
  }

  /// Its verdict, or how far it is.
  package func status(_ interchange: Interchange) -> Markup {
    interchange.verdict.map { status($0) } ?? status(interchange.state)
  }

  /// `3 accepted, 1 rejected`; a dash where no record was read.
  package func counts(_ totals: Totals) -> String {
    let counts = RecordVerdict.allCases.filter { totals[$0] > 0 }.map { "\(number(totals[$0])) \(word($0))" }
    return counts.isEmpty ? "–" : counts.joined(separator: ", ")
  }

  package func status(_ verdict: RecordVerdict) -> Markup {
    let word = word(verdict)
    return switch verdict {
    case .accepted: Status.well(word)
    case .rejected: Status.bad(word)
    case .held: Status.held(word)
    case .unchanged, .duplicate, .superseded, .ignored: Status.still(word)
    }
  }

  package func word(_ verdict: RecordVerdict) -> String {
    switch verdict {
    case .accepted: accepted
    case .unchanged: say("nothing new", "unverändert")
    case .held: say("held", "zurückgestellt")
    case .rejected: rejected
    case .duplicate: say("came before", "schon vorhanden")
    case .superseded: say("outdated", "überholt")
    case .ignored: say("not wanted by agreement", "nach Vereinbarung nicht benötigt")
    }
  }

  /// Of an interchange that has no verdict yet.
  package func status(_ state: InterchangeState) -> Markup {
    switch state {
    case .received: Status.still(say("received", "eingegangen"))
    case .waiting: Status.still(say("waits for the rest of it", "wartet auf den Rest"))
    case .decided: Status.still(say("decided", "entschieden"))
    case .published: Status.still(say("published", "herausgegeben"))
    case .done: Status.well(say("done", "erledigt"))
    }
  }

  /// As reports write it; one that no version knows is shown as it is.
  package func status(verdict: String?, state: String) -> Markup {
    if let verdict { return InterchangeVerdict(rawValue: verdict).map { status($0) } ?? Status.still(verdict) }
    return InterchangeState(rawValue: state).map { status($0) } ?? Status.still(state)
  }
}
