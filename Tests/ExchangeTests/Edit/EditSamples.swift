import Foundation
import XMLEngine

@testable import Exchange

/// Every XML file that the project ships as a sample.
enum EditSamples {
  static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let files: [String] = {
    let places = ["examples", "formats"]
    return places.flatMap { place in
      let names = FileManager.default.enumerator(atPath: home.appending(path: place).path)
      return (names?.compactMap { $0 as? String } ?? []).map { "\(place)/\($0)" }
    }
    .filter { $0.hasSuffix(".xml") && ($0.hasPrefix("examples/") || $0.contains("/samples/")) }.sorted()
  }()

  static func bytes(_ file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: home.appending(path: file)))
  }

  /// A text as a file in an encoding, which its declaration names, with references for what that does not have.
  static func file(_ text: String, in encoding: TextEncoding, lineEnd: String, marked: Bool) -> [UInt8] {
    var body = text
    if body.hasPrefix("<?xml"), let end = body.firstRange(of: "?>") { body = String(body[end.upperBound...]) }
    let name =
      switch encoding {
      case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
      default: encoding.rawValue
      }
    let whole = "<?xml version=\"1.0\" encoding=\"\(name)\"?>\(body)"
    let ended = whole.replacing("\r\n", with: "\n").replacing("\n", with: lineEnd)
    let encoder = TextEncoder(encoding)
    let isHeld = ended.unicodeScalars.allSatisfy(encoder.holds)
    let held = isHeld ? ended : ended.unicodeScalars.map { encoder.holds($0) ? String($0) : "&#\($0.value);" }.joined()
    let mark: [UInt8] =
      switch encoding {
      case .utf8 where marked: [0xEF, 0xBB, 0xBF]
      case .utf16LittleEndian where marked: [0xFF, 0xFE]
      case .utf16BigEndian where marked: [0xFE, 0xFF]
      default: []
      }
    return mark + encoder.encoded(Array(held.utf8))
  }

  /// What a browser sends of what a text area holds.
  static func sent(_ text: String) -> String {
    text.replacing("\n", with: "\r\n")
  }
}
