extension EntityStory.Event {
  /// What happened, in a sentence. Documents and fields are told beside it.
  package var sentence: String {
    let subject = event.subject
    let detail = event.detail
    switch event.what {
    case .told: return Self.joined("\(subject ?? "A system") told of it.", detail)
    case .linked, .key, .discarded, .expired, .deleted:
      return detail ?? subject.map { "\($0)." } ?? event.what.rawValue
    case .stage: return Self.joined("It became \(subject ?? "another stage").", detail)
    case .sent: return "It was sent to \(subject ?? "a system")."
    case .held: return Self.joined("It was held.", detail)
    case .released: return "It waits no more\(subject.map { " (for \(Self.wait($0)))" } ?? "")."
    case .superseded: return Self.joined("A newer record took its place.", detail)
    case .confirmed: return confirmation(subject ?? "A system", detail)
    case .refused: return Self.joined("\(subject ?? "A system") refused it:", detail)
    case .rejected: return detail ?? "A record of it was rejected."
    case .decided: return Self.joined("\(subject ?? "Somebody") decided.", detail)
    case .erased: return Self.joined("\(subject ?? "Somebody") had its data erased.", detail)
    }
  }

  private func confirmation(_ system: String, _ detail: String?) -> String {
    if document != nil || detail == nil { return "\(system) has it." }
    return "\(system) has it (\(detail ?? ""))."
  }

  private static func wait(_ reason: String) -> String {
    switch Hold.Reason(rawValue: reason) {
    case .reference: "the one that it refers to"
    case .number: "a number"
    case .data: "missing data"
    case .decision: "a decision"
    case .refused: "something that was refused"
    case nil: reason
    }
  }

  private static func joined(_ first: String, _ rest: String?) -> String {
    rest.map { "\(first) \($0)" } ?? first
  }
}
