import XMLEngine

/// Other values that a field could as well have: of the same kind, and mostly of the same length, so that what refuses one
/// of them does not do so for its form.
struct Alteration {
  let vocabulary: TraceVocabulary

  private static let mostWords = 12

  /// In the order in which they are worth trying; the value itself is none of them.
  func values(for field: DocumentField) -> [String] {
    let token = field.value.collapsingWhiteSpace()
    var values = vocabulary.words[field.name, default: []].filter { $0 != token }
    // Of a long list a few will do, spread over all of it.
    if values.count > Self.mostWords {
      let step = values.count / Self.mostWords
      values = values.indices.filter { $0 % (step + 1) == 0 }.map { values[$0] }
    }
    values += vocabulary.families.first { $0.contains(token) } ?? []
    values += Self.codes(like: token)
    values += Self.byShape(token, as: field.value)
    var seen: Set<String> = [field.value, token]
    return values.filter { seen.insert($0).inserted }
  }

  /// Codes of the list that a value is a code of, or words for them where it is a word for one.
  private static func codes(like token: String) -> [String] {
    let lists: [(list: CodeList, codes: [String], words: [String])] = [
      (CodeLists.country, ["AT", "CH", "US"], ["Österreich", "Schweiz", "Austria", "AT", "A"]),
      (CodeLists.currency, ["CHF", "USD"], ["CHF", "sFr.", "$"]), (CodeLists.language, ["en", "fr"], ["Englisch"]),
      (CodeLists.unit, ["C62", "KGM", "HUR"], ["Stk", "kg", "Std"]), (CodeLists.taxCategory, ["E", "AE"], []),
      (CodeLists.invoiceType, ["381", "384"], []),
    ]
    return lists.flatMap { entry in
      if entry.list.contains(token) { return entry.codes }
      return entry.list.suggestion(for: token) == nil ? [] : entry.words
    }
  }

  private static func byShape(_ token: String, as written: String) -> [String] {
    switch token {
    case "": return ["x", "1"]
    case "true": return ["false"]
    case "false": return ["true"]
    case "1": return ["0", "2", "10"]
    case "0": return ["1", "2"]
    default: break
    }
    if let days = otherDays(token) { return days }
    return otherTexts(written)
  }

  // MARK: - Days

  /// `2026-11-24`, perhaps with a time behind it, `20261124` and `24.11.2026`, each with another day, month and year.
  private static func otherDays(_ token: String) -> [String]? {
    let digits = Array(token.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= digits.count, digits[range].allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
      return digits[range].reduce(0) { $0 * 10 + Int($1 - 48) }
    }
    func at(_ index: Int) -> Character? { index < digits.count ? Character(Unicode.Scalar(digits[index])) : nil }
    let places: (year: Range<Int>, month: Range<Int>, day: Range<Int>)
    if digits.count >= 10, at(4) == "-", at(7) == "-", digits.count == 10 || at(10) == "T" {
      places = (0..<4, 5..<7, 8..<10)
    } else if digits.count == 8 {
      places = (0..<4, 4..<6, 6..<8)
    } else if digits.count == 10, at(2) == ".", at(5) == "." {
      places = (6..<10, 3..<5, 0..<2)
    } else {
      return nil
    }
    guard let year = number(places.year), (1900...2200).contains(year), let month = number(places.month),
      (1...12).contains(month), let day = number(places.day), (1...31).contains(day)
    else { return nil }
    func with(_ value: Int, _ range: Range<Int>, in bytes: [UInt8]) -> [UInt8] {
      let text = Array(String(value).utf8)
      var bytes = bytes
      bytes.replaceSubrange(
        range, with: Array(repeating: UInt8(ascii: "0"), count: range.count - text.count) + text)
      return bytes
    }
    let early = with(day > 14 ? day - 14 : day + 13, places.day, in: digits)
    var all = [early, with(month % 12 + 1, places.month, in: early), with(year + 1, places.year, in: early)]
    if digits.count > 12, let hour = number(11..<13) { all.append(with((hour + 7) % 24, 11..<13, in: digits)) }
    return all.map { String(decoding: $0, as: UTF8.self) }
  }

  // MARK: - Texts and numbers

  /// The first, the last and all letters and digits put to others: a mapping may use a part of a value only.
  static func otherTexts(_ written: String) -> [String] {
    let characters = Array(written)
    let places = characters.indices.filter { characters[$0].isLetter || characters[$0].isASCIIDigit }
    guard let first = places.first, let last = places.last else { return [written + "x"] }
    return [[first], [last], places, Array(places.prefix(2)), Array(places.dropFirst(places.count / 2).prefix(1))].map {
      changed in
      var altered = characters
      for place in changed { altered[place] = other(altered[place]) }
      return String(altered)
    }
  }

  private static func other(_ character: Character) -> Character {
    switch character {
    // No digit becomes zero, for a number may not begin with one, or be none.
    case "9": "7"
    case "0"..."8": Character(Unicode.Scalar(character.asciiValue.map { $0 + 1 } ?? 49))
    case "z": "y"
    case "Z": "Y"
    case "a"..."y", "A"..."Y": Character(Unicode.Scalar(character.asciiValue.map { $0 + 1 } ?? 97))
    default: character.isUppercase ? "Q" : "q"
    }
  }
}
