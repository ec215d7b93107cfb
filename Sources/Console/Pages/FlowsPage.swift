package import Exchange
package import Operations

/// A flow with what it did lately.
package struct FlowFacts: Sendable {
  package var flow: FlowReport
  /// Of the last 24 hours; nil where nobody measured.
  package var steps: FlowSteps?

  package init(_ flow: FlowReport, steps: FlowSteps? = nil) {
    self.flow = flow
    self.steps = steps
  }
}

/// All flows: who sends what to whom, and whether it goes.
package struct FlowsPage: PageContent {
  package var flows: [FlowFacts]
  package var link: String?

  package init(_ flows: [FlowFacts], link: String? = nil) {
    self.flows = flows
    self.link = link
  }

  package var section: Section? { .flows }
  package var live: String? { link }

  package func title(_ words: Words) -> String { words.flows }

  package func fragments(_ words: Words) -> [Fragment] {
    [Fragment("say", sentence(words))]
      + flows.map { Fragment(Self.id(of: $0), tableRow(row($0, words), columns(words))) }
  }

  @MarkupBuilder package func main(_ words: Words) -> Markup {
    sentence(words)
    if flows.isEmpty {
      emptyState { p(words.say("The configuration has no flows.", "Die Konfiguration hat keine Flüsse.")) }
    } else {
      table(
        words.say("Who sends what to whom", "Wer wem was sendet"), columns(words), id: "flows",
        rows: flows.map { row($0, words) })
    }
  }

  private static func id(of flow: FlowFacts) -> String { stableID("f", flow.flow.flow) }

  private func sentence(_ words: Words) -> Markup {
    let paused = flows.count { $0.flow.state == "paused" }
    return say {
      words.count(flows.count, .flow) + "; "
      paused == 0
        ? words.say("none is paused.", "keiner ist angehalten.")
        : words.say("\(paused) paused.", "\(paused) angehalten.")
    }
  }

  private func columns(_ words: Words) -> [Column] {
    [
      Column(words.say("Flow", "Fluss"), isHeading: true), Column(words.say("From, to", "Von, an")),
      Column(words.state), Column(words.say("Next run", "Nächster Lauf")), Column(words.say("Waiting", "Wartend")),
      Column(words.say("Last 24 h", "Letzte 24 Std.")), Column(words.say("Median · 95 %", "Median · 95 %")),
    ]
  }

  private func row(_ facts: FlowFacts, _ words: Words) -> Row {
    let flow = facts.flow
    return Row(Self.id(of: facts)) {
      a(flow.flow, .href(Link("flows", flow.flow))) + br()
        + small(flow.entities.map(words.kind).joined(separator: ", "))
      Markup("\(flow.from) → \(flow.to)")
      state(flow, words)
      words.nextRun(flow)
      waiting(flow, words)
      facts.steps.map { Markup(words.count($0.published, .document)) } ?? Markup("–")
      FlowPage.total(facts.steps, words)
    }
  }

  private func state(_ flow: FlowReport, _ words: Words) -> Markup {
    let word = words.status(ofFlow: flow.state)
    return flow.pausedBy.map { word + br() + small(words.say("by \($0)", "von \($0)")) } ?? word
  }

  private func waiting(_ flow: FlowReport, _ words: Words) -> Markup {
    guard flow.waiting > 0 else { return Markup(words.none) }
    let count = Markup(words.count(flow.waiting, .document))
    return flow.waitingSince.map { since in count + br() + small { words.ago(since) } } ?? count
  }
}
