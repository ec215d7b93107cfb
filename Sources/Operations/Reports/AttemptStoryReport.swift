import DropFolder
import Exchange

/// What `show --json` says of that.
package struct AttemptStoryReport: Encodable, Sendable {
  package struct Attempt: Encodable, Sendable {
    package var number: Int
    package var id: String
    package var file: String
    package var receivedAt: Moment
    package var state: String
    package var verdict: String?
    package var recognition: String?
    /// The decision by which it was handed in.
    package var decision: AuditReport?
  }

  package struct RejectionReport: Encodable, Sendable {
    package var state: String
    package var since: Moment
    package var closedAt: Moment?
    package var count: Int
    package var open: Int
  }

  package struct SettlementReport: Encodable, Sendable {
    package var position: Int?
    package var state: String
    package var by: String
    package var byPosition: Int?
    package var at: Moment
  }

  package var attempts: [Attempt]
  package var rejection: RejectionReport?
  package var settlements: [SettlementReport]

  package init(_ story: AttemptStory) {
    attempts = story.attempts.map { attempt in
      let one = attempt.interchange
      return Attempt(
        number: attempt.number, id: one.id.text, file: one.fileName.display, receivedAt: one.receivedAt.moment,
        state: one.state.rawValue, verdict: one.verdict?.rawValue, recognition: one.recognition?.rawValue,
        decision: attempt.audit.map(AuditReport.init))
    }
    rejection = story.rejection.map {
      RejectionReport(
        state: $0.state.rawValue, since: $0.since.moment, closedAt: $0.closedAt?.moment, count: $0.count,
        open: $0.open)
    }
    settlements = story.settlements.map {
      SettlementReport(
        position: $0.position, state: $0.state.rawValue, by: $0.by.text, byPosition: $0.byPosition,
        at: $0.at.moment)
    }
  }
}
