import Exchange
import Foundation
import GRDB

extension BulkJob {
  /// In the order in which ``init(columns:)`` reads them.
  static let columns =
    "id, at, who, action, reason, query, total, chunk, stoppedAt, stoppedBy, endedAt, runner, leasedUntil"

  init(columns: inout Columns) throws {
    self.init(
      id: try columns.text(), at: try columns.moment(), by: try columns.text(), try columns.word(),
      reason: try columns.optionalText(), query: try columns.optionalText(), total: try columns.int(),
      chunk: try columns.int())
    stoppedAt = try columns.optionalMoment()
    stoppedBy = try columns.optionalText()
    endedAt = try columns.optionalMoment()
    runner = try columns.optionalText()
    leasedUntil = try columns.optionalMoment()
  }
}

extension JobItem {
  /// Takes the job's number and then ``values()``.
  static let insertion =
    "INSERT INTO jobItem (job, ordinal, kind, subject, entity, basis, fields) VALUES (?, ?, ?, ?, ?, ?, ?)"

  init(columns: inout Columns) throws {
    let ordinal = try columns.int()
    let (kind, text) = (try columns.text(), try columns.text())
    let entity: Entity? = try columns.optionalWord()
    let subject: Decision.Subject? =
      switch kind {
      case "interchange": .interchange(InterchangeID(text))
      case "hold": Int64(text).map { .hold($0) }
      case "incident": Int64(text).map { .incident($0) }
      case "document": .document(text)
      case "flow": .flow(text)
      case "entity": entity.map { .entity($0, key: text) }
      default: nil
      }
    guard let subject else { throw DamagedRow() }
    self.init(
      ordinal, subject, basis: try columns.optionalText().map { InterchangeID($0) },
      fields: try columns.optionalText().map { try StoredChoice.read($0) } ?? [])
  }

  func values() throws -> StatementArguments {
    let (kind, text): (String, String) =
      switch subject {
      case .interchange(let id): ("interchange", id.text)
      case .hold(let id): ("hold", String(id))
      case .incident(let id): ("incident", String(id))
      case .document(let id): ("document", id)
      case .flow(let name): ("flow", name)
      case .entity(_, let key): ("entity", key)
      }
    var entity: String?
    if case .entity(let kind, _) = subject { entity = kind.rawValue }
    return [ordinal, kind, text, entity, basis?.text, fields.isEmpty ? nil : try StoredChoice.text(of: fields)]
  }
}

/// What holds of one field by a decision, as JSON: a system whose word it is, or a value.
private struct StoredChoice: Codable {
  var name: String
  var take: String?
  var value: String?

  static func read(_ text: String) throws -> [Decision.Field] {
    try JSONDecoder().decode([StoredChoice].self, from: Data(text.utf8)).map { stored in
      if let system = stored.take { return Decision.Field(stored.name, .take(system)) }
      guard let value = stored.value else { throw DamagedRow() }
      return Decision.Field(stored.name, .value(value))
    }
  }

  static func text(of fields: [Decision.Field]) throws -> String {
    let stored = fields.map { field in
      switch field.choice {
      case .take(let system): StoredChoice(name: field.name, take: system, value: nil)
      case .value(let value): StoredChoice(name: field.name, take: nil, value: value)
      }
    }
    return String(decoding: try JSONEncoder().encode(stored), as: UTF8.self)
  }
}
