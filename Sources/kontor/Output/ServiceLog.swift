import DropFolder
import Exchange

/// The log of the service: one event a line on standard error, with its time in UTC; JSON lines if asked.
final class ServiceLog {
  private let session: Session
  private let places: Places
  private let ledger: any Ledger
  /// Problems of the last scans, so that one that lasts is told once and not every few seconds.
  private var standing: Set<String> = []

  init(_ session: Session, configuration: Configuration, ledger: any Ledger) {
    self.session = session
    self.ledger = ledger
    places = Places(configuration: configuration)
  }

  func tell(_ event: ScanEvent) {
    do {
      switch event {
      case .settling: return
      case .putOff(let problem): guard standing.insert(problem.description).inserted else { return }
      case .waiting(let interchange, _): guard standing.insert(interchange.id.text).inserted else { return }
      case .finished, .passedOver: break
      }
      if case .finished = event { standing = [] }
      let report = try EventReport(event, places: places, ledger: ledger)
      session.options.json ? try session.err.json(report, onOneLine: true) : write(report.event, Self.sentence(event, report))
      session.err.flush()
    } catch {
      note("problem", "an event could not be told: \(error)")
    }
  }

  func once(_ event: String, _ message: String) {
    if standing.insert(message).inserted { note(event, message) }
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
      return "\(interchange.sender)/\(interchange.fileName.display) ends too early; it waits for the rest until \(until)"
    case .passedOver(let system, let name, let reason): return "\(system)/\(name.display) \(reason)"
    case .putOff(let problem): return problem.description
    case .settling(let system, let count): return "\(count) of \(system)"
    }
  }
}
