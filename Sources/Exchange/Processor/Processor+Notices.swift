import DropFolder
import Glibc

/// Telling people of incidents: what is due is handed on, and how it went is noted with the next scan.
extension Processor {
  private static let mostDue = 1000

  func tellDueNotices(at now: Timestamp) throws {
    let rules = configuration.incidents
    guard !rules.tell.isEmpty else { return }
    let round = NoticeRound(ways: rules.tell, node: configuration.node)
    try noteResults(round, at: now)
    let due = try ledger.notices(dueAt: now, limit: Self.mostDue).filter { !noticesInHand.contains($0.number) }
    guard !due.isEmpty else { return }
    var later: [IncidentNotice] = []
    var dropped: [Int64] = []
    for way in rules.tell {
      var going: [(notice: IncidentNotice, incident: Incident)] = []
      for notice in due where notice.way == way.name {
        guard let incident = try ledger.incident(notice.incident) else { continue }
        if notice.event == .reminder, !round.needsReminder(incident) {
          dropped.append(notice.number)
          continue
        }
        // Where Kontor did not run, or a way failed, its time may have come in quiet hours.
        let moment = way.moment(from: now, incident.severity)
        if moment > now {
          var put = notice
          put.due = moment
          later.append(put)
        } else {
          going.append((notice, incident))
        }
      }
      let messages = round.messages(going, by: way)
      if !messages.isEmpty, teller.begin(messages, by: way) { noticesInHand.formUnion(going.map(\.notice.number)) }
    }
    if !dropped.isEmpty { _ = try ledger.keep(IncidentBook.Round(), notices: [], dropping: dropped, marks: [:]) }
    if !later.isEmpty { try ledger.keep(later, adding: []) }
    try noteResults(round, at: now)
  }

  private func noteResults(_ round: NoticeRound, at now: Timestamp) throws {
    let results = teller.results()
    guard !results.isEmpty else { return }
    let waiting = Dictionary(
      try ledger.waitingNotices().map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    var changed: [IncidentNotice] = []
    var next: [IncidentNotice] = []
    for result in results {
      for number in result.message.notices {
        noticesInHand.remove(number)
        guard let notice = waiting[number] else { continue }
        let outcome = round.after(result, notice, try ledger.incident(notice.incident), at: now)
        changed.append(outcome.changed)
        if let reminder = outcome.next { next.append(reminder) }
      }
      if let failure = result.failure {
        putOff(ScanProblem(subject: result.way, message: "People could not be told of an incident: \(failure)"))
      }
    }
    try ledger.keep(changed, adding: next)
  }

  /// Waits until what is being told has been told, for a run that ends now, and notes it.
  package func finishTelling(within longest: Duration) throws {
    let end = ContinuousClock.now + longest
    while teller.isBusy, ContinuousClock.now < end { usleep(20_000) }
    try noteResults(NoticeRound(ways: configuration.incidents.tell, node: configuration.node), at: options.now())
  }
}
