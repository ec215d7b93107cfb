import Testing
import XMLEngine

@testable import Exchange

@Suite("Source listing")
struct SourceListingTests {
  private static func listing(
    _ text: String, _ range: ClosedRange<Int>, _ places: [(Int, Int)] = [], step: Int = 4096, masked: Set<String> = [],
    limit: Int = SourceListing.longest
  ) throws -> SourceListing {
    try SourceListing(
      of: range, places: places.map { Position(line: $0.0, column: $0.1, byteOffset: 0) },
      from: ExcerptsTests.source(Array(text.utf8), step: step), masked: masked, limit: limit)
  }

  private static func shown(_ listing: SourceListing) -> [String] {
    listing.lines.map { line in
      line.pieces.map { piece in
        switch piece {
        case .text(let text): text
        case .marked(let text, let places): "[\(text)]\(places)"
        case .left(let count): "{\(count)}"
        }
      }.joined()
    }
  }

  private static let five = "<a>\n <b>1</b>\n <c>ü2</c>\r\n <d/>\n</a>\n"

  @Test("shows some lines, marks the element at a place, and tells whether there are more", arguments: [1, 3, 7, 4096])
  func middle(step: Int) throws {
    let listing = try Self.listing(Self.five, 2...4, [(3, 2), (1, 1), (4, 2)], step: step)
    #expect(Self.shown(listing) == [" <b>1</b>", " [<c>ü2</c>][0]", " [<d/>][2]"])
    #expect(listing.lines.map(\.number) == [2, 3, 4])
    #expect(listing.lines.map(\.places) == [[], [0], [2]])
    #expect(listing.end == .lines)
    let whole = try Self.listing(Self.five, 1...5, step: step)
    #expect(whole.lines.count == 5)
    #expect(whole.end == .file)
  }

  @Test("shows a place behind the end of a line, and behind the last line", arguments: [1, 4096])
  func edges(step: Int) throws {
    let listing = try Self.listing("<a>\n<b", 1...9, [(2, 3)], step: step)
    #expect(Self.shown(listing) == ["<a>", "<b[][0]"])
    let behind = try Self.listing("<a>\n", 1...9, [(2, 1), (1, 2)], step: step)
    #expect(Self.shown(behind) == ["<[a][1]>", "[][0]"])
    #expect(Self.shown(try Self.listing("", 1...9)) == [])
    #expect(Self.shown(try Self.listing("", 1...9, [(1, 1)])) == ["[][0]"])
  }

  @Test("several places in one line are marked, one within another only once")
  func several() throws {
    let listing = try Self.listing("<a><b>1</b><c x='2'><d/></c></a>\n", 1...1, [(1, 4), (1, 12), (1, 15), (1, 12)])
    #expect(Self.shown(listing) == ["<a>[<b>1</b>][0][<c x='2'>][1, 3, 2]<d/></c></a>"])
    #expect(listing.lines[0].places == [0, 1, 3, 2])
  }

  @Test("a long line is cut, with what is around its places")
  func long() throws {
    let line = String(repeating: "x", count: 3000) + "<q>5</q>" + String(repeating: "y", count: 3000)
    let listing = try Self.listing(line, 1...1, [(1, 3001), (1, 6008)])
    let pieces = listing.lines[0].pieces
    #expect(pieces[0] == .text(String(repeating: "x", count: 1000)))
    #expect(pieces[1] == .left(1800))
    #expect(pieces[2] == .text(String(repeating: "x", count: 200)))
    #expect(pieces[3] == .marked("<q>5</q>", places: [0]))
    let left = pieces.reduce(0) { sum, piece in
      switch piece {
      case .left(let count): sum + count
      case .text(let text), .marked(let text, _): sum + text.unicodeScalars.count
      }
    }
    #expect(left == line.unicodeScalars.count)
    #expect(pieces.last == .marked("y", places: [1]))
  }

  @Test("masked content is dots, in the lines ahead as well", arguments: [1, 4096])
  func masked(step: Int) throws {
    let text = "<a>\n<Phone>\n030\n</Phone>\n<b Phone='1'>2</b>\n</a>"
    let listing = try Self.listing(text, 3...5, [(5, 1)], step: step, masked: ["Phone"])
    #expect(Self.shown(listing) == ["•••", "</Phone>", "[<b Phone='•••'>2</b>][0]"])
  }

  @Test("everything is harmless")
  func harmless() throws {
    let listing = try Self.listing("<a>\u{1B}[31m\u{202E}\tx</a>\u{0}", 1...1)
    #expect(Self.shown(listing) == ["<a>␛[31m\u{FFFD} x</a>␀"])
  }

  @Test("reads no more than is needed, nor more than it may")
  func bounded() throws {
    let text = String(repeating: "<row/>\n", count: 100_000)
    var read = 0
    let source = ExcerptsTests.source(Array(text.utf8), step: 1000)
    let counted: RecordReader.Source = { buffer throws(XMLEngineError) in
      let count = try source(buffer)
      read += count
      return count
    }
    let listing = try SourceListing(of: 1000...1100, from: counted)
    #expect(listing.lines.count == 101)
    #expect(listing.end == .lines)
    #expect(read < 10_000)
    let far = try Self.listing(text, 90_000...90_010, step: 1000, limit: 70_000)
    #expect(far.end == .limit)
    #expect(far.lines.isEmpty)
    #expect(try Self.listing(text, 90_000...90_010).lines.map(\.number) == Array(90_000...90_010))
  }

  @Test(
    "every sample shows each of its lines once, in any encoding",
    arguments: [TextEncoding.utf8, .utf16BigEndian, .latin1])
  func samples(encoding: TextEncoding) throws {
    for file in EditSamples.files {
      guard let editable = try? EditableText(EditSamples.bytes(file)), editable.text.utf8.count < 100_000,
        !editable.text.isEmpty, !editable.text.hasSuffix("\n\n")
      else { continue }
      let bytes = EditSamples.file(editable.text, in: encoding, lineEnd: "\n", marked: true)
      let lines = editable.text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      let listing = try SourceListing(of: 1...10_000, from: ExcerptsTests.source(bytes, step: 777))
      #expect(
        listing.lines.map(\.number) == Array(1..<lines.count + (lines.last?.isEmpty == true ? 0 : 1)), "\(file)")
      #expect(listing.end == .file)
    }
  }
}
