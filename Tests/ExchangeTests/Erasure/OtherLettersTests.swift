import Testing
import XMLEngine

@testable import Exchange

@Suite("Erasure of what was written in other letters")
struct OtherLettersTests {
  @Test(
    "the values of a person are found in a document of any encoding, whatever became of their letters",
    arguments: [
      (TextEncoding.latin1, "Łódź", UnmappableRule.transliterate), (.latin1, "Łódź", .characterReference),
      (.latin9, "Žižka €", .refuse), (.windows1252, "Žižka €", .refuse), (.ascii, "Müßig", .transliterate),
      (.utf8, "Łódź", .refuse),
    ])
  func erased(encoding: TextEncoding, value: String, rule: UnmappableRule) throws {
    for content in [
      "<b>\(value)</b><c>stays</c>", "<b><![CDATA[\(value)]]></b><c>stays</c>", "<b d=\"\(value)\"/><c>stays</c>",
    ] {
      let document = try XMLDocument.parse(Array("<a>\(content)</a>".utf8), location: "test")
      #expect(document.fit(EncodedText(encoding, by: rule)).isEmpty)
      var words = ErasedWords()
      words.add(value)
      var eraser = DocumentEraser(try document.serialized(in: encoding), keys: [], words: words)
      let isClear = eraser.run(isWhole: false, isAlone: true)
      #expect(isClear)
      let erased = try XMLDocument.parse(eraser.bytes, location: "erased")
      let text = try #require(erased.root?.child("b").map { $0.attribute("d") ?? $0.text })
      #expect(!text.isEmpty && text.allSatisfy { $0 == "x" }, "\(content) became \(text)")
      #expect(erased.root?.child("c")?.text == "stays")
    }
  }
}
