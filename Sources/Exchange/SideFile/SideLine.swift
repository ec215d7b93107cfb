import DropFolder
import Foundation
import XMLEngine

/// One line of a side file. Its keys are part of what is kept for good: they are added to, never changed.
enum SideLine: Equatable {
  case interchange(Header)
  case issue(Issue)
  case record(Record)
  case document(Document)
  case settlement(Settlement)
  case attempt(Attempt)
  case wait(Wait)
  case audit(Audit)
  case end(End)

  struct Issue: Decodable, Equatable {
    var severity: String
    var code: String
    var phase: String
    var atLine: Int?
    var atColumn: Int?
    var atByte: Int?
    var path: String?
    var value: String?
    var expected: String?
    var message: String
  }

  struct Record: Decodable, Equatable {
    var position: Int
    var entity: String
    var key: String?
    var verdict: String
    var atLine: Int?
    var atColumn: Int?
    var atByte: Int?
    var issues: [Issue]?
  }

  struct Document: Decodable, Equatable {
    var id: String
    var ordinal: Int?
    var kind: String
    var system: String
    var name: String
    var entity: String?
    var firstRecord: Int?
    var lastRecord: Int?
    var size: Int64
    var sha256: String
    var state: String?
    var order: Int?
    /// The document whose bytes it brings once more.
    var resends: String?
    /// The flow for which it waited.
    var flow: String?
  }

  /// A document whose wait the interchange ended.
  struct Wait: Decodable, Equatable {
    var document: String
    /// Something newer took its place; otherwise it was released.
    var superseded: Bool
  }

  struct End: Decodable, Equatable {
    /// Lines before this one.
    var lines: Int
  }
}

extension SideLine: Decodable {
  private enum Key: String, CodingKey {
    case line
  }

  private enum Word: String, Decodable {
    case interchange, issue, record, document, settlement, attempt, wait, audit, end
  }

  init(from decoder: any Decoder) throws {
    switch try decoder.container(keyedBy: Key.self).decode(Word.self, forKey: .line) {
    case .interchange: self = .interchange(try Header(from: decoder))
    case .issue: self = .issue(try Issue(from: decoder))
    case .record: self = .record(try Record(from: decoder))
    case .document: self = .document(try Document(from: decoder))
    case .settlement: self = .settlement(try Settlement(from: decoder))
    case .attempt: self = .attempt(try Attempt(from: decoder))
    case .wait: self = .wait(try Wait(from: decoder))
    case .audit: self = .audit(try Audit(from: decoder))
    case .end: self = .end(try End(from: decoder))
    }
  }
}
