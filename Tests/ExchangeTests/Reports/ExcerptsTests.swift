import Foundation
import Testing
import XMLEngine

@testable import Exchange

@Suite("Excerpts")
struct ExcerptsTests {
  /// Hands out so many bytes at a time.
  static func source(_ bytes: [UInt8], step: Int = 64 << 10) -> RecordReader.Source {
    var rest = bytes[...]
    return { buffer in
      let piece = rest.prefix(min(step, buffer.count))
      buffer.copyBytes(from: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }

  static func excerpt(
    _ bytes: [UInt8], line: Int, column: Int, step: Int = 64 << 10, context: Int = 2, encoding: TextEncoding? = nil,
    masked: Set<String> = []
  ) throws -> SourceExcerpt? {
    let place = Position(line: line, column: column, byteOffset: 0)
    let excerpts = try Excerpts(
      of: [place], context: context, from: source(bytes, step: step), encoding: encoding, masked: masked)
    return excerpts.excerpt(at: place)
  }

  private static func shown(_ excerpt: SourceExcerpt?) -> [String] {
    excerpt?.lines.map { "\($0.number):\($0.text.before)|\($0.text.marked)|\($0.text.after)" } ?? []
  }

  private static let five = Array("<a>\n <b>1</b>\n <c>ü2</c>\r\n <d/>\n</a>\n".utf8)

  @Test("show two lines before and behind, and mark the element", arguments: [1, 3, 7, 4096])
  func middle(step: Int) throws {
    let excerpt = try Self.excerpt(Self.five, line: 3, column: 2, step: step)
    #expect(Self.shown(excerpt) == ["1:<a>||", "2: <b>1</b>||", "3: |<c>ü2</c>|", "4: <d/>||", "5:</a>||"])
  }

  @Test("show the first line and the last one, and the end behind it")
  func edges() throws {
    let first = try Self.excerpt(Self.five, line: 1, column: 1)
    #expect(Self.shown(first) == ["1:|<a>|", "2: <b>1</b>||", "3: <c>ü2</c>||"])
    let last = try Self.excerpt(Self.five, line: 5, column: 5)
    #expect(Self.shown(last) == ["3: <c>ü2</c>||", "4: <d/>||", "5:</a>||"])
    #expect(last?.lines.last?.isMarked == true)
    let end = try Self.excerpt(Self.five, line: 6, column: 1)
    #expect(Self.shown(end) == ["4: <d/>||", "5:</a>||", "6:||"])
    let cut = try Self.excerpt(Array("<a>\n<b".utf8), line: 2, column: 3)
    #expect(Self.shown(cut) == ["1:<a>||", "2:<b||"])
  }

  @Test("find lines beyond 65,535, and read no further than they have to")
  func farLine() throws {
    let text = (1...70_000).map { "<row n=\"\($0)\"/>\n" }.joined()
    var read = 0
    let source = Self.source(Array(text.utf8), step: 1000)
    let places = [66_000, 3].map { Position(line: $0, column: 1, byteOffset: 0) }
    let excerpts = try Excerpts(
      of: places,
      from: { buffer throws(XMLEngineError) in
        let count = try source(buffer)
        read += count
        return count
      }, encoding: nil)
    #expect(excerpts.excerpt(at: places[0])?.lines.map(\.number) == Array(65_998...66_002))
    #expect(excerpts.excerpt(at: places[0])?.lines[2].text.marked == "<row n=\"66000\"/>")
    #expect(excerpts.excerpt(at: places[1])?.lines[2].text.marked == "<row n=\"3\"/>")
    #expect(read < text.utf8.count - 60_000)
  }

  @Test("cut a long line around each place in it", arguments: [1, 200, 50_000, 99_990])
  func longLine(column: Int) throws {
    let line = (1...100_000).map { _ in "x" }.joined()
    var bytes = Array(line.utf8)
    bytes[column - 1] = UInt8(ascii: "Y")
    let excerpt = try #require(try Self.excerpt(bytes, line: 1, column: column, step: 5000))
    let text = excerpt.lines[0].text
    #expect(text.marked == "Y")
    #expect(text.text.unicodeScalars.count <= Excerpts.width + 2)
    #expect(text.text.hasPrefix("…") == (column > Excerpts.width))
    #expect(text.text.hasSuffix("…") == (column < 99_900))
  }

  @Test("keep several places of one long line apart")
  func severalPlaces() throws {
    let line = (0..<1000).map { "<n\($0 + 1000)/>" }.joined()
    let places = [1, 70, 71, 4000, 7993].map { Position(line: 1, column: ($0 - 1) / 8 * 8 + 1, byteOffset: 0) }
    let excerpts = try Excerpts(of: places, from: Self.source(Array(line.utf8), step: 100), encoding: nil)
    for place in places {
      #expect(excerpts.excerpt(at: place)?.lines[0].text.marked == "<n\((place.column - 1) / 8 + 1000)/>")
    }
  }

  @Test("read UTF-16 of either order", arguments: [true, false], [1, 5, 4096])
  func sixteen(isBig: Bool, step: Int) throws {
    let text = "\u{FEFF}<a>\n<b>€😀</b>\n</a>"
    let bytes = text.utf16.flatMap { isBig ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
    let excerpt = try Self.excerpt(bytes, line: 2, column: 1, step: step)
    #expect(Self.shown(excerpt) == ["1:<a>||", "2:|<b>€😀</b>|", "3:</a>||"])
  }

  @Test("read the encoding that a file declares, or the one that the inbox says")
  func singleByte() throws {
    let head = "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>\n<b>"
    let bytes = Array(head.utf8) + [0xFC, 0xA4] + Array("</b>".utf8)
    #expect(try Self.excerpt(bytes, line: 2, column: 1, context: 0)?.lines[0].text.marked == "<b>ü€</b>")
    let override = try Self.excerpt(bytes, line: 2, column: 1, context: 0, encoding: .windows1252)
    #expect(override?.lines[0].text.marked == "<b>ü¤</b>")
  }

  @Test("show what is in no encoding as replacement characters")
  func broken() throws {
    let bytes = Array("<a>\n<b>Zubeh".utf8) + [0xF6] + Array("r</b>\n".utf8)
    let excerpt = try Self.excerpt(bytes, line: 2, column: 9, context: 0)
    #expect(excerpt?.lines[0].text == MarkedLine(Array("<b>Zubeh�r</b>".unicodeScalars), at: 8, width: 80))
  }

  @Test("mark a tag to its own end, not to one in an attribute")
  func quoted() throws {
    let excerpt = try Self.excerpt(Array("<a b='1>2' c=\"'>\">x</a><d e='f>".utf8), line: 1, column: 1)
    #expect(excerpt?.lines[0].text.marked == "<a b='1>2' c=\"'>\">x</a>")
    #expect(try Self.excerpt(Array("<d e='f>".utf8), line: 1, column: 1)?.lines[0].text.marked == "<")
  }

  @Test("of a file that is no text are none")
  func binary() throws {
    let bytes = (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 7 | 0x80) }
    #expect(try Self.excerpt(bytes, line: 1, column: 1) == nil)
    #expect(try Self.excerpt([], line: 1, column: 1) == nil)
    #expect(try Self.excerpt(Self.five, line: 400, column: 1) == nil)
  }

  @Test("hide the content of masked elements, and point at the right place all the same")
  func masked() throws {
    let text = """
      <r><Iban>DE12 3456</Iban><x:Iban xmlns:x="u" note="n">DE99<b c="d">E</b>
      F</x:Iban><c Iban='geheim' d="1"/><Iban/><d>e</d><!-- <Iban> -->f</r>
      """
    func lines(_ column: Int, _ line: Int) throws -> [String] {
      Self.shown(
        try Self.excerpt(Array(text.utf8), line: line, column: column, step: 3, context: 1, masked: ["Iban"]))
    }
    #expect(
      try lines(4, 1) == [
        "1:<r>|<Iban>•••</Iban>|<x:Iban xmlns:x=\"•••\" note=\"•••\">•••<b c=\"•••\">•••</b>",
        "2:•••</x:Iban><c Iban='•••' d=\"1\"/><Iban/><d>e</d><!-- <Iban> -->f</r>||",
      ])
    let second = text.split(separator: "\n")[1]
    let place = try #require(second.range(of: "<d>"))
    let column = second.distance(from: second.startIndex, to: place.lowerBound) + 1
    #expect(try lines(column, 2)[1].contains("|<d>e</d>|"))
  }

  @Test("hide nothing behind markup that ends a masked element in another way")
  func maskEnds() throws {
    let text = "<r><Iban>1<![CDATA[</Iban>2]]>3<!-- </Iban>4 -->5</Iban >open<Iban >6</Iban><?Iban 7?>open</r>"
    let excerpt = try Self.excerpt(Array(text.utf8), line: 1, column: 1, masked: ["Iban"])
    let shown = try #require(excerpt).lines[0].text.text
    #expect(!shown.contains { "123456".contains($0) }, "\(shown)")
    #expect(shown.components(separatedBy: "open").count == 3, "\(shown)")
  }
}
