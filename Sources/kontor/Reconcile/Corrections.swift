import Exchange
import Operations

/// What a reconciliation sends: one decision for each record and system that is wrong.
struct Corrections {
  private let decisions: [Decision]
  /// Fields that differ and are sent.
  let fields: Int

  init(of result: Reconciliation, _ entity: Entity, _ options: DecisionOptions) {
    decisions = result.corrections.flatMap { correction in
      correction.systems.map { system in
        var decision = options.decision(.correct, .entity(entity, key: correction.subject))
        decision.fields = correction.values.map { Decision.Field($0.field.text, .value($0.value)) }
        decision.system = system
        return decision
      }
    }
    fields = result.corrections.reduce(0) { $0 + $1.differing }
  }

  var isEmpty: Bool { decisions.isEmpty }

  struct Sent {
    /// Documents by the system that they are for.
    var documents: [String: Int] = [:]
    /// What could not be sent, in sentences.
    var refusals: [String] = []
  }

  /// So many in one file: a service that waits for a decision should not wait for all of them.
  private static let atOnce = 500

  func carry(by desk: DeskWork, _ session: Session) throws -> Sent {
    var sent = Sent()
    for start in stride(from: 0, to: decisions.count, by: Self.atOnce) {
      let some = Array(decisions[start..<min(start + Self.atOnce, decisions.count)])
      session.err.progress("sending \(start) of \(decisions.count) …")
      let result = try desk.carry(some)
      for (answer, decision) in zip(result.answers, some) {
        if answer.isDone { continue }
        sent.refusals += answer.issues.map { "\(decision.subject.words): \($0.message)" }
      }
      for document in result.documents { sent.documents[document.system, default: 0] += 1 }
    }
    session.err.endProgress()
    return sent
  }
}
