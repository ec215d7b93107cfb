import DropFolder
package import Exchange

/// A rejected file as a command is to work on it.
package struct OpenSubject: Sendable {
  /// The newest attempt of which something is open; what was named, where nothing is open any more.
  package let interchange: Interchange
  /// Nil where nothing of it was rejected.
  package let rejection: Rejection?
  /// The latest attempt of all: what the person who decides has before them.
  package let basis: InterchangeID
  /// What was named on the command line, where that is another attempt.
  package var named: Interchange?

  package init(interchange: Interchange, rejection: Rejection? = nil, basis: InterchangeID, named: Interchange? = nil) {
    self.interchange = interchange
    self.rejection = rejection
    self.basis = basis
    self.named = named
  }

  /// As people name it.
  package var words: String { "\(interchange.fileName.display) (\(interchange.id))" }

  package var isOpen: Bool { rejection?.state == .open }

  package func decision(_ action: Decision.Action, by person: String, reason: String?) -> Decision {
    var decision = Decision(action, .interchange(interchange.id))
    decision.by = person
    decision.reason = reason
    if action == .reprocess { decision.basis = basis }
    return decision
  }
}

/// Finds what is to be put right by what a command line says.
package struct OpenSubjects {
  package let ledger: any Ledger

  package init(ledger: any Ledger) {
    self.ledger = ledger
  }

  /// Each once, oldest first, so that what came first is decided first.
  package func named(_ texts: [String]) throws -> [OpenSubject] {
    var subjects: [OpenSubject] = []
    for text in texts {
      let subject = try named(text)
      if !subjects.contains(where: { $0.interchange.id == subject.interchange.id }) { subjects.append(subject) }
    }
    return subjects.sorted { $0.interchange.id < $1.interchange.id }
  }

  /// Oldest first; of several attempts at one file the newest that is open.
  package func matching(_ filter: InterchangeFilter) throws -> [OpenSubject] {
    var seen: Set<InterchangeID> = []
    return try ledger.interchanges(matching: filter).sorted { $0.id < $1.id }.compactMap { interchange in
      let lineage = try Lineage(of: interchange, in: ledger)
      guard let open = try lineage.open(in: ledger), seen.insert(open.id).inserted else { return nil }
      return OpenSubject(interchange: open, rejection: try ledger.rejection(of: open.id), basis: lineage.latest.id)
    }
  }

  package func named(_ text: String) throws -> OpenSubject {
    let search = InterchangeSearch(ledger: ledger)
    let found = try search.all(text).filter { $0.sender != System.desk }
    guard let one = found.first else { throw UnclearName(text: text, found: []) }
    let lineage = try Lineage(of: one, in: ledger)
    // All attempts at one file may bear the same name, and are one thing.
    guard found.allSatisfy({ lineage.number(of: $0.id) != nil }) else {
      throw UnclearName(text: text, found: found)
    }
    return try subject(named: found.count == 1 ? one : lineage.latest, isOne: found.count == 1, lineage)
  }

  /// What is to be put right of an interchange, or of what took its place.
  package func replacing(_ interchange: Interchange) throws -> OpenSubject {
    try subject(named: interchange, isOne: true, Lineage(of: interchange, in: ledger))
  }

  private func subject(named: Interchange, isOne: Bool, _ lineage: Lineage) throws -> OpenSubject {
    let meant = try open(instead: named, lineage) ?? named
    return OpenSubject(
      interchange: meant, rejection: try ledger.rejection(of: meant.id),
      basis: try Lineage(of: meant, in: ledger).latest.id, named: isOne && named.id != meant.id ? named : nil)
  }

  /// What of a file, or of what took its place, is still open.
  private func open(instead named: Interchange, _ lineage: Lineage) throws -> Interchange? {
    if let open = try lineage.open(in: ledger) { return open }
    // A record may have come again in a file that is no attempt at this one.
    var candidates = lineage.attempts
    var seen = Set(candidates.map(\.id))
    while let candidate = candidates.popLast() {
      for settlement in try ledger.settlements(of: candidate.id).reversed() where settlement.state == .replaced {
        guard seen.insert(settlement.by).inserted, let by = try ledger.interchange(settlement.by) else { continue }
        if let open = try Lineage(of: by, in: ledger).open(in: ledger) { return open }
        candidates.append(by)
      }
    }
    return nil
  }

  /// For a command that needs something that is open.
  package func requireOpen(_ subject: OpenSubject) throws {
    if subject.isOpen { return }
    let words = subject.words
    guard subject.interchange.state == .done else {
      throw Failure(
        .usage, "\(words) is still under way; kontor show \(subject.interchange.id) tells where it stands")
    }
    guard let rejection = subject.rejection else {
      throw Failure(.usage, "nothing of \(words) was rejected; kontor rejected lists what is to be put right")
    }
    let last = try ledger.settlements(of: subject.interchange.id).last
    let by = last.map { $0.state == .discarded ? "" : " by \($0.by)" } ?? ""
    let when = rejection.closedAt.map { ", \(Phrase.moment($0))" } ?? ""
    throw Failure(
      .usage,
      "nothing of \(words) is to be put right any more: it was \(rejection.state.rawValue)\(by)\(when). kontor rejected "
        + "lists what is")
  }
}
