import Foundation

/// Answers of the interface for programs.
enum ApiAnswer {
  static func encoded(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }

  static func json(
    _ value: some Encodable, status: Int = 200, headers: [(name: String, value: String)] = []
  ) throws -> WebAnswer {
    WebAnswer(status, type: "application/json", try encoded(value), headers: headers)
  }
}

/// One page of a list.
struct ApiPage<Item: Encodable & Sendable>: Encodable, Sendable {
  var items: [Item]
  /// What to ask for to get the next page: `before` or `after`, as the list takes it. Left out at the end.
  var next: String?
  /// Of a list that can be walked both ways.
  var previous: String?
  /// True where it looked through only so much; there may be more beyond `next` also after an empty page.
  var partial: Bool?
}
