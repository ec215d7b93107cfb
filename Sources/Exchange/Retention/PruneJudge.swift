/// Decides what of an interchange is to be forgotten. Changes nothing.
struct PruneJudge {
  enum Answer: Equatable {
    case due
    case kept(KeepReason)
    /// It is too young.
    case later
    /// It has nothing of that class, or that is forgotten already.
    case nothing
  }

  private let ledger: any Ledger
  private let awaitsNumbers: Bool

  init(_ configuration: Configuration, ledger: any Ledger) {
    self.ledger = ledger
    awaitsNumbers = configuration.rules(for: .customer).promotion.confirmation == .number
  }

  /// - Parameter isTrial: whether files that are due count as gone.
  func judge(
    _ interchange: Interchange, _ class: RetentionClass, _ scope: PruneScope, isTrial: Bool = false
  ) throws(LedgerError) -> Answer {
    guard let limit = scope[`class`], `class`.concerns(interchange), let done = interchange.doneAt else {
      return .nothing
    }
    if done >= limit.before { return .later }
    let earlier = try ledger.prunings(of: interchange.id)
    if earlier.contains(where: { $0.class == `class` }) { return .nothing }
    if `class` == .rejected {
      // A closed rejection was open until then: its time begins when the last of it was put right.
      if let closed = try ledger.rejection(of: interchange.id)?.closedAt, closed >= limit.before { return .later }
    }
    if let reason = try ledger.reasonToKeep(`class`, of: interchange.id, awaitingNumbers: awaitsNumbers) {
      return .kept(reason)
    }
    if `class` == .metadata {
      for kind in [RetentionClass.payload, .rejected] where kind.concerns(interchange) {
        if earlier.contains(where: { $0.class == kind && $0.doneAt != nil }) { continue }
        guard isTrial, try judge(interchange, kind, scope) == .due else { return .kept(.fileKept) }
      }
    }
    return .due
  }
}
