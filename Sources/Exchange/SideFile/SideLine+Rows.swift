import DropFolder
import XMLEngine

/// A side file that is not what Kontor writes.
struct SideFileFault: Error {
  /// What is wrong, as the end of a sentence.
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

extension SideLine {
  static func word<Word: RawRepresentable<String>>(_ text: String) throws(SideFileFault) -> Word {
    guard let word = Word(rawValue: text) else { throw SideFileFault("it has a word that this Kontor does not know") }
    return word
  }

  static func moment(_ text: String) throws(SideFileFault) -> Timestamp {
    guard let moment = Timestamp(text) else { throw SideFileFault("it has a time that is none") }
    return moment
  }

  fileprivate static func position(_ line: Int?, _ column: Int?, _ byte: Int?) -> Position? {
    guard let line, let column, let byte else { return nil }
    return Position(line: line, column: column, byteOffset: byte)
  }
}

extension SideLine.Issue {
  init(_ issue: Exchange.Issue) {
    self.init(
      severity: issue.severity.rawValue, code: issue.code, phase: issue.phase.rawValue, atLine: issue.position?.line,
      atColumn: issue.position?.column, atByte: issue.position?.byteOffset, path: issue.path, value: issue.value,
      expected: issue.expected, message: issue.message)
  }

  var row: Exchange.Issue {
    get throws(SideFileFault) {
      Exchange.Issue(
        stored: code, try SideLine.word(severity), phase: try SideLine.word(phase),
        at: SideLine.position(atLine, atColumn, atByte), path: path, value: value, expected: expected, message)
    }
  }
}

extension SideLine.Record {
  init(_ record: RecordOutcome, _ issues: [Exchange.Issue]) {
    self.init(
      position: record.position, entity: record.entity, key: record.key, verdict: record.verdict.rawValue,
      atLine: record.start.line, atColumn: record.start.column, atByte: record.start.byteOffset,
      issues: issues.isEmpty ? nil : issues.map { SideLine.Issue($0) })
  }

  /// Files of Kontor 0.1.0 do not say where a record began.
  var row: RecordOutcome {
    get throws(SideFileFault) {
      RecordOutcome(
        position: position, entity: entity, key: key, verdict: try SideLine.word(verdict),
        start: SideLine.position(atLine, atColumn, atByte) ?? Position(line: 0, column: 0, byteOffset: 0))
    }
  }
}

extension SideLine.Document {
  init(_ document: Exchange.Document) {
    self.init(
      id: document.id, ordinal: document.ordinal, kind: document.kind.rawValue, system: document.system,
      name: document.name.display, entity: document.entity, firstRecord: document.records?.lowerBound,
      lastRecord: document.records?.upperBound, size: document.size, sha256: document.sha256,
      state: document.stateWhenFiled.rawValue, order: document.publicationOrder,
      resends: document.resends,
      flow: document.flow)
  }

  /// Files of Kontor 0.1.0 list documents in the order of publication, and leave their ordinals to their ids.
  func row(of interchange: InterchangeID, line: Int) throws(SideFileFault) -> Exchange.Document {
    let kind: Exchange.Document.Kind = try SideLine.word(kind)
    guard let ordinal = ordinal ?? id.split(separator: "-").last.flatMap({ Int($0) }),
      let name = try? FileName.safe(name)
    else { throw SideFileFault("it has a document without number or name") }
    var records: ClosedRange<Int>?
    if let firstRecord, let lastRecord, firstRecord <= lastRecord { records = firstRecord...lastRecord }
    var row = Exchange.Document(
      id: id, interchange: interchange, ordinal: ordinal, kind: kind, system: system, name: name, entity: entity,
      records: records, size: size, sha256: sha256,
      state: try state.map { (text) throws(SideFileFault) in try SideLine.word(text) } ?? .published,
      publicationOrder: order ?? (kind == .acknowledgement ? .max : line))
    row.resends = resends
    row.flow = flow
    // What became of it later stands beside the interchange that ended its wait.
    if flow != nil { row.state = .waiting }
    return row
  }
}

extension Exchange.Document {
  /// Its state when its interchange was filed; what became of it later stands elsewhere.
  fileprivate var stateWhenFiled: State {
    if flow != nil { return .waiting }
    return state == .superseded ? .published : state
  }
}
