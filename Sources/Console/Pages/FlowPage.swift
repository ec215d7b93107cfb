package import Exchange
package import Operations

/// One flow: how it stands, what it is, and how long each step takes.
package struct FlowPage: DeskPage {
  package var facts: FlowFacts
  /// As the configuration has them; nil where the system has none.
  package var inbox: String?
  package var outbox: String?
  package var acceptance: Flow.Acceptance
  package var versions: FlowVersions?
  /// Why the versions are not known.
  package var problem: String?
  package var viewer: Viewer
  package var link: String?
  package var outcome: DeskNote?
  package var lacksReason = false

  package init(_ facts: FlowFacts, acceptance: Flow.Acceptance = .perRecord, viewer: Viewer) {
    self.facts = facts
    self.acceptance = acceptance
    self.viewer = viewer
  }

  package var section: Section? { .flows }
  package var live: String? { link }
  package var canRefresh: Bool { !lacksReason }
  private var flow: FlowReport { facts.flow }

  package func title(_ words: Words) -> String { words.say("Flow \(flow.flow)", "Fluss \(flow.flow)") }
  package func trail(_ words: Words) -> [Step] { [Section.flows.step(words)] }

  package func fragments(_ words: Words) -> [Fragment] {
    [Fragment("say", sentence(words)), Fragment("acts", acts(words)), Fragment("steps", steps(words))]
  }

  @MarkupBuilder package func main(_ words: Words) -> Markup {
    outcome?.markup(words)
    if lacksReason {
      note(.bad, role: "alert") { p(words.say("Say why. Nothing was done.", "Bitte begründen. Nichts wurde getan.")) }
    }
    sentence(words)
    acts(words)
    div(.class("cols")) {
      part("what", words.say("What it is", "Was er ist")) { description(words) }
      part("versions", words.say("Versions", "Versionen")) { files(words) }
    }
    h2(words.say("How long each step takes", "Wie lange jeder Schritt dauert"))
    steps(words)
  }

  private func sentence(_ words: Words) -> Markup {
    say {
      words.status(ofFlow: flow.state)
      " "
      if let by = flow.pausedBy, let since = flow.pausedSince {
        words.say("since ", "seit ")
        words.moment(since)
        words.say(" by \(by)", " von \(by)")
        if let because = flow.pausedBecause { ": " + because }
        words.say(
          ". Files are taken in as ever; nothing goes to \(flow.to) until somebody resumes it.",
          ". Dateien werden weiter angenommen; nichts geht an \(flow.to), bis jemand ihn fortsetzt.")
      } else if flow.state == "always" {
        words.say("Documents go as soon as they are decided.", "Dokumente gehen, sobald sie entschieden sind.")
      } else {
        words.say("Next run: ", "Nächster Lauf: ")
        words.nextRun(flow)
        "."
      }
      if flow.waiting > 0 {
        " "
        a(.href(Link("flows", flow.flow, at: "what"))) {
          words.count(flow.waiting, .document) + words.say(" wait", flow.waiting == 1 ? " wartet" : " warten")
        }
        "."
      }
    }
  }

  private func acts(_ words: Words) -> Markup {
    guard viewer.role >= .admin else { return div(.id("acts")) }
    let isPaused = flow.state == "paused"
    return div(.class("acts"), .id("acts")) {
      postForm(to: Link("flows", flow.flow, isPaused ? "resume" : "pause"), viewer) {
        reasonField(words, isRequired: !isPaused)
        if isPaused {
          submit(words.say("Resume", "Fortsetzen"), .main)
        } else {
          submit(words.say("Pause", "Anhalten"))
        }
      }
      postForm(to: Link("flows", flow.flow, "run"), viewer) {
        submit(words.say("Run now", "Jetzt ausführen"), isOff: flow.waiting == 0)
        if flow.waiting == 0 { small(words.say(" No document waits.", " Es wartet kein Dokument.")) }
      }
    }
  }

  private func description(_ words: Words) -> Markup {
    Console.facts {
      Fact(words.from) { place(flow.from, inbox) }
      Fact(words.to) { place(flow.to, outbox) }
      Fact(words.say("Entities", "Arten"), flow.entities.map(words.kind).joined(separator: ", "))
      Fact(words.say("Accepts", "Nimmt an"), words.accepts(acceptance))
      Fact(words.say("Rule", "Regel")) { code(flow.rule) + small(" \(flow.timeZone)") }
      Fact(words.say("Next runs", "Nächste Läufe")) {
        if flow.runs.count > 1 {
          Markup.joined(flow.runs.map { words.instant($0.at) }, separator: br())
        } else {
          words.nextRun(flow)
        }
      }
      Fact(words.say("Waiting documents", "Wartende Dokumente")) {
        words.number(flow.waiting)
        if let since = flow.waitingSince {
          words.say(", the oldest since ", ", das älteste seit ")
          words.moment(since)
        }
      }
    }
  }

  private func place(_ system: String, _ folder: String?) -> Markup {
    folder.map { Markup("\(system), ") + code($0) } ?? Markup(system)
  }

  private func files(_ words: Words) -> Markup {
    if let problem { return note(.bad) { p(problem) } }
    guard let files = versions?.files, !files.isEmpty else { return p(words.none) }
    return Console.facts {
      for use in FlowVersions.File.Use.allCases where files.contains(where: { $0.use == use }) {
        Fact(words.use(use)) {
          Markup.joined(
            files.filter { $0.use == use }.map { file in
              code(file.name) + (file.sha256.map { Markup(" ") + small("\($0.prefix(12))…") } ?? .empty)
            }, separator: br())
        }
      }
    }
  }

  // MARK: - Steps

  private func steps(_ words: Words) -> Markup {
    let known = Self.named(facts.steps, words)
    return div(.id("steps")) {
      if known.isEmpty {
        p(words.say("Nothing was sent in the last 24 hours.", "In den letzten 24 Stunden wurde nichts gesendet."))
      } else {
        table(
          words.say("Last 24 hours", "Letzte 24 Stunden"),
          [
            Column(words.say("Step", "Schritt"), isHeading: true), Column(words.documents, .number),
            Column("Median", .number), Column("95 %", .number),
          ],
          rows: known.map { name, time in
            Row {
              name
              words.number(time.count)
              words.duration(time.median)
              words.duration(time.percentile95)
            }
          })
      }
    }
  }

  private static func named(_ steps: FlowSteps?, _ words: Words) -> [(String, StepTime)] {
    let all: [(String, StepTime?)] = [
      (words.say("received to decided", "eingegangen bis entschieden"), steps?.deciding),
      (words.say("waiting for the flow", "Warten auf den Fluss"), steps?.waiting),
      (words.say("decided to published", "entschieden bis herausgegeben"), steps?.publishing),
      (words.say("published to taken", "herausgegeben bis abgeholt"), steps?.taking),
    ]
    return all.compactMap { name, time in time.map { (name, $0) } }
  }

  /// Of the step that no schedule has a part in.
  static func total(_ steps: FlowSteps?, _ words: Words) -> Markup {
    guard let time = steps?.deciding else { return Markup("–") }
    return Markup("\(words.duration(time.median)) · \(words.duration(time.percentile95))")
  }
}

extension Words {
  /// How long something took.
  func duration(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    return self.duration(milliseconds: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
  }

  func count(_ capped: Capped, _ noun: Noun) -> String { count(capped.count, orMore: capped.isMore, noun) }
}
