import Exchange

/// Reads the query of a request strictly: what it does not know, or what is no value, is a mistake of the one who asks.
struct ApiFields {
  private let fields: Fields

  /// - Parameter known: the names that there are.
  /// - Throws: `badRequest` for another name, and for one that is given twice.
  init(_ fields: Fields, _ known: String...) throws(Refusal) {
    self.fields = fields
    var seen: Set<String> = []
    for (name, _) in fields.pairs {
      guard known.contains(name) else {
        let remedy =
          NearestName.of(name, among: known).map { "Did you mean \($0)?" }
          ?? (known.isEmpty ? "It takes none." : "There are \(known.joined(separator: ", ")).")
        throw .badRequest(why: "There is no parameter \(ApiFields.shown(name)). \(remedy)")
      }
      guard seen.insert(name).inserted else { throw .badRequest(why: "The parameter \(name) is given twice.") }
    }
  }

  /// As it can stand in a sentence.
  static func shown(_ text: String) -> String { "\"\(Printable.line(String(text.prefix(100))))\"" }

  /// - Parameter longest: in characters.
  func text(_ name: String, longest: Int = 200) throws(Refusal) -> String? {
    guard let value = fields[name] else { return nil }
    guard (1...longest).contains(value.unicodeScalars.count) else {
      throw .badRequest(why: "\(name) has 1 to \(longest) characters.")
    }
    return value
  }

  func number(_ name: String, _ range: ClosedRange<Int64>) throws(Refusal) -> Int64? {
    guard let value = fields[name] else { return nil }
    guard let number = Int64(value), range.contains(number) else {
      throw .badRequest(why: "\(name) is a number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  /// How many there are at most on a page.
  func limit(_ most: Int64 = 500) throws(Refusal) -> Int { Int(try number("limit", 1...most) ?? 50) }

  func choice<Word: RawRepresentable<String> & CaseIterable>(
    _ name: String, _: Word.Type = Word.self
  ) throws(Refusal) -> Word? {
    guard let value = fields[name] else { return nil }
    guard let word = Word(rawValue: value) else {
      throw .badRequest(
        why: "\(name) is one of \(Word.allCases.map(\.rawValue).joined(separator: ", ")); \(Self.shown(value)) is not.")
    }
    return word
  }

  /// A moment with its zone (RFC 3339).
  func moment(_ name: String) throws(Refusal) -> Timestamp? {
    guard let value = fields[name] else { return nil }
    // A plus sign that nobody escaped has become a space.
    guard let moment = Timestamp(dateTime: value.uppercased().replacing(" ", with: "+")) else {
      throw .badRequest(why: "\(name) is a moment such as 2026-11-29T10:00:00Z; \(Self.shown(value)) is not.")
    }
    return moment
  }

  /// Something that another answer gave, to go on from.
  func place<Place>(_ name: String, _ read: (String) -> Place?) throws(Refusal) -> Place? {
    guard let value = fields[name] else { return nil }
    guard let place = read(value) else {
      throw .badRequest(why: "\(name) is what an answer before gave as next; \(Self.shown(value)) is not.")
    }
    return place
  }
}
