import DropFolder
import Foundation

extension SideLine {
  /// What the interchange settled of another one.
  struct Settlement: Decodable, Equatable {
    var interchange: String
    var position: Int?
    var byPosition: Int?
    var state: String
    var at: String
  }

  /// An interchange that one of its decisions handed in.
  struct Attempt: Decodable, Equatable {
    /// The record that is the decision.
    var position: Int
    var id: String
    var sender: String
    var file: String
    /// The name's bytes in Base64, where it is not plain text.
    var fileBytes: String?
    var corrects: String?
    var receivedAt: String
  }

  /// What one of its decisions left in the audit trail.
  struct Audit: Decodable, Equatable {
    var position: Int
    var at: String
    var who: String
    var action: String
    var subject: String
    var reason: String?
    var outcome: String
    var before: String?
    var after: String?
  }

  struct Reference: Decodable, Equatable {
    var interchange: String
    var position: Int
  }

  static func name(_ file: String, _ bytes: String?) throws(SideFileFault) -> FileName {
    do {
      return try FileName(bytes: bytes.map { Data(base64Encoded: $0).map { Array($0) } ?? [] } ?? Array(file.utf8))
    } catch {
      throw SideFileFault("it has a file name that is none")
    }
  }

  /// The name's bytes in Base64; nil where it is plain text.
  static func bytes(of name: FileName) -> String? {
    let isPlain = name.display == String(decoding: name.bytes, as: UTF8.self)
    return isPlain ? nil : Data(name.bytes).base64EncodedString()
  }
}

extension SideLine.Reference {
  init(_ record: RecordReference) {
    self.init(interchange: record.interchange.text, position: record.position)
  }

  var row: RecordReference { RecordReference(InterchangeID(interchange), position) }
}

extension SideLine.Settlement {
  init(_ settlement: Exchange.Settlement) {
    self.init(
      interchange: settlement.interchange.text, position: settlement.position, byPosition: settlement.byPosition,
      state: settlement.state.rawValue, at: settlement.at.description)
  }

  func row(by interchange: InterchangeID) throws(SideFileFault) -> Exchange.Settlement {
    Exchange.Settlement(
      of: InterchangeID(self.interchange), position: position, by: interchange, byPosition: byPosition,
      try SideLine.word(state), at: try SideLine.moment(at))
  }
}

extension SideLine.Attempt {
  /// Nil for an interchange that no decision handed in.
  init?(_ attempt: Interchange) {
    guard let decision = attempt.handedIn else { return nil }
    self.init(
      position: decision.position, id: attempt.id.text, sender: attempt.sender, file: attempt.fileName.display,
      fileBytes: SideLine.bytes(of: attempt.fileName), corrects: attempt.corrects?.text,
      receivedAt: attempt.receivedAt.description)
  }

  /// The row as it was received, with what its content is now.
  func row(handedInBy interchange: InterchangeID, _ content: FileDigest) throws(SideFileFault) -> Interchange {
    var row = Interchange(
      id: InterchangeID(id), sender: sender, fileName: try SideLine.name(file, fileBytes), size: content.size,
      sha256: content.sha256, receivedAt: try SideLine.moment(receivedAt))
    row.corrects = corrects.map { InterchangeID($0) }
    row.recognition = .handedIn
    row.handedIn = RecordReference(interchange, position)
    return row
  }
}

extension SideLine.Audit {
  init(_ entry: AuditEntry) {
    self.init(
      position: entry.source.position, at: entry.at.description, who: entry.who, action: entry.action,
      subject: entry.subject, reason: entry.reason, outcome: entry.outcome.rawValue, before: entry.before,
      after: entry.after)
  }

  func row(of interchange: InterchangeID) throws(SideFileFault) -> AuditEntry {
    AuditEntry(
      at: try SideLine.moment(at), who: who, action: action, subject: subject, reason: reason,
      outcome: try SideLine.word(outcome), before: before, after: after,
      source: RecordReference(interchange, position))
  }
}
