import DropFolder
import Exchange

/// A rejected file that is still to be put right, as a command is to work on it.
struct OpenSubject {
  /// The attempt that is meant: the latest of which something is open.
  let interchange: Interchange
  let incident: Incident
  /// The latest attempt of all: what the person who decides has before them.
  let basis: InterchangeID
  /// What was named on the command line, where that is another attempt.
  var named: Interchange?

  /// As people name it.
  var words: String { "\(interchange.fileName.display) (\(interchange.id))" }

  func decision(_ action: Decision.Action, _ options: DecisionOptions) -> Decision {
    var decision = options.decision(action, .interchange(interchange.id))
    if action == .reprocess { decision.basis = basis }
    return decision
  }
}

/// Finds what is to be put right by what a command line says.
struct OpenSubjects {
  let session: Session
  let ledger: any Ledger

  /// Each once, oldest first, so that what came first is decided first.
  func named(_ texts: [String]) throws -> [OpenSubject] {
    var subjects: [OpenSubject] = []
    for text in texts {
      let subject = try named(text)
      if !subjects.contains(where: { $0.interchange.id == subject.interchange.id }) { subjects.append(subject) }
    }
    return subjects.sorted { $0.interchange.id < $1.interchange.id }
  }

  func matching(_ filter: InterchangeFilter) throws -> [OpenSubject] {
    try ledger.interchanges(matching: filter).sorted { $0.id < $1.id }.compactMap { interchange in
      guard let incident = try ledger.incident(of: interchange.id), incident.open > 0 else { return nil }
      let chain = try AttemptChain(of: interchange, in: ledger)
      return OpenSubject(interchange: interchange, incident: incident, basis: chain.latest.id)
    }
  }

  /// Tells which attempts are meant where others were named.
  func tellOfOthers(_ subjects: [OpenSubject]) {
    for subject in subjects {
      guard let named = subject.named else { continue }
      session.err.line(
        "\(named.fileName.display) (\(named.id)) was replaced by a newer attempt; \(subject.words) is meant")
    }
  }

  func named(_ text: String) throws -> OpenSubject {
    let search = InterchangeSearch(ledger: ledger)
    let found = try search.all(text).filter { $0.sender != System.desk }
    guard let one = found.first else { throw search.ambiguous([], text, session) }
    let chain = try AttemptChain(of: one, in: ledger)
    // All attempts at one file may bear the same name, and are one thing.
    guard found.allSatisfy({ chain.number(of: $0.id) != nil }) else {
      throw search.ambiguous(found, text, session)
    }
    let named = found.count == 1 ? one : chain.latest
    guard let (interchange, incident) = try open(from: named, chain) else { throw try settled(named) }
    return OpenSubject(
      interchange: interchange, incident: incident, basis: try AttemptChain(of: interchange, in: ledger).latest.id,
      named: found.count == 1 && named.id != interchange.id ? named : nil)
  }

  /// What of a file, or of what took its place, is still open.
  private func open(from named: Interchange, _ chain: AttemptChain) throws -> (Interchange, Incident)? {
    var candidates = [named]
    var seen: Set<InterchangeID> = []
    while let candidate = candidates.popLast() {
      guard seen.insert(candidate.id).inserted, let incident = try ledger.incident(of: candidate.id) else { continue }
      if incident.open > 0 { return (candidate, incident) }
      // The record may have come again in a file that is no attempt at this one.
      candidates += try ledger.settlements(of: candidate.id).filter { $0.state == .replaced }
        .compactMap { try ledger.interchange($0.by) }
    }
    for attempt in chain.attempts.reversed() {
      if let incident = try ledger.incident(of: attempt.id), incident.open > 0 { return (attempt, incident) }
    }
    return nil
  }

  private func settled(_ named: Interchange) throws -> Failure {
    let words = "\(named.fileName.display) (\(named.id))"
    guard named.state == .done else {
      return Failure(.usage, "\(words) is still under way; kontor show \(named.id) tells where it stands")
    }
    guard let incident = try ledger.incident(of: named.id) else {
      return Failure(.usage, "nothing of \(words) was rejected; kontor rejected lists what is to be put right")
    }
    let last = try ledger.settlements(of: named.id).last
    let by = last.map { $0.state == .discarded ? "" : " by \($0.by)" } ?? ""
    let when = incident.closedAt.map { ", \(Phrase.moment($0))" } ?? ""
    return Failure(
      .usage,
      "nothing of \(words) is to be put right any more: it was \(incident.state.rawValue)\(by)\(when). kontor rejected "
        + "lists what is")
  }
}
