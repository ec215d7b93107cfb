import CLibXML2

/// What a value should have been, in words a clerk understands, from libxml2's sentence about a datatype or a facet.
struct ValueRule {
  /// Continues a sentence that begins with the value: "is not a date (YYYY-MM-DD)".
  let complaint: String

  /// Stands after "expected".
  let expected: String?

  /// How long the value is and may be, where it is too long.
  private(set) var excess: (size: Int, most: Int, unit: Diagnostic.Excess.Unit)?

  init(number: CInt, sentence: String, types: BaseTypes) {
    let quotes = Self.quotes(in: sentence)
    switch xmlParserErrors(rawValue: UInt32(max(0, number))) {
    case XML_SCHEMAV_CVC_ENUMERATION_VALID:
      let set = sentence.firstRange(of: "{").map { String(sentence[$0.upperBound...].prefix { $0 != "}" }) } ?? ""
      let choices = set.replacing("'", with: "")
      (complaint, expected) = ("is not one of the allowed values", "one of \(choices)")
    case XML_SCHEMAV_CVC_PATTERN_VALID:
      let pattern = quotes.last ?? ""
      (complaint, expected) = ("does not have the required form", "the form \(pattern)")
    case XML_SCHEMAV_CVC_MAXLENGTH_VALID:
      (complaint, expected) = ("is too long", "at most \(quotes.last ?? "") characters")
      excess = Self.excess(quotes, .characters)
    case XML_SCHEMAV_CVC_MINLENGTH_VALID:
      let least = quotes.last ?? ""
      (complaint, expected) = (
        least == "1" ? "is empty" : "is too short", "at least \(least) character\(least == "1" ? "" : "s")"
      )
    case XML_SCHEMAV_CVC_LENGTH_VALID:
      (complaint, expected) = ("has the wrong length", "\(quotes.last ?? "") characters")
      excess = Self.excess(quotes, .characters)
    case XML_SCHEMAV_CVC_MININCLUSIVE_VALID:
      (complaint, expected) = ("is too small", "at least \(quotes.last ?? "")")
    case XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID:
      (complaint, expected) = ("is too small", "more than \(quotes.last ?? "")")
    case XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID:
      (complaint, expected) = ("is too large", "at most \(quotes.last ?? "")")
    case XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID:
      (complaint, expected) = ("is too large", "less than \(quotes.last ?? "")")
    case XML_SCHEMAV_CVC_TOTALDIGITS_VALID:
      (complaint, expected) = ("has too many digits", "at most \(quotes.last ?? "") digits")
      excess = Self.excess(quotes, .digits)
    case XML_SCHEMAV_CVC_FRACTIONDIGITS_VALID:
      (complaint, expected) = ("has too many decimal places", "at most \(quotes.last ?? "") decimal places")
    default:
      let type = types.builtIn(for: quotes.last ?? "")
      let words = Self.typeWords[type]
      complaint = words.map { "is not \($0)" } ?? "is not a valid \(Self.local(type))"
      expected = words ?? Self.local(type)
    }
  }

  /// "[facet 'maxLength'] The value has a length of '52'; this exceeds the allowed maximum length of '35'."
  /// "[facet 'totalDigits'] The value '123.45' has more digits than are allowed ('4')."
  private static func excess(
    _ quotes: [String], _ unit: Diagnostic.Excess.Unit
  ) -> (size: Int, most: Int, unit: Diagnostic.Excess.Unit)? {
    // The value of an attribute stands in front of its length, and may have quotes in it.
    guard quotes.count > 2, let last = quotes.last, let most = Int(last) else { return nil }
    let told = quotes[quotes.count - 2]
    let size = unit == .digits ? told.count(where: \.isWholeNumber) : Int(told)
    guard let size, size > most else { return nil }
    return (size, most, unit)
  }

  private static func quotes(in sentence: String) -> [String] {
    sentence.split(separator: "'", omittingEmptySubsequences: false).enumerated().compactMap { index, piece in
      index.isMultiple(of: 2) ? nil : String(piece)
    }
  }

  private static func local(_ type: String) -> String {
    type.lastIndex(of: "}").map { String(type[type.index(after: $0)...]) } ?? type
  }

  /// The built-in types of XML Schema part 2 that business data use.
  private static let typeWords = [
    "xs:date": "a date such as 2026-11-23",
    "xs:dateTime": "a date with time such as 2026-11-23T08:30:00Z",
    "xs:time": "a time such as 08:30:00",
    "xs:decimal": "a decimal number such as 1234.56",
    "xs:integer": "a whole number",
    "xs:int": "a whole number",
    "xs:long": "a whole number",
    "xs:positiveInteger": "a whole number greater than 0",
    "xs:nonNegativeInteger": "a whole number, 0 or more",
    "xs:boolean": "true or false",
  ]
}
