import DropFolder
import Exchange
import Operations

/// Logs what scans tell, and a trouble that lasts once and not every few seconds.
final class ScanLog {
  private let log: Log
  private let ledger: any Ledger
  var places: Places
  private var standing: Set<String> = []
  private var seen: Set<String> = []

  init(_ log: Log, configuration: Configuration, ledger: any Ledger) {
    self.log = log
    self.ledger = ledger
    places = Places(configuration: configuration)
  }

  func tell(_ event: ScanEvent) {
    switch event {
    case .settling: break
    case .finished(let interchange): tellFinished(interchange)
    case .waiting(let interchange, let until):
      guard isNew(interchange.id.text) else { return }
      log.write(
        .warn, "file incomplete", id: interchange.id,
        ["sender": interchange.sender, "file": interchange.fileName.display, "until": until.description])
    case .passedOver(let system, let name, let reason):
      log.write(.warn, "name passed over", ["sender": system, "file": name.display, "reason": reason])
    case .putOff(let problem):
      guard isNew(problem.description) else { return }
      log.write(
        .warn, "put off", id: problem.interchange, ["subject": problem.subject, "reason": problem.message])
    case .incident(let news): tell(news)
    case .moreIncidents(let count): log.write(.warn, "more incidents", ["count": String(count)])
    }
  }

  /// Ends a scan: what it did not tell again is over.
  func endScan() {
    standing = seen
    seen = []
  }

  private func isNew(_ subject: String) -> Bool {
    seen.insert(subject).inserted && !standing.contains(subject)
  }

  private func tell(_ news: IncidentBook.News) {
    let incident = news.incident
    let facts: KeyValuePairs<String, String?> = [
      "incident": String(incident.id), "code": incident.key.cause.rawValue, "severity": incident.severity.rawValue,
      "subject": incident.key.subject,
      "since": incident.since.description, "detail": incident.detail,
    ]
    switch news.event {
    case .opened: log.write(.warn, "incident opened", facts)
    case .returned: log.write(.warn, "incident returned", facts)
    case .reminder: log.write(.warn, "incident still open", facts)
    case .closed: log.write(.info, "incident closed", facts)
    case .test: log.write(.info, "incident test", facts)
    }
  }

  private func tellFinished(_ interchange: Interchange) {
    let isGood = interchange.verdict != .rejected && interchange.verdict != .partiallyAccepted
    log.write(
      isGood ? .info : .warn, "file decided", id: interchange.id,
      [
        "sender": interchange.sender, "file": interchange.fileName.display,
        "number": interchange.envelope.controlNumber, "verdict": interchange.verdict?.rawValue,
        "records": String(interchange.totals.read), "repeats": interchange.repeats?.text,
        "corrects": interchange.corrects?.text, "answer": answer(to: interchange), "summary": interchange.summary,
      ])
  }

  private func answer(to interchange: Interchange) -> String? {
    do {
      return try places.acknowledgement(of: interchange, in: ledger)
    } catch {
      log.write(.error, "acknowledgement not found", id: interchange.id, ["reason": "\(error)"])
      return nil
    }
  }
}
