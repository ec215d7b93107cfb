/// That something of an interchange is forgotten, when and by which rule. The ledger says it before anything is deleted,
/// so that nothing is ever missing without a reason.
package struct Pruning: Hashable, Sendable {
  package var interchange: InterchangeID
  package var `class`: RetentionClass
  /// The rule, in the words of the configuration or of the command: `payload: 400d`, `before 2026-01-01`.
  package var rule: String
  /// The person who asked for it; nil for the service, which goes by its configuration.
  package var who: String?
  /// When it was decided.
  package var saidAt: Timestamp
  /// When it was gone; nil where that was not noted yet.
  package var doneAt: Timestamp?

  package init(
    _ interchange: InterchangeID, _ class: RetentionClass, rule: String, who: String? = nil, saidAt: Timestamp,
    doneAt: Timestamp? = nil
  ) {
    self.interchange = interchange
    self.class = `class`
    self.rule = rule
    self.who = who
    self.saidAt = saidAt
    self.doneAt = doneAt
  }

  /// `pruned on 2027-12-29 (payload: 400d)`.
  package var words: String { "pruned on \(saidAt.day) (\(rule)\(who.map { ", \($0)" } ?? ""))" }
}

/// Why something is kept although its time is over.
package enum KeepReason: String, Hashable, Sendable, CaseIterable {
  case rejectionOpen = "rejection-open"
  case notPutAway = "not-put-away"
  case recordHeld = "record-held"
  case inConflict = "in-conflict"
  case undelivered
  case attemptInHand = "attempt-in-hand"
  case numberAwaited = "number-awaited"
  case refused
  case fileKept = "file-kept"
  case chainBroken = "chain-broken"

  /// What a person is told.
  package var words: String {
    switch self {
    case .rejectionOpen: "something of it was rejected and is still to be put right"
    case .notPutAway: "its rejection was closed a moment ago, and its files are still to be put away"
    case .recordHeld: "one of its records waits"
    case .inConflict: "it told of something on which a person has to decide"
    case .undelivered: "a document of it was not published, or is in doubt"
    case .attemptInHand: "what it handed in is under way"
    case .numberAwaited: "a customer of it still waits for the number of the other system"
    case .refused: "the other system refused something of it"
    case .fileKept: "its file is still kept"
    case .chainBroken: "it is not what was closed, so what is left of it could prove nothing; see kontor verify"
    }
  }
}
