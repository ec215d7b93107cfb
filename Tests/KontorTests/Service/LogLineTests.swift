import Exchange
import Foundation
import Operations
import Testing

@testable import kontor

@Suite("A line of the service's log")
struct LogLineTests {
  private let moment = Timestamp(milliseconds: 1_795_940_100_123)

  private func line(_ value: String) -> LogLine {
    LogLine(level: .info, message: "file decided", facts: [("id", "01M8"), ("file", value)])
  }

  @Test("text begins with time, level and a message that is always the same")
  func text() {
    #expect(line("a.xml").text(at: moment) == "2026-11-29T08:15:00.123Z info  file decided  id=01M8 file=a.xml")
    #expect(line("a.xml").text(at: nil) == "info  file decided  id=01M8 file=a.xml")
    #expect(LogLine(level: .error, message: "x", facts: []).text(at: nil) == "error x")
  }

  @Test(
    "a value that is not plain stands between quotes, with everything in it that could harm written out",
    arguments: [
      ("two words", #""two words""#), ("", #""""#), (#"a"b\c"#, #""a\"b\\c""#), ("x=y", #""x=y""#),
      ("a\nid=2", #""a\nid=2""#), ("\u{1B}[2J", #""\u{1B}[2J""#), ("<Order>", #""\u{3C}Order\u{3E}""#),
      ("a\u{202E}b", #""a\u{202E}b""#), ("Müller", #""Müller""#),
    ])
  func values(value: String, written: String) {
    #expect(line(value).text(at: nil) == "info  file decided  id=01M8 file=\(written)")
  }

  @Test(
    "JSON is one line, holds every value as it is, and nothing raw that could harm",
    arguments: [
      "plain", "two words", #"a"b\c"#, "a\nb\r\tc", "\u{1B}[2J\u{7F}\u{9B}", "<b>&amp;</b>", "a\u{202E}b",
      "Müller \u{2028}",
      "\u{1F600}", "\u{E000}",
    ])
  func json(value: String) throws {
    let text = line(value).json(at: moment)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String])
    #expect(
      object == [
        "time": "2026-11-29T08:15:00.123Z", "level": "info", "message": "file decided", "id": "01M8", "file": value,
      ])
    #expect(text.hasPrefix("{\"time\":\"2026-11-29T08:15:00.123Z\",\"level\":\"info\",\"message\":\"file decided\","))
    let harmful = text.unicodeScalars.filter {
      $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || "<>\u{202E}\u{2028}".unicodeScalars.contains($0)
    }
    #expect(harmful.isEmpty)
  }
}
