import BenchmarkCommon
import DropFolder
import Exchange
import Foundation
import LedgerSQLite
import XMLEngine

/// An installation as `kontor init` makes it, with its ledger.
final class Site {
  let root: String
  let configuration: Exchange.Configuration
  let ledger: SQLiteLedger
  /// As shipped, and with documents that are written as they stand and held against no rule.
  let mapped: Terms
  let unmapped: Terms

  struct Terms {
    let agreement: AgreementTerms
    let catalogue: FormatCatalogue

    init(_ configuration: Exchange.Configuration) throws {
      agreement = AgreementTerms(configuration)
      catalogue = try FormatCatalogue(configuration)
    }
  }

  /// - Parameter other: the folder of another installation whose ledger is copied; nil for an empty one.
  init(at root: String, share: String, copying other: String? = nil) throws {
    self.root = root
    var initialisation = Initialisation()
    try initialisation.copyStarter(from: share, packs: ["sap-business-one"], to: root)
    configuration = try Exchange.Configuration.read(from: root + "/kontor.yaml")
    for folder in configuration.managedFolders + [configuration.ledgerFolder] { try initialisation.makeFolder(folder) }
    if let other {
      let source = configuration.ledger.absolute.replacing(configuration.folder, with: other)
      try FileManager.default.copyItem(atPath: source, toPath: configuration.ledger.absolute)
    }
    ledger = try SQLiteLedger(path: configuration.ledger.absolute, access: .processing)
    let register = try FolderRegister(ledger)
    for folder in configuration.managedFolders where !register.knows(folder) {
      _ = try register.introduce(folder, of: configuration, replacing: false)
    }
    mapped = try Terms(configuration)
    unmapped = try Terms(try configuration.withoutMapping())
  }

  /// Decides records as one interchange, as the processor does, but leaves the documents unwritten.
  ///
  /// - Parameter expected: the verdict without which something else was measured than was meant.
  func decide(_ told: [Told], from sender: String, isMapped: Bool, expecting expected: RecordVerdict) throws -> [Taken]
  {
    let now = Timestamp.now()
    let parcel = try Parcel(told, from: sender, at: now, system: configuration.system(named: sender))
    _ = try ledger.receive([parcel.interchange])
    var outcome = Outcome()
    let clock = ContinuousClock()
    let begin = clock.now
    try ledger.decide { log in
      outcome = try decide(parcel, by: isMapped ? mapped : unmapped, log, expecting: { _ in expected })
    }
    let transaction = clock.now - begin
    try finish([outcome], at: now)
    return outcome.durations.map { Taken(deciding: $0, transaction: transaction) }
  }

  /// Decides one interchange within a transaction.
  ///
  /// - Parameters:
  ///   - expected: the verdict on each record.
  ///   - isAnswered: whether an acknowledgement is entered as well.
  func decide(
    _ parcel: Parcel, by terms: Terms, _ log: any Decisions, expecting expected: (Int) -> RecordVerdict,
    isAnswered: Bool = false
  ) throws -> Outcome {
    var interchange = parcel.interchange
    var outcome = Outcome()
    outcome.interchange = interchange.id
    let writer = DraftWriter(
      terms.catalogue,
      MappingContext(
        interchange: interchange.id.text, sender: interchange.sender, controlNumber: { "" },
        documentID: { _, pending in
          Document.id(of: parcel.interchange.id, ordinal: outcome.documents.count + pending.count + 1)
        }))
    let agreement = Agreement(
      terms.agreement, log: log, interchange: interchange, now: parcel.now, writer: writer, content: { _, _, _ in nil })
    let clock = ContinuousClock()
    for (index, record) in parcel.records.enumerated() {
      let told = parcel.told[index]
      let source = RecordReference(interchange.id, index + 1)
      let start = clock.now
      let ruling = try agreement.take([ToldRecord(record, from: parcel.system, source: source, now: parcel.now)])
      outcome.durations.append(clock.now - start)
      guard ruling.verdict == expected(index) else {
        throw Unexpected("\(told.key) was \(ruling.verdict): \(ruling.issues.map(\.message)).")
      }
      for draft in agreement.takeDrafts() {
        let document = try document(draft, interchange.id, outcome.documents.count + 1, position: index + 1)
        outcome.documents.append(document)
        try log.add(document)
      }
      try add(told, ruling, index + 1, to: &interchange, log)
    }
    if isAnswered {
      let answer = answer(to: interchange, ordinal: outcome.documents.count + 1)
      outcome.documents.append(answer)
      try log.add(answer)
    }
    interchange.verdict = .accepted
    interchange.level = .delivered
    interchange.advice = Advice.none
    interchange.decidedAt = parcel.now
    try log.conclude(interchange)
    return outcome
  }

  /// All the documents are out, and the files filed.
  func finish(_ outcomes: [Outcome], at now: Timestamp) throws {
    try ledger.markPublished(
      outcomes.flatMap(\.documents).map { ($0.id, .published) }, completing: outcomes.compactMap(\.interchange),
      at: now)
    try ledger.markDone(outcomes.compactMap(\.interchange).map { ($0, "benchmark.xml") }, at: now)
  }

  private func add(
    _ told: Told, _ ruling: Ruling, _ position: Int, to interchange: inout Interchange, _ log: any Decisions
  ) throws {
    interchange.totals.count(ruling.verdict)
    let start = Position(line: position, column: 1, byteOffset: 2000 * position)
    try log.add(
      RecordOutcome(
        position: position, entity: told.entity.rawValue, key: told.key, verdict: ruling.verdict, start: start),
      of: interchange.id)
    for issue in ruling.issues { try log.add(issue, record: position, of: interchange.id) }
  }

  private func document(
    _ draft: Draft, _ interchange: InterchangeID, _ ordinal: Int, position: Int
  ) throws -> Document {
    Document(
      id: draft.documentID, interchange: interchange, ordinal: ordinal, kind: .import, system: draft.system.name,
      name: FileName.makeSafe(from: "00000000-\(draft.entity.rawValue)-\(draft.key).xml"),
      entity: draft.entity.rawValue, records: position...position, size: 2000,
      sha256: String(repeating: "0", count: 64), publicationOrder: position)
  }

  private func answer(to interchange: Interchange, ordinal: Int) -> Document {
    Document(
      id: Document.id(of: interchange.id, ordinal: ordinal), interchange: interchange.id, ordinal: ordinal,
      kind: .acknowledgement, system: interchange.sender,
      name: FileName.makeSafe(from: "benchmark.\(interchange.id.text).ack.xml"), entity: nil, records: nil, size: 2000,
      sha256: String(repeating: "0", count: 64), publicationOrder: .max)
  }

  /// Bytes of the ledger's file. What is still in its log counts when it is moved over.
  var size: Int {
    get throws {
      let attributes = try FileManager.default.attributesOfItem(atPath: configuration.ledger.absolute)
      return (attributes[.size] as? Int) ?? 0
    }
  }
}
