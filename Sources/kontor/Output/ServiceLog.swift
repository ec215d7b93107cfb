import DropFolder
import Exchange

/// The log of the service: one event a line on standard error, with its time in UTC; JSON lines if asked.
final class ServiceLog {
  private let session: Session
  private let places: Places
  private let ledger: any Ledger
  /// What the last scan told, so that a problem that lasts is told once and not every few seconds.
  private var standing: Set<String> = []
  private var seen: Set<String> = []
  private var toldOnce: Set<String> = []

  init(_ session: Session, configuration: Configuration, ledger: any Ledger) {
    self.session = session
    self.ledger = ledger
    places = Places(configuration: configuration)
  }

  func tell(_ event: ScanEvent) {
    do {
      switch event {
      case .settling: return
      case .putOff(let problem): guard isNew(problem.description) else { return }
      case .waiting(let interchange, _): guard isNew(interchange.id.text) else { return }
      case .finished, .passedOver, .incident, .moreIncidents: break
      }
      let report = try EventReport(event, places: places, ledger: ledger)
      session.options.json
        ? try session.err.json(report, onOneLine: true) : write(report.event, Self.sentence(event, report))
      session.err.flush()
    } catch {
      note("problem", "an event could not be told: \(error)")
    }
  }

  func once(_ event: String, _ message: String) {
    if toldOnce.insert(message).inserted { note(event, message) }
  }

  /// Ends a scan: what it did not tell again is over.
  func endScan() {
    standing = seen
    seen = []
  }

  private func isNew(_ subject: String) -> Bool {
    seen.insert(subject).inserted && !standing.contains(subject)
  }

  func note(_ event: String, _ message: String) {
    var report = EventReport(event)
    report.message = message
    do {
      session.options.json ? try session.err.json(report, onOneLine: true) : write(event, message)
    } catch {
      write(event, message)
    }
    session.err.flush()
  }

  private func write(_ event: String, _ message: String) {
    session.err.line("\(Timestamp.now()) \(event): \(Printable.line(message))")
  }

  private static func sentence(_ event: ScanEvent, _ report: EventReport) -> String {
    switch event {
    case .finished(let interchange):
      let answer = report.interchange?.acknowledgement.map { " answer=\($0)" } ?? ""
      return "\(interchange.verdict?.rawValue ?? "") \(interchange.sender)/\(interchange.fileName.display) "
        + "id=\(interchange.id)\(answer): \(interchange.summary ?? "")"
    case .waiting(let interchange, let until):
      return
        "\(interchange.sender)/\(interchange.fileName.display) ends too early; it waits for the rest until \(until)"
    case .passedOver(let system, let name, let reason): return "\(system)/\(name.display) \(reason)"
    case .putOff(let problem): return problem.description
    case .settling(let system, let count): return "\(count) of \(system)"
    case .incident(let news): return news.sentence
    case .moreIncidents(let count): return "and \(count) more incidents: kontor incidents"
    }
  }
}
