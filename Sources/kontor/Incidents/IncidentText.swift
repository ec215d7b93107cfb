import Exchange
import Operations

/// Incidents in lines for a person.
struct IncidentText {
  let output: Output
  let now: Timestamp

  static func style(of severity: IncidentSeverity) -> Style {
    switch severity {
    case .warning: .warning
    case .error, .critical: .bad
    }
  }

  func table(_ incidents: [Incident]) {
    var table = Table(["ID", "SEVERITY", "SINCE", "WHAT", "SUBJECT", "WHO", ""])
    for incident in incidents {
      let note: String
      switch (incident.state, incident.acknowledged) {
      case (.closed, _): note = "closed \(incident.closedAt.map(Phrase.moment) ?? "")"
      case (.open, let word?): note = "acknowledged by \(word.by)"
      case (.open, nil): note = ""
      }
      table.add([
        Cell(String(incident.id), .strong),
        Cell(incident.severity.rawValue, incident.state == .open ? Self.style(of: incident.severity) : .faint),
        Cell(age(of: incident)), Cell(incident.entry.title), Cell(Printable.line(incident.key.subject)),
        Cell(incident.entry.actor.rawValue), Cell(Printable.line(note), .faint),
      ])
    }
    table.print(to: output)
  }

  private func age(of incident: Incident) -> String {
    guard incident.state == .open else { return Phrase.moment(incident.since) }
    return Phrase.age(seconds: max(0, now.milliseconds - incident.since.milliseconds) / 1000)
  }

  /// What to do, once for each cause.
  func remedies(_ incidents: [Incident]) {
    var told: Set<IncidentCause> = []
    for incident in incidents where told.insert(incident.key.cause).inserted {
      output.line()
      output.line(output.styled(incident.entry.title, .strong))
      output.line("  \(incident.entry.remedy)")
    }
  }

  func details(_ incident: Incident, _ notices: [IncidentNotice]) {
    let entry = incident.entry
    output.line(
      "\(output.styled("incident \(incident.id)", .strong))  \(output.styled(incident.severity.rawValue, Self.style(of: incident.severity)))"
        + "  \(incident.key.cause.rawValue)")
    output.line("\(entry.title): \(Printable.line(incident.key.subject))")
    output.line()
    output.line("  \(Printable.line(incident.detail))")
    output.line()
    output.line("since   \(Phrase.moment(incident.since)), opened \(Phrase.moment(incident.openedAt))")
    if incident.returns > 0 { output.line("again   came back \(Phrase.count(incident.returns, "time"))") }
    if let word = incident.acknowledged { output.line("taken   \(line(of: word))") }
    if let closed = incident.closedAt {
      output.line("closed  \(incident.closed.map(line) ?? "\(Phrase.moment(closed)), by itself")")
    } else {
      output.line("ends    \(entry.closes)")
      output.line("who     \(entry.actor.rawValue)")
      output.line("to do   \(entry.remedy)")
    }
    for notice in notices {
      let state = notice.toldAt.map { "told \(Phrase.moment($0))" } ?? "to be told \(Phrase.moment(notice.due))"
      let failure = notice.failure.map { "; tried \(Phrase.count(notice.attempts, "time")): \($0)" } ?? ""
      output.line("        \(notice.event.rawValue) by \(Printable.line("\(notice.way): \(state)\(failure)"))")
    }
  }

  private func line(of word: PersonalWord) -> String {
    Printable.line("\(Phrase.moment(word.at)), by \(word.by)" + (word.reason.map { ": \($0)" } ?? ""))
  }
}
