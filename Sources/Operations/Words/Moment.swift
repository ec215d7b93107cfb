package import Exchange

/// A timestamp that is text in JSON, as ``Timestamp/description`` has it; in the ledger it is a number.
package struct Moment: Codable, Hashable, Comparable, Sendable, CustomStringConvertible {
  package var timestamp: Timestamp

  package init(_ timestamp: Timestamp) {
    self.timestamp = timestamp
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let timestamp = Timestamp(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no moment")
    }
    self.timestamp = timestamp
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  package var description: String { timestamp.description }

  package static func < (one: Moment, other: Moment) -> Bool { one.timestamp < other.timestamp }
}

extension Timestamp {
  package var moment: Moment { Moment(self) }
}
