import Exchange
package import Operations

/// Faults of the exchange itself: what is wrong now, who has to act, and what to do.
package struct IncidentsPage: DeskPage {
  package var open: [IncidentReport]
  /// Those that are over, newest first.
  package var closed: [IncidentReport]
  /// Before which closed one the next page begins.
  package var next: Int64?
  package var viewer: Viewer
  package var link: String?
  package var outcome: DeskNote?
  /// A decision came without a reason.
  package var lacksReason = false

  package init(open: [IncidentReport], closed: [IncidentReport] = [], next: Int64? = nil, viewer: Viewer) {
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
    open.isEmpty ? [Fragment("incidents", openOnes(words))] : open.map { Fragment("i\($0.id)", one($0, words)) }
  }

  @MarkupBuilder package func main(_ words: Words) -> Markup {
    outcome?.markup(words)
    if lacksReason {
      note(.bad, role: "alert") { p(words.say("Say why. Nothing was done.", "Bitte begründen. Nichts wurde getan.")) }
    }
    openOnes(words)
    closedOnes(words)
  }

  private func openOnes(_ words: Words) -> Markup {
    div(.id("incidents")) {
      if open.isEmpty {
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
        for incident in open { one(incident, words) }
      }
    }
  }

  private func one(_ incident: IncidentReport, _ words: Words) -> Markup {
    card(
      "i\(incident.id)",
      words.severity(incident.severity) + Markup(" \(words.title(of: incident)): \(words.subject(of: incident))")
    ) {
      p { words.account(of: incident) }
      facts {
        Fact(words.since) { words.moment(incident.since) }
        if incident.returns > 0 {
          Fact(words.say("Came back", "Kam wieder"), words.say("\(incident.returns) times", "\(incident.returns)-mal"))
        }
        Fact(words.who, words.actor(incident.actor))
        Fact(words.whatToDo) {
          words.remedy(of: incident)
          if let place = words.place(of: incident) {
            " "
            a(words.show, .href(place))
          }
        }
        if let word = incident.acknowledgement {
          Fact(words.say("Taken care of by", "In Arbeit bei")) {
            word.by + " "
            words.moment(word.at)
            if let reason = word.reason { ": " + reason }
          }
        }
      }
      if viewer.role >= .operator { decisions(incident, words) }
    }
  }

  private func decisions(_ incident: IncidentReport, _ words: Words) -> Markup {
    let isClosedByPerson = IncidentCause(rawValue: incident.code)?.entry.isClosedByPerson ?? false
    return postForm(to: Link("incidents", String(incident.id)), viewer) {
      div(.class("line")) {
        reasonField(words, isRequired: true, id: "reason\(incident.id)")
        if incident.acknowledgement == nil {
          submit(words.say("I take care of it", "Ich kümmere mich"), name: "verb", value: "acknowledge")
        }
        submit(words.say("Close", "Schließen"), name: "verb", value: "close")
      }
      if !isClosedByPerson {
        p(
          words.say(
            "It closes by itself when it is over; closed by hand, it opens again if it goes on.",
            "Sie schließt sich von selbst, wenn sie vorbei ist; von Hand geschlossen, öffnet sie sich wieder, wenn sie andauert."
          ),
          .class("faint"))
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
