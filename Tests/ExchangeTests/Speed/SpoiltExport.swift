import Exchange
import Foundation

/// Long files, and ways to spoil them.
enum SpoiltExport {
  /// A generator of numbers that gives the same ones for the same seed (SplitMix64).
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  /// The text with what stands between two marks `count` times, each time with other numbers.
  static func repeating(
    _ count: Int, from start: String, to end: String, numbers: [String], in text: String
  ) -> String {
    guard let first = text.range(of: start), let last = text.range(of: end), first.upperBound < last.lowerBound else {
      return text
    }
    let records = String(text[first.upperBound..<last.lowerBound])
    let all = (0..<count).map { number in
      numbers.reduce(records) { $0.replacingOccurrences(of: $1, with: $1 + "\(number)") }
    }
    return text[..<first.upperBound] + all.joined() + text[last.lowerBound...]
  }

  /// The text with the content of the first element of a name changed.
  static func setting(_ name: String, in text: String, to change: (String) -> String) -> String {
    guard let start = text.range(of: "<\(name)>"), let end = text.range(of: "</\(name)>") else { return text }
    let content = start.upperBound..<end.lowerBound
    return text.replacingCharacters(in: content, with: change(String(text[content])))
  }

  /// The bytes with a few changes at places that the generator picks.
  static func spoilt(_ text: String, using generator: inout Generator) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let any = Int.random(in: bytes.count / 20..<bytes.count, using: &generator)
      let mark: UInt8 = Bool.random(using: &generator) ? UInt8(ascii: "<") : UInt8(ascii: ">")
      let place = bytes[any...].firstIndex(of: mark) ?? any
      switch Int.random(in: 0..<12, using: &generator) {
      case 0: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &generator)))
      case 1:
        let piece = bytes[place..<min(bytes.count, place + Int.random(in: 1...1500, using: &generator))]
        bytes.insert(contentsOf: piece, at: place)
      case 2: if Int.random(in: 0..<4, using: &generator) == 0 { bytes.removeSubrange(place...) }
      case 3, 4, 5: value(after: place, in: &bytes, using: &generator)
      default: bytes.insert(contentsOf: (pieces.randomElement(using: &generator) ?? "").utf8, at: place)
      }
    }
    return bytes
  }

  /// Another text in place of an element's: where it fits the schema, later checks look at it.
  private static func value(after place: Int, in bytes: inout [UInt8], using generator: inout Generator) {
    guard let start = bytes[place...].firstIndex(of: UInt8(ascii: ">")),
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "<")), start + 1 < end
    else { return }
    bytes.replaceSubrange(start + 1..<end, with: (values.randomElement(using: &generator) ?? "").utf8)
  }

  private static let values = [
    "", "x", "7", "K-18340", "ZZ", "EUR", "2026-02-30", "2026-11-20", "a &amp; b", "Müller", "&#8364;", "-1", "1e5",
    "<![CDATA[DE]]>", "ordered", "unknown",
  ]

  private static let pieces = [
    "<!-- a > b -->", "<?p <A> ?>", "<![CDATA[]]>", "text", "&amp;", "&unknown;", "<Extra/>", "<Order/>",
    "<Summe>1</Summe>",
    "\0", "\r\n\t", " ", "<", "]]>", "</Exchange>", "</Kunden>", "<Customer changed=\"x\"/>", "ü€𝄞",
    "<Kunde nr=\"1\" geaendert=\"\"/>", "<Trailer/>", "<!DOCTYPE x>",
  ]
}
