import Testing

@testable import DropFolder

@Suite("Names")
struct FileNameTests {
  @Test(
    "a name is shown without what could deceive",
    arguments: [
      ("order-1.xml", "order-1.xml"),
      ("Aufträge März.xml", "Aufträge März.xml"),
      ("Auftra\u{308}ge.xml", "Auftra\u{308}ge.xml"),
      ("注文.xml", "注文.xml"),
      ("a\nb.xml", "a%0Ab.xml"),
      ("100%.xml", "100%25.xml"),
      ("<b>&\"'.xml", "%3Cb%3E%26%22%27.xml"),
      ("a\u{202E}lmx.exe", "a%E2%80%AElmx.exe"),
      ("a\u{200B}b", "a%E2%80%8Bb"),
      ("\u{3164}.xml", "%E3%85%A4.xml"),
      ("a\u{301}\u{301}\u{301}", "a\u{301}\u{301}%CC%81"),
      ("\u{301}a", "%CC%81a"),
      (" a  b ", "%20a %20b%20"),
      ("a\u{1B}[31m", "a%1B[31m"),
      ("a\\b", "a%5Cb"),
      ("\u{1F4A9}.xml", "%F0%9F%92%A9.xml"),
    ])
  func display(text: String, shown: String) throws {
    #expect(try FileName(text).display.unicodeScalars.elementsEqual(shown.unicodeScalars))
  }

  @Test(
    "bytes that are not UTF-8 are shown one by one",
    arguments: [
      ([0x41, 0xFC, 0x42], "A%FCB"),
      ([0xC3], "%C3"),
      ([0xC0, 0xAF], "%C0%AF"),
      ([0xED, 0xA0, 0x80], "%ED%A0%80"),
      ([0xF4, 0x90, 0x80, 0x80], "%F4%90%80%80"),
    ] as [([UInt8], String)])
  func invalidUTF8(bytes: [UInt8], shown: String) throws {
    #expect(try FileName(bytes: bytes).display == shown)
  }

  @Test(
    "what is not one component of a path is no name",
    arguments: ["", ".", "..", "a/b", "../x", "/", "a\0b", String(repeating: "x", count: 256)])
  func noName(text: String) {
    #expect(code { _ = try FileName(text) } == .invalidName)
  }

  @Test("a name of 255 bytes is a name")
  func longest() throws {
    #expect(try FileName(String(repeating: "x", count: 255)).bytes.count == 255)
  }

  @Test("names are ordered by their bytes")
  func order() throws {
    let names = try ["b", "a", "ä", "Z", "aa", "10", "9"].map { try FileName($0) }
    #expect(names.sorted().map(\.display) == ["10", "9", "Z", "a", "aa", "b", "ä"])
  }

  @Test(
    "a safe name means the same everywhere",
    arguments: ["a", "A-1_b.xml", "0", "a.b.c", "CONSOLE", "com", "COM10", "_x", String(repeating: "x", count: 120)])
  func safe(text: String) throws {
    #expect(try FileName.safe(text).display == text)
    #expect(FileName.makeSafe(from: text).display == text)
  }

  @Test(
    "what means something else to some system is not safe, and can be made safe",
    arguments: [
      (".hidden", "_hidden"), ("-rf", "_rf"), ("end.", "end_"), ("NUL", "_NUL"), ("con.xml", "_con.xml"),
      ("Com1.a.b", "_Com1.a.b"), ("lpt9", "_lpt9"), ("a b", "a_b"), ("ä", "__"), ("a~b", "a_b"),
      (String(repeating: "y", count: 121), String(repeating: "y", count: 120)),
    ])
  func unsafe(text: String, made: String) {
    #expect(code { _ = try FileName.safe(text) } == .invalidName)
    #expect(FileName.makeSafe(from: text).display == made)
    #expect(FileName.makeSafe(from: text).isSafe)
  }

  @Test("even what is no name at all can be made safe", arguments: ["", ".", "..", "/", "\0"])
  func madeSafe(text: String) {
    #expect(FileName.makeSafe(from: text).isSafe)
  }

  @Test(
    "a pattern fits or does not",
    arguments: [
      ("*.xml", "a.xml", true), ("*.xml", "A.XML", true), ("*.xml", ".xml", true), ("*.xml", "a.xml.done", false),
      ("*", "", true), ("a*b*c", "aXbYbZc", true), ("a*b*c", "aXbYbZ", false), ("?", "", false), ("?", "x", true),
      ("order-??.xml", "order-12.xml", true), ("order-??.xml", "order-1.xml", false), ("", "", true), ("", "a", false),
      ("**a", "bba", true),
    ])
  func glob(pattern: String, name: String, fits: Bool) {
    #expect(Glob(pattern).matches(Array(name.utf8)) == fits)
  }
}
