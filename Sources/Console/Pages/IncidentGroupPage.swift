package import Exchange
package import Operations

/// All open incidents of one cause and sender.
package struct IncidentGroupPage: DeskPage {
  let group: IncidentGroup
  /// One page of them, newest first.
  let incidents: [IncidentReport]
  /// Before which one the next page begins.
  let next: Int64?
  let viewer: Viewer
  package var outcome: DeskNote?
  /// A decision came without a reason.
  package var lacksReason = false
  /// How many a decision left for the next time.
  package var left = 0

  package init(_ group: IncidentGroup, _ incidents: [IncidentReport], next: Int64? = nil, viewer: Viewer) {
    self.group = group
    self.incidents = incidents
    self.next = next
    self.viewer = viewer
  }

  package var section: Section? { .overview }

  package func title(_ words: Words) -> String { words.title(of: group) }

  package func trail(_ words: Words) -> [Step] { [Step(words.say("Incidents", "Störungen"), Link("incidents"))] }

  @MarkupBuilder package func main(_ words: Words) -> Markup {
    outcome?.markup(words)
    if lacksReason { IncidentsPage.reasonMissing(words) }
    if left > 0 {
      note(.warned, role: "status") {
        p(
          words.say(
            "One decision takes \(words.number(DecisionFiles.mostDecisions)); \(words.number(left)) were left. Decide again for them.",
            "Eine Entscheidung fasst \(words.number(DecisionFiles.mostDecisions)); \(words.number(left)) blieben übrig. Für sie bitte noch einmal entscheiden."
          ))
      }
    }
    IncidentCards(viewer: viewer).many(group, Array(incidents.prefix(1)), leads: false, words)
    table(
      words.say("Newest first", "Neueste zuerst"),
      [
        Column(words.what, .long, isHeading: true), Column(words.say("Details", "Näheres"), .long),
        Column(words.since), Column(words.say("Taken care of by", "In Arbeit bei"), .long),
      ],
      rows: incidents.map { incident in
        Row("i\(incident.id)") {
          words.subject(of: incident)
          words.account(of: incident)
          words.moment(incident.since)
          incident.acknowledgement.map { $0.by + ($0.reason.map { ": \($0)" } ?? "") } ?? "–"
        }
      })
    if let next {
      pager(words.furtherPages) {
        a(
          .href(Link("incidents", query: group.key.fields.setting("before", to: String(next)))),
          Attribute("rel", "next")
        ) { words.older }
      }
    }
  }
}
