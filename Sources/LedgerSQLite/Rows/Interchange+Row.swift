import DropFolder
import Exchange
import Foundation
import GRDB
import Synchronization

extension Interchange {
  /// In the order in which ``init(columns:)`` reads them.
  static let columns =
    """
    id, sender, fileName, size, sha256, receivedAt, state, envelopeSender, envelopeReceiver, controlNumber, created, \
    isTest, verdict, level, advice, summary, repeats, corrects, versions, decidedAt, doneAt, waitsUntil, place, \
    ends, faults, setAside, believed, recognition, handedInterchange, handedPosition, announced, read, \
    \(RecordVerdict.allCases.map(\.rawValue).joined(separator: ", "))
    """

  /// Takes the id of what handed them in.
  static let byHandedIn = """
    SELECT \(columns) FROM interchange INDEXED BY interchangeByHandedIn WHERE handedInterchange = ? ORDER BY number
    """

  static let byID = "SELECT \(columns) FROM interchange WHERE id = ?"

  init(columns: inout Columns) throws {
    self.init(
      id: InterchangeID(try columns.text()), sender: try columns.text(),
      fileName: try FileName(bytes: try columns.blob()), size: try columns.integer(), sha256: try columns.text(),
      receivedAt: try columns.moment(), state: try columns.word())
    envelope.sender = try columns.optionalText()
    envelope.receiver = try columns.optionalText()
    envelope.controlNumber = try columns.optionalText()
    envelope.created = try columns.optionalText()
    envelope.isTest = try columns.integer() != 0
    verdict = try columns.optionalWord()
    level = try columns.optionalWord()
    advice = try columns.optionalWord()
    summary = try columns.optionalText()
    repeats = try columns.optionalText().map { InterchangeID($0) }
    corrects = try columns.optionalText().map { InterchangeID($0) }
    versions = try Version.stored(try columns.text())
    decidedAt = try columns.optionalMoment()
    doneAt = try columns.optionalMoment()
    waitsUntil = try columns.optionalMoment()
    place = try columns.optionalText()
    ends = ProcessEnds(all: try columns.int(), byFault: try columns.int())
    setAside = try columns.optionalWord()
    believed = try columns.optionalText()
    recognition = try columns.optionalWord()
    handedIn = try columns.optionalRecord()
    totals = Totals(announced: try columns.optionalInt())
    totals.read = try columns.int()
    for verdict in RecordVerdict.allCases { totals[verdict] = try columns.int() }
  }
}

extension Envelope {
  /// The control number as a whole number, where it is one: what gaps and order are counted by.
  var controlValue: Int64? {
    guard let controlNumber, controlNumber.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(controlNumber)
  }
}

extension Version {
  /// The shape in which versions are stored: JSON, because they are only ever read together with their interchange.
  private struct Stored: Codable {
    var kind: String
    var name: String
    var sha256: String?
  }

  /// The last that were read or written: one interchange after another is decided by the same.
  private static let last = Mutex<(text: String, versions: [Version])>(("[]", []))

  static func stored(_ text: String) throws -> [Version] {
    if text == "[]" { return [] }
    let last = last.withLock { $0 }
    if last.text == text { return last.versions }
    let versions = try JSONDecoder().decode([Stored].self, from: Data(text.utf8)).map { stored in
      guard let kind = Kind(rawValue: stored.kind) else { throw DamagedRow() }
      return Version(kind, name: stored.name, sha256: stored.sha256)
    }
    Self.last.withLock { $0 = (text, versions) }
    return versions
  }

  static func text(of versions: [Version]) throws -> String {
    if versions.isEmpty { return "[]" }
    let last = last.withLock { $0 }
    if last.versions == versions { return last.text }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let stored = versions.map { Stored(kind: $0.kind.rawValue, name: $0.name, sha256: $0.sha256) }
    let text = String(decoding: try encoder.encode(stored), as: UTF8.self)
    Self.last.withLock { $0 = (text, versions) }
    return text
  }
}
