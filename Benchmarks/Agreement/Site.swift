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
  private let mapped: Terms
  private let unmapped: Terms

  private struct Terms {
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
    try initialisation.copyStarter(from: share, to: root)
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
    unmapped = try Terms(try Self.withoutMapping(configuration, root))
  }

  private static func withoutMapping(_ shipped: Exchange.Configuration, _ root: String) throws
    -> Exchange.Configuration
  {
    let schema = ConfiguredPath(written: "xsd/anything.xsd", absolute: root + "/xsd/anything.xsd", place: .start)
    try """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:kontor:exchange:1">
      <xs:element name="Records"><xs:complexType><xs:sequence>
        <xs:any processContents="skip" maxOccurs="unbounded"/>
      </xs:sequence></xs:complexType></xs:element>
    </xs:schema>
    """.write(toFile: schema.absolute, atomically: true, encoding: .utf8)
    var configuration = shipped
    configuration.formats.append(
      Format(
        name: "anything", place: .start, root: nil, schema: schema, records: [], envelope: EnvelopePaths(), ignored: [],
        reading: .asItStands, write: [:], parameters: [:], document: .standard))
    for index in configuration.systems.indices {
      configuration.systems[index].format = Placed("anything", at: .start)
    }
    return configuration
  }

  /// How long one record took.
  struct Taken {
    /// What the agreement does: reading and writing the ledger, merging, and drafting documents.
    var deciding: Duration
    /// The transaction around it, until it is on disk.
    var transaction: Duration
  }

  /// Decides records as one interchange, as the processor does, but leaves the documents unwritten.
  ///
  /// - Parameter expected: the verdict without which something else was measured than was meant.
  func decide(_ told: [Told], from sender: String, isMapped: Bool, expecting expected: RecordVerdict) throws -> [Taken]
  {
    let terms = isMapped ? mapped : unmapped
    guard let system = configuration.system(named: sender) else { throw Unexpected("There is no system \(sender).") }
    let now = Timestamp.now()
    var interchange = Interchange(
      id: .make(at: now), sender: sender, fileName: "benchmark.xml", size: 1, sha256: "", receivedAt: now)
    interchange.sha256 = interchange.id.text
    _ = try ledger.receive([interchange])
    let records = try told.map { try $0.canonical() }
    var documents: [Document] = []
    var durations: [Duration] = []
    let clock = ContinuousClock()
    let begin = clock.now
    try ledger.decide { log in
      let writer = DraftWriter(
        terms.catalogue,
        MappingContext(
          interchange: interchange.id.text, sender: sender, controlNumber: { "" },
          documentID: { _, _, pending in
            Document.id(of: interchange.id, ordinal: documents.count + pending.count + 1)
          }))
      let agreement = Agreement(
        terms.agreement, log: log, interchange: interchange, now: now, writer: writer, content: { _, _, _ in nil })
      for (index, record) in records.enumerated() {
        let source = RecordReference(interchange.id, index + 1)
        let start = clock.now
        let ruling = try agreement.take([ToldRecord(record, from: system, source: source, now: now)])
        durations.append(clock.now - start)
        guard ruling.verdict == expected else {
          throw Unexpected("\(told[index].key) was \(ruling.verdict): \(ruling.issues.map(\.message)).")
        }
        for draft in agreement.takeDrafts() {
          documents.append(try document(draft, interchange.id, documents.count + 1, position: index + 1))
          if let last = documents.last { try log.add(last) }
        }
        try add(told[index], ruling, index + 1, to: &interchange, log)
      }
      interchange.verdict = .accepted
      interchange.level = .delivered
      interchange.advice = Advice.none
      interchange.decidedAt = now
      try log.conclude(interchange)
    }
    let transaction = clock.now - begin
    try ledger.markPublished(documents.map { ($0.id, .published) }, completing: [interchange.id])
    try ledger.markDone([(interchange.id, "benchmark.xml")], at: now)
    return durations.map { Taken(deciding: $0, transaction: transaction) }
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

  /// Bytes of the ledger's file. What is still in its log counts when it is moved over.
  var size: Int {
    get throws {
      let attributes = try FileManager.default.attributesOfItem(atPath: configuration.ledger.absolute)
      return (attributes[.size] as? Int) ?? 0
    }
  }
}

extension Told {
  fileprivate func canonical() throws -> CanonicalRecord {
    let end = text.firstIndex(of: " ") ?? text.endIndex
    let named = text[..<end] + " xmlns=\"\(Format.canonicalNamespace)\"" + text[end...]
    let document = try XMLDocument.parse(Array(named.utf8), location: key)
    guard let root = document.root else { throw Unexpected("\(key) has no element.") }
    return CanonicalRecord(entity: entity, key: key, root: root, document: document)
  }
}

/// Something was not decided as it should be, so that figures would say nothing.
struct Unexpected: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
