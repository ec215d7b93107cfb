import DropFolder
import Exchange

/// A rejected file as a command is to work on it.
struct OpenSubject {
  /// The newest attempt of which something is open; what was named, where nothing is open any more.
  let interchange: Interchange
  /// Nil where nothing of it was rejected.
  let rejection: Rejection?
  /// The latest attempt of all: what the person who decides has before them.
  let basis: InterchangeID
  /// What was named on the command line, where that is another attempt.
  var named: Interchange?

  /// As people name it.
  var words: String { "\(interchange.fileName.display) (\(interchange.id))" }

  var isOpen: Bool { rejection?.state == .open }

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

  /// Oldest first; of several attempts at one file the newest that is open.
  func matching(_ filter: InterchangeFilter) throws -> [OpenSubject] {
    var seen: Set<InterchangeID> = []
    return try ledger.interchanges(matching: filter).sorted { $0.id < $1.id }.compactMap { interchange in
      let lineage = try Lineage(of: interchange, in: ledger)
      guard let open = try lineage.open(in: ledger), seen.insert(open.id).inserted else { return nil }
      return OpenSubject(interchange: open, rejection: try ledger.rejection(of: open.id), basis: lineage.latest.id)
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
    let lineage = try Lineage(of: one, in: ledger)
    // All attempts at one file may bear the same name, and are one thing.
    guard found.allSatisfy({ lineage.number(of: $0.id) != nil }) else {
      throw search.ambiguous(found, text, session)
    }
    let named = found.count == 1 ? one : lineage.latest
    let meant = try open(instead: named, lineage) ?? named
    return OpenSubject(
      interchange: meant, rejection: try ledger.rejection(of: meant.id),
      basis: try Lineage(of: meant, in: ledger).latest.id,
      named: found.count == 1 && named.id != meant.id ? named : nil)
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
  func requireOpen(_ subject: OpenSubject) throws {
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
