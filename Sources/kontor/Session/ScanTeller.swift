import DropFolder
import Exchange
import Operations

/// Tells the events of a scan as they happen, each once however often the inboxes are looked at.
final class ScanTeller {
  private let session: Session
  private let places: Places
  private let ledger: any Ledger
  private var told: Set<String> = []
  private var failure: (any Error)?

  init(_ session: Session, configuration: Configuration, ledger: any Ledger) {
    self.session = session
    self.ledger = ledger
    places = Places(configuration: configuration)
  }

  func tell(_ event: ScanEvent) {
    do {
      try show(event)
    } catch {
      // The scan goes on: what was carried is carried, whether it could be told or not.
      failure = failure ?? error
    }
  }

  private func show(_ event: ScanEvent) throws {
    switch event {
    case .settling(let system, let count):
      session.err.progress("waiting for \(Phrase.count(count, "file")) of \(system) to settle …")
      return
    case .putOff(let problem): guard told.insert(problem.description).inserted else { return }
    case .waiting(let interchange, _): guard told.insert(interchange.id.text).inserted else { return }
    case .finished, .passedOver, .incident, .moreIncidents: break
    }
    if session.options.json {
      try session.out.json(EventReport(event, places: places, ledger: ledger), onOneLine: true)
    } else {
      for line in try EventLines(places: places, ledger: ledger, output: session.out).lines(of: event) {
        session.out.line(line)
      }
    }
    session.out.flush()
  }

  func finish(_ tally: ScanTally) throws {
    session.err.flush()
    if let failure { throw failure }
    if session.options.json {
      try session.out.json(EventReport(tally), onOneLine: true)
    } else if session.out.isTerminal || !tally.isEmpty {
      session.out.line(EventLines.summary(tally))
    }
  }
}
