import Exchange
import Foundation

/// Reads the body of a request, a JSON object, as strictly as ``ApiFields`` reads its query.
struct ApiBody {
  private enum Value: Decodable {
    case text(String)
    case number(Int64)
    case truth(Bool)
    case list([Value])
    case object([String: Value])
    case other

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let value = try? container.decode(Bool.self) {
        self = .truth(value)
      } else if let value = try? container.decode(Int64.self) {
        self = .number(value)
      } else if let value = try? container.decode(String.self) {
        self = .text(value)
      } else if let value = try? container.decode([Value].self) {
        self = .list(value)
      } else if let value = try? container.decode([String: Value].self) {
        self = .object(value)
      } else {
        self = .other
      }
    }
  }

  private let values: [String: Value]
  /// Where it stands in the body, to be said of it.
  private let place: String

  /// - Parameter known: the names that there are.
  /// - Throws: `badRequest` where it is no JSON object, or one with other names.
  init(_ request: WebRequest, _ known: String...) throws {
    guard Self.isJSON(request) else {
      throw ApiProblem(
        415, "unsupported-media-type", "The body has to be JSON, and to say so: Content-Type: application/json.")
    }
    guard let value = try? JSONDecoder().decode(Value.self, from: Data(request.body)) else {
      throw Refusal.badRequest(why: "The body is no JSON (RFC 8259).")
    }
    guard case .object(let values) = value else { throw Refusal.badRequest(why: "The body is no JSON object.") }
    try self.init(values, place: "", known)
  }

  private init(_ values: [String: Value], place: String, _ known: [String]) throws(Refusal) {
    self.values = values
    self.place = place
    for name in values.keys.sorted() where !known.contains(name) {
      let remedy =
        NearestName.of(name, among: known).map { "Did you mean \($0)?" }
        ?? "There are \(known.joined(separator: ", "))."
      throw .badRequest(why: "\(ApiFields.shown(place + name)) is nothing that this takes. \(remedy)")
    }
  }

  private static func isJSON(_ request: WebRequest) -> Bool {
    let type = (request.headers["content-type"] ?? "").prefix { $0 != ";" }.lowercased()
    return type.filter { !$0.isWhitespace } == "application/json"
  }

  func has(_ name: String) -> Bool { values[name] != nil }

  /// - Parameter longest: in characters.
  func text(_ name: String, longest: Int = 200) throws(Refusal) -> String? {
    guard let value = values[name] else { return nil }
    return try text(value, name, longest: longest)
  }

  private func text(_ value: Value, _ name: String, longest: Int) throws(Refusal) -> String {
    guard case .text(let text) = value, (1...longest).contains(text.unicodeScalars.count) else {
      throw .badRequest(why: "\(place)\(name) is text of 1 to \(longest) characters.")
    }
    return text
  }

  func required(_ name: String, longest: Int = 200) throws(Refusal) -> String {
    guard let text = try text(name, longest: longest) else { throw .badRequest(why: "\(place)\(name) is missing.") }
    return text
  }

  /// Why something is done. It stands in the audit trail.
  func reason(isRequired: Bool) throws(Refusal) -> String? {
    guard let reason = try text("reason", longest: Reason.longest) else {
      if isRequired { throw .badRequest(why: "reason is missing: why this is done.") }
      return nil
    }
    return try Self.reason(reason)
  }

  /// The same of a reason that stands elsewhere.
  static func reason(_ text: String) throws(Refusal) -> String {
    guard let reason = Reason.told(text) else { throw .badRequest(why: "reason says nothing.") }
    return reason
  }

  func number(_ name: String, _ range: ClosedRange<Int64>) throws(Refusal) -> Int64? {
    guard let value = values[name] else { return nil }
    guard case .number(let number) = value, range.contains(number) else {
      throw .badRequest(why: "\(place)\(name) is a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  func choice<Word: RawRepresentable<String> & CaseIterable>(
    _ name: String, of words: [Word]
  ) throws(Refusal) -> Word {
    let text = try required(name)
    guard let word = Word(rawValue: text), words.contains(where: { $0.rawValue == word.rawValue }) else {
      throw .badRequest(why: "\(place)\(name) is one of \(words.map(\.rawValue).joined(separator: ", ")).")
    }
    return word
  }

  func moment(_ name: String) throws(Refusal) -> Timestamp? {
    guard let text = try text(name) else { return nil }
    guard let moment = Timestamp(dateTime: text.uppercased()) else {
      throw .badRequest(why: "\(place)\(name) is a moment such as 2026-11-29T10:00:00Z.")
    }
    return moment
  }

  // MARK: - Lists and parts

  func texts(_ name: String, most: Int) throws(Refusal) -> [String]? {
    guard let list = try list(name, most: most) else { return nil }
    var texts: [String] = []
    for value in list { texts.append(try text(value, name, longest: 200)) }
    return texts
  }

  func numbers(_ name: String, most: Int, _ range: ClosedRange<Int64>) throws(Refusal) -> [Int64]? {
    guard let list = try list(name, most: most) else { return nil }
    var numbers: [Int64] = []
    for value in list {
      guard case .number(let number) = value, range.contains(number) else {
        throw .badRequest(why: "\(place)\(name) is a list of whole numbers from \(range.lowerBound).")
      }
      numbers.append(number)
    }
    return numbers
  }

  private func list(_ name: String, most: Int) throws(Refusal) -> [Value]? {
    guard let value = values[name] else { return nil }
    guard case .list(let list) = value, (1...most).contains(list.count) else {
      throw .badRequest(why: "\(place)\(name) is a list of 1 to \(most).")
    }
    return list
  }

  func object(_ name: String, _ known: String...) throws(Refusal) -> ApiBody? {
    guard let value = values[name] else { return nil }
    guard case .object(let values) = value else { throw .badRequest(why: "\(place)\(name) is an object.") }
    return try ApiBody(values, place: "\(place)\(name).", known)
  }

  func objects(_ name: String, most: Int, _ known: String...) throws(Refusal) -> [ApiBody]? {
    guard let list = try list(name, most: most) else { return nil }
    var objects: [ApiBody] = []
    for (number, value) in list.enumerated() {
      guard case .object(let values) = value else {
        throw .badRequest(why: "\(place)\(name) is a list of objects.")
      }
      objects.append(try ApiBody(values, place: "\(place)\(name)[\(number)].", known))
    }
    return objects
  }
}
