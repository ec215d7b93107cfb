/// How long the steps of a flow took, over the newest of its documents.
package struct FlowSteps: Hashable, Sendable {
  /// Published in the time that was asked for, counted only so far.
  package var published: Capped
  /// From the receipt of a file to the decision on it.
  package var deciding: StepTime?
  /// From the decision to the outbox, of documents that did not wait for their flow.
  package var publishing: StepTime?
  /// How long documents waited for their flow, and then for the outbox.
  package var waiting: StepTime?
  /// From the outbox to the receiver, as far as that was seen.
  package var taking: StepTime?

  package init(published: Capped) {
    self.published = published
  }
}

/// From where to where a flow brings what.
package struct FlowWay: Hashable, Sendable {
  package var from: String
  package var to: String
  package var entities: [Entity]

  package init(from: String, to: String, _ entities: [Entity]) {
    self.from = from
    self.to = to
    self.entities = entities
  }

  package init(_ flow: Flow) {
    self.init(from: flow.from.value, to: flow.to.value, flow.entities.map(\.value))
  }
}

/// How long one step took.
package struct StepTime: Hashable, Sendable {
  /// How many were measured.
  package var count: Int
  package var median: Duration
  /// As long, or shorter, it was for 95 of 100.
  package var percentile95: Duration

  /// Nil where nothing was measured.
  ///
  /// - Parameter milliseconds: a clock that was put back may make one negative; that counts as none.
  package init?(milliseconds: [Int64]) {
    guard !milliseconds.isEmpty else { return nil }
    let sorted = milliseconds.map { max(0, $0) }.sorted()
    count = sorted.count
    median = .milliseconds(sorted[(sorted.count - 1) / 2])
    percentile95 = .milliseconds(sorted[(sorted.count * 95 + 99) / 100 - 1])
  }
}

/// Attempts that one decision file handed in, by where they stand.
package struct AttemptGroup: Hashable, Sendable {
  package var state: InterchangeState
  /// Nil before the decision.
  package var verdict: InterchangeVerdict?
  package var count: Int

  package init(_ state: InterchangeState, _ verdict: InterchangeVerdict?, count: Int) {
    self.state = state
    self.verdict = verdict
    self.count = count
  }
}

/// A page of the audit trail, newest first.
package struct AuditPage: Hashable, Sendable {
  package var entries: [AuditEntry] = []
  /// The number before which the next page begins; nil where there is none. There may be one also after an empty page:
  /// it looks through only so many at a time.
  package var next: Int64?

  package init() {}
}
