import BenchmarkCommon
import DropFolder
import Exchange
import Foundation
import LedgerSQLite
import XMLEngine

/// The steps in the order in which a record meets them, each with what the one before has made.
final class Bench {
  private let export: Data
  private let sender: Exchange.System
  private let receiver: Exchange.System
  private let catalogue: FormatCatalogue
  private let reading: CompiledFormat
  private let mapping: Stylesheet
  private let outgoing: Schema
  private let unmapped: AgreementTerms
  private let plain: FormatCatalogue
  private let ledger: SQLiteLedger

  /// What each step took for all records, in the order of the steps.
  private(set) var series: [(name: String, series: Series)] = []
  /// Records in the export.
  private(set) var count = 0

  init(_ configuration: Exchange.Configuration, export: Data) throws {
    self.export = export
    catalogue = try FormatCatalogue(configuration)
    guard let sender = configuration.system(named: "crm"), let receiver = configuration.system(named: "erp"),
      let sent = sender.sends.first, let reading = catalogue[sent.value],
      let wanted = receiver.formats.first, let writing = catalogue[wanted.value],
      let path = writing.format.write[.order]
    else { throw Unexpected("The site is not configured as Kontor ships.") }
    (self.sender, self.receiver, self.reading) = (sender, receiver, reading)
    mapping = try Stylesheet(path: path.absolute)
    outgoing = try Schema(path: writing.format.schema.absolute)
    let withoutMapping = try configuration.withoutMapping()
    unmapped = AgreementTerms(withoutMapping)
    plain = try FormatCatalogue(withoutMapping)
    ledger = try SQLiteLedger(path: configuration.ledger.absolute, access: .processing)
  }

  /// Takes all records through all steps once.
  func measure() throws {
    let records = try timed("read and validate") { try read() }
    let judged = try timed("judge, code lists") { try judge(records) }
    try decide(judged)
    let mapped = try timed("map") {
      try judged.map { try mapping.apply(to: $0.document, parameters: Self.parameters) }
    }
    let written = try timed("serialise") { try mapped.map { try mapping.serialize($0) } }
    guard written.allSatisfy({ !$0.isEmpty }) else { throw Unexpected("A document is empty.") }
    let violations = try timed("validate what was written") { try mapped.flatMap { try outgoing.validate($0) } }
    guard violations.isEmpty else { throw Unexpected("A document breaks its schema: \(violations[0].message)") }
    count = records.count
  }

  private func timed<Result>(_ name: String, _ step: () throws -> Result) throws -> Result {
    let clock = ContinuousClock()
    let begin = clock.now
    let result = try step()
    add(clock.now - begin, to: name)
    return result
  }

  private func add(_ duration: Duration, to name: String) {
    let index = series.firstIndex { $0.name == name } ?? series.endIndex
    if index == series.endIndex { series.append((name, Series())) }
    series[index].series.add(duration)
  }

  private static let parameters = [
    "interchange": "01M8HZYMSXDYDK4X", "sender": "crm", "control-number": "2", "document": "01M8HZYMSXDYDK4X-1-1",
  ]

  private static var context: MappingContext {
    MappingContext(
      interchange: "01M8HZYMSXDYDK4X", sender: "crm", controlNumber: { "2" },
      documentID: { _, _ in "01M8HZYMSXDYDK4X-1-1" })
  }

  // MARK: - The steps

  private func read() throws -> [Record] {
    var rest = export[...]
    let reader = try reading.reader(for: sender) { buffer in
      let piece = rest.prefix(buffer.count)
      buffer.copyBytes(from: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
    var records: [Record] = []
    while let record = try reader.next() { records.append(record) }
    guard case .complete = reader.end, !records.isEmpty else { throw Unexpected("The export cannot be read.") }
    return records
  }

  private func judge(_ records: [Record]) throws -> [CanonicalRecord] {
    let judge = RecordJudge(sender: sender, format: reading, catalogue: catalogue)
    return try records.flatMap { record in
      let judgement = try judge.judge(record, depth: .whole, context: Self.context)
      guard judgement.verdict == .accepted else { throw Unexpected("\(record.path) was \(judgement.verdict).") }
      return judgement.canonical
    }
  }

  /// In a transaction that is taken back, so that each round finds the ledger as it was.
  private func decide(_ records: [CanonicalRecord]) throws {
    struct TakenBack: Error {}
    let now = Timestamp.now()
    var interchange = Interchange(
      id: .make(at: now), sender: sender.name, fileName: "benchmark.xml", size: 1, sha256: "", receivedAt: now)
    interchange.sha256 = interchange.id.text
    _ = try ledger.receive([interchange])
    do {
      try ledger.decide { log in
        try timed("decide, without mapping") { try decide(records, interchange, now, log) }
        try timed("ledger's rows of record and document") { try enter(records, interchange.id, log) }
        throw TakenBack()
      }
    } catch is TakenBack {}
  }

  private func decide(
    _ records: [CanonicalRecord], _ interchange: Interchange, _ now: Timestamp, _ log: any Decisions
  ) throws {
    let agreement = Agreement(
      unmapped, log: log, interchange: interchange, now: now, writer: DraftWriter(plain, Self.context),
      content: { _, _, _ in nil })
    for (index, record) in records.enumerated() {
      let source = RecordReference(interchange.id, index + 1)
      let ruling = try agreement.take([ToldRecord(record, from: sender, source: source, now: now)])
      guard ruling.verdict == .accepted, agreement.takeDrafts().count == 1 else {
        throw Unexpected("\(record.key) was \(ruling.verdict): \(ruling.issues.map(\.message)).")
      }
    }
  }

  private func enter(_ records: [CanonicalRecord], _ interchange: InterchangeID, _ log: any Decisions) throws {
    for (index, record) in records.enumerated() {
      let position = index + 1
      let number = try log.nextSequence(for: receiver.name)
      try log.add(
        RecordOutcome(
          position: position, entity: record.entity.rawValue, key: record.key, verdict: .accepted,
          start: Position(line: 55 * position, column: 3, byteOffset: 1800 * position)), of: interchange)
      try log.add(
        Document(
          id: Document.id(of: interchange, ordinal: position), interchange: interchange, ordinal: position,
          kind: .import, system: receiver.name,
          name: FileName.makeSafe(from: "\(number)-\(record.entity.rawValue)-\(record.key).xml"),
          entity: record.entity.rawValue, records: position...position, size: 2000,
          sha256: String(repeating: "0", count: 64), publicationOrder: position))
    }
  }
}
