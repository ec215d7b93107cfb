package import Exchange

/// How it stands with a flow, and how long its steps took in the last 24 hours.
package struct FlowFactsReport: Encodable, Sendable {
  package struct Step: Encodable, Sendable {
    package var count: Int
    package var medianMilliseconds: Int64
    package var percentile95Milliseconds: Int64

    init(_ time: StepTime) {
      count = time.count
      medianMilliseconds = Self.milliseconds(time.median)
      percentile95Milliseconds = Self.milliseconds(time.percentile95)
    }

    private static func milliseconds(_ duration: Duration) -> Int64 {
      duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
    }
  }

  package var flow: FlowReport
  /// Documents that went.
  package var published: Int
  /// True where they are more than that.
  package var more: Bool?
  /// From the receipt of a file to the decision on it.
  package var deciding: Step?
  /// From there to the outbox, of documents that did not wait for their flow.
  package var publishing: Step?
  /// Until those went that did.
  package var waiting: Step?
  /// From the outbox to the receiver.
  package var taking: Step?

  package init(_ flow: FlowReport, _ steps: FlowSteps) {
    self.flow = flow
    published = steps.published.count
    more = steps.published.isMore ? true : nil
    deciding = steps.deciding.map(Step.init)
    publishing = steps.publishing.map(Step.init)
    waiting = steps.waiting.map(Step.init)
    taking = steps.taking.map(Step.init)
  }
}
