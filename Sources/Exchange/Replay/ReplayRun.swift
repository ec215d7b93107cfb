import DropFolder
import XMLEngine

/// One run of a replay: rules, and a ledger and an outbox of its own, into which archived interchanges are decided.
///
/// Decides by the same code as the processor. What it writes goes with the scratch folder.
final class ReplayRun {
  enum Result {
    case decided(ReplayedOutcome)
    /// Why it could not be decided, in a sentence.
    case failed(String)
  }

  let configuration: Configuration
  let catalogue: FormatCatalogue
  let ledger: any Ledger
  private let terms: AgreementTerms
  private let filed: FiledInterchanges
  private let entries: [InterchangeID: FiledInterchanges.Entry]
  private let folder: String
  private let outbox: Outbox
  private let tenure: Tenure
  private var ports: [String: Port] = [:]

  /// - Parameters:
  ///   - folder: an empty folder for what it writes.
  ///   - entries: where every interchange lies.
  init(
    _ rules: ReplayRules, ledger: any Ledger, in folder: String, _ filed: FiledInterchanges,
    _ entries: [InterchangeID: FiledInterchanges.Entry]
  ) throws {
    configuration = rules.configuration
    catalogue = rules.catalogue
    terms = AgreementTerms(rules.configuration)
    self.ledger = ledger
    self.filed = filed
    self.entries = entries
    self.folder = folder
    tenure = try Tenure(node: "replay", epoch: 1)
    outbox = try Outbox(path: folder, tenure: tenure, calls: FleetingFileCalls())
  }

  // MARK: - Deciding

  /// Decides an interchange at the moment at which it was decided then.
  ///
  /// - Parameters:
  ///   - archived: its row as it was filed.
  ///   - then: what came out of it then.
  ///   - hold: what a number of a held record stands for in this run; nil where it means what it says.
  func decide(
    _ archived: Interchange, then: ReplayedOutcome, _ numbers: DocumentNumbers, hold: ((Int64) throws -> Int64)?
  ) throws -> Result {
    guard let (system, formats) = catalogue.reading(of: archived.sender, in: configuration) else {
      return .failed("The configuration names no system \(archived.sender) that sends files.")
    }
    var job = Job(interchange: try takeIn(archived), claim: nil, port: port(of: system, formats))
    job.interchange.setAside = archived.setAside
    let files = PreparedFiles(of: 1, few: 0)
    let place = place(of: archived, then, numbers, hold)
    let attempt = try ledger.decide { log in
      try DecisionAttempt(job, files, log) { job in
        InterchangeDecision(
          job, place, files: files, log: log, now: archived.decidedAt ?? archived.receivedAt, mayGrow: false)
      }
    }
    switch attempt {
    case .decided(let interchange):
      return .decided(try ReplayedOutcome(of: interchange, in: ledger, numbers: numbers.given))
    case .notYetComplete(let issue): return .failed(issue.message)
    case .failed(let error as FolderError):
      // Where the scratch folder fails, nothing can be said of any interchange.
      if error.code.isEverywhere || error.path.hasPrefix(folder) { throw error }
      return .failed(error.description)
    case .failed(let error): return .failed("\(error)")
    }
  }

  /// Takes it into this run's ledger, as it came then. Whether it repeats another one is found out anew.
  private func takeIn(_ archived: Interchange) throws -> Interchange {
    var arrival = Interchange(
      id: archived.id, sender: archived.sender, fileName: archived.fileName, size: archived.size,
      sha256: archived.sha256, receivedAt: archived.receivedAt)
    arrival.believed = archived.believed
    guard let decision = archived.handedIn else { return try ledger.receive([arrival])[0] }
    // What was removed with its day cannot be referred to any more.
    arrival.corrects = try archived.corrects.flatMap { try ledger.interchange($0)?.id }
    arrival.recognition = archived.recognition
    arrival.handedIn = try ledger.interchange(decision.interchange) == nil ? nil : decision
    try ledger.decide { try $0.handIn(arrival) }
    return arrival
  }

  private func place(
    of archived: Interchange, _ then: ReplayedOutcome, _ numbers: DocumentNumbers, _ hold: ((Int64) throws -> Int64)?
  ) -> DecisionPlace {
    DecisionPlace(
      configuration: configuration, catalogue: catalogue, terms: terms,
      open: { job in
        guard let entry = self.entries[job.id] else { throw Self.gone(job.interchange) }
        let file = try self.filed.open(entry)
        guard let hold, job.interchange.sender == System.desk else { return file.source }
        return try DeskFile(file).source(hold: hold)
      },
      outbox: { system in
        guard system.outbox != nil else {
          throw FolderError(.missing, "System \(system.name) has no outbox.", path: system.name)
        }
        return self.outbox
      },
      copies: nil,
      acknowledgements: { name in
        let system = self.configuration.system(named: name)
        return system?.acknowledge.to ?? system?.outbox == nil ? nil : self.outbox
      },
      content: { interchange, entity, position in
        try ArchivedContent(self.configuration, self.catalogue) { interchange in
          // A file that was rejected as a whole told nothing.
          guard interchange.verdict != .rejected, let entry = self.entries[interchange.id] else { return nil }
          return try self.filed.open(entry).source
        }.record(of: interchange, entity, at: position)
      },
      rejected: { interchange in
        try self.entries[interchange.id].map { try self.filed.open($0).source }
      },
      handIn: { id, _, _ in throw Self.noEffect(id.text) }, sent: { throw Self.noEffect($0) },
      wayBack: { ReplayedDecisions(filed: $0, then: then) }, number: numbers.number, versions: archived.versions)
  }

  private static func noEffect(_ subject: String) -> FolderError {
    FolderError(.unsupported, "A replay hands nothing in, and sends nothing again.", path: subject)
  }

  private static func gone(_ interchange: Interchange) -> FolderError {
    FolderError(.missing, "It is gone. Restore it from a backup.", path: interchange.fileName.display)
  }

  /// A system with rooms that are never opened: what is written goes into this run's own outbox.
  private func port(of system: System, _ formats: SentFormats) -> Port {
    if let port = ports[system.name] { return port }
    let port = Port(
      system, formats: formats, rejected: folder, tenure: tenure, options: Processor.Options(),
      outbox: { path in
        Room(path, calls: FleetingFileCalls()) { throw FolderError(.missing, "A replay opens no outbox.", path: path) }
      })
    ports[system.name] = port
    return port
  }

  // MARK: - What it wrote

  /// Larger documents are not compared line by line.
  private static let longestDocument = 8 << 20

  /// The bytes of a document that the last decision wrote; nil for one that is too large to be shown.
  func contents(of document: Document) throws(FolderError) -> [UInt8]? {
    guard document.size <= Self.longestDocument else { return nil }
    return try PreparedView(outbox: folder, calls: FleetingFileCalls())
      .contents(of: document.id, limit: Self.longestDocument)
  }

  /// Deletes what the last decision wrote.
  func discardDocuments() throws(FolderError) {
    try outbox.discardPrepared { _ in true }
  }
}

/// The rules that a run decides by.
package struct ReplayRules {
  package let configuration: Configuration
  package let catalogue: FormatCatalogue

  package init(_ configuration: Configuration, _ catalogue: FormatCatalogue) {
    self.configuration = configuration
    self.catalogue = catalogue
  }
}
