/// Which of two versions of a record, of the same system, is the newer one.
package struct RecordVersion: Hashable, Sendable, Codable {
  /// The record's own running number, where its system keeps one.
  package var sequence: Int64?
  package var changed: Timestamp

  package init(sequence: Int64? = nil, changed: Timestamp) {
    self.sequence = sequence
    self.changed = changed
  }

  /// The number goes before the time: clocks can be put back.
  package func isOlder(than other: RecordVersion) -> Bool {
    if let sequence, let others = other.sequence { return sequence < others }
    return changed < other.changed
  }

  /// One and the same version. A time may be too coarse to tell two changes apart, and a running number never is.
  package func isSame(as other: RecordVersion, whereUnnumbered: Bool = false) -> Bool {
    if let sequence, let others = other.sequence { return sequence == others }
    return changed == other.changed && whereUnnumbered
  }

  private enum CodingKeys: String, CodingKey {
    case sequence = "n"
    case changed = "t"
  }
}

extension Timestamp: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}
