import DropFolder
import Exchange
import Operations

/// What happens during a scan, as one JSON object a line. `event` says which of the other keys are there.
struct EventReport: Encodable {
  var event: String
  /// UTC.
  var time = Timestamp.now().description
  var interchange: InterchangeReport?
  var system: String?
  var file: String?
  var reason: String?
  var until: String?
  var subject: String?
  var message: String?
  var count: Int?
  var incident: IncidentReport?
  var summary: Tally?

  struct Tally: Encodable {
    var interchanges: [String: Int]
    var records: [String: Int]
    var documents: Int
    var incomplete: Int
    var settling: Int
    var problems: Int
    var passedOver: Int

    init(_ tally: ScanTally) {
      interchanges = Dictionary(uniqueKeysWithValues: tally.byVerdict.map { ($0.key.rawValue, $0.value) })
      records = InterchangeReport.totals(tally.totals)
      documents = tally.documents
      incomplete = tally.waiting
      settling = tally.settling
      problems = tally.problems
      passedOver = tally.passedOver
    }
  }

  init(_ event: String) {
    self.event = event
  }

  init(_ tally: ScanTally) {
    event = "summary"
    summary = Tally(tally)
  }

  init(_ scanEvent: ScanEvent, places: Places, ledger: any Ledger) throws {
    switch scanEvent {
    case .finished(let interchange):
      self.init("interchange")
      self.interchange = InterchangeReport(
        interchange, places: places, acknowledgement: try places.acknowledgement(of: interchange, in: ledger))
    case .waiting(let interchange, let until):
      self.init("incomplete")
      system = interchange.sender
      file = interchange.fileName.display
      self.until = until.description
    case .passedOver(let system, let name, let reason):
      self.init("passed-over")
      self.system = system
      file = name.display
      self.reason = reason
    case .putOff(let problem):
      self.init("problem")
      subject = problem.subject
      message = problem.message
    case .settling(let system, let count):
      self.init("settling")
      self.system = system
      self.count = count
    case .incident(let news):
      self.init("incident-\(news.event.rawValue)")
      incident = IncidentReport(news.incident)
    case .moreIncidents(let count):
      self.init("incidents-more")
      self.count = count
    }
  }
}
