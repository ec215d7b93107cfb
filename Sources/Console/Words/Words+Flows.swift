package import Exchange
package import Operations

/// What is said of flows.
extension Words {
  /// How it stands with a flow.
  package func status(ofFlow state: String) -> Markup {
    switch state {
    case "paused": Status.held(say("paused", "angehalten"))
    case "closed": Status.still(say("closed now", "zurzeit geschlossen"))
    case "open", "always", "runs": Status.well(say("running", "läuft"))
    default: Status.still(state)
    }
  }

  /// When it goes next.
  package func nextRun(_ flow: FlowReport) -> Markup {
    if flow.state == "paused" { return Markup(say("when it is resumed", "sobald er fortgesetzt wird")) }
    if flow.state == "always" { return Markup(say("at once", "sofort")) }
    if let run = flow.runs.first { return instant(run.at) }
    if flow.state == "open" {
      let end = flow.changes.first { !$0.opens }
      return Markup(say("at once", "sofort"))
        + (end.map { Markup(say(", until ", ", bis ")) + instant($0.at) } ?? .empty)
    }
    if let opening = flow.changes.first(where: \.opens) { return instant(opening.at) }
    return Markup(say("no run ahead", "kein Lauf in Sicht"))
  }

  package func use(_ use: FlowVersions.File.Use) -> String {
    switch use {
    case .schemaIn: say("Schema in", "Schema eingehend")
    case .mappingIn: say("Mapping in", "Umsetzung eingehend")
    case .mappingOut: say("Mapping out", "Umsetzung ausgehend")
    case .schemaOut: say("Schema out", "Schema ausgehend")
    }
  }

  package func accepts(_ acceptance: Flow.Acceptance) -> String {
    switch acceptance {
    case .perRecord: say("per record: good ones pass", "je Datensatz: gute gehen durch")
    case .wholeFile:
      say("whole files: one bad record rejects all", "ganze Dateien: ein schlechter Datensatz weist alle ab")
    }
  }
}
