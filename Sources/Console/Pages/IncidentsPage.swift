import Exchange
package import Operations

/// Faults of the exchange itself: what is wrong now, who has to act, and what to do.
package struct IncidentsPage: DeskPage {
  package var open: OpenIncidents
  /// Those that are over, newest first.
  package var closed: [IncidentReport]
  /// Before which closed one the next page begins.
  package var next: Int64?
  package var viewer: Viewer
  package var link: String?
  package var outcome: DeskNote?
  /// A decision came without a reason.
  package var lacksReason = false

  package init(open: OpenIncidents, closed: [IncidentReport] = [], next: Int64? = nil, viewer: Viewer) {
    self.open = open
    self.closed = closed
    self.next = next
    self.viewer = viewer
  }

  package var section: Section? { .overview }
  package var live: String? { link }

  package func title(_ words: Words) -> String { words.incidents }

  package var canRefresh: Bool { !lacksReason }

  package func fragments(_ words: Words) -> [Fragment] {
    if open.entries.isEmpty { return [Fragment("incidents", openOnes(words))] }
    return open.entries.map { entry in
      switch entry {
      case .one(let incident): Fragment("i\(incident.id)", cards.one(incident, words))
      case .many(let group, let first): Fragment(IncidentCards.id(group.key), cards.many(group, first, words))
      }
    }
  }

  private var cards: IncidentCards { IncidentCards(viewer: viewer) }

  @MarkupBuilder package func main(_ words: Words) -> Markup {
    outcome?.markup(words)
    if lacksReason { Self.reasonMissing(words) }
    openOnes(words)
    closedOnes(words)
  }

  static func reasonMissing(_ words: Words) -> Markup {
    note(.bad, role: "alert") { p(words.say("Say why. Nothing was done.", "Bitte begründen. Nichts wurde getan.")) }
  }

  private func openOnes(_ words: Words) -> Markup {
    div(.id("incidents")) {
      if open.count == 0 {
        emptyState {
          p { Status.well(words.say("Nothing is wrong.", "Keine Störung.")) }
          p(
            words.say(
              "A folder that is away, a file that did not come, documents that nobody fetches: such things will stand here.",
              "Ein Ordner, der nicht erreichbar ist, eine Datei, die ausbleibt, Dokumente, die niemand abholt: so etwas steht hier."
            ))
        }
      } else {
        say {
          words.say(
            open.count == 1 ? "1 incident is open." : "\(words.number(open.count)) incidents are open.",
            open.count == 1 ? "1 Störung ist offen." : "\(words.number(open.count)) Störungen sind offen.")
        }
        for entry in open.entries {
          switch entry {
          case .one(let incident): cards.one(incident, words)
          case .many(let group, let first): cards.many(group, first, words)
          }
        }
        if let next = open.next {
          pager(words.furtherPages) {
            a(.href(Link("incidents", query: Fields([("from", String(next))]))), Attribute("rel", "next")) {
              words.say("Further open incidents", "Weitere offene Störungen")
            }
          }
        }
      }
    }
  }

  @MarkupBuilder private func closedOnes(_ words: Words) -> Markup {
    if !closed.isEmpty {
      h2(words.say("Over", "Vorbei"))
      table(
        words.say("Newest first", "Neueste zuerst"),
        [
          Column(words.what, .long, isHeading: true), Column(words.since), Column(words.say("Ended", "Ende")),
          Column(words.say("Closed by", "Geschlossen von"), .long),
        ],
        rows: closed.map { incident in
          Row {
            Markup("\(words.title(of: incident)): \(words.subject(of: incident))")
            words.instant(incident.since)
            incident.closed.map { words.instant($0) } ?? .empty
            Markup(
              incident.closing.map { $0.by + ($0.reason.map { ": \($0)" } ?? "") }
                ?? words.say("itself", "selbst"))
          }
        })
      if let next {
        pager(words.furtherPages) {
          a(words.older, .href(Link("incidents", query: Fields([("before", String(next))]))))
        }
      }
    }
  }
}
