import Testing
import XMLEngine

@testable import Exchange

@Suite("Editable text")
struct EditableTextTests {
  @Test("comes back byte by byte, or says why it cannot be edited", arguments: EditSamples.files)
  func asItLies(file: String) throws {
    let bytes = try EditSamples.bytes(file)
    do {
      let editable = try EditableText(bytes)
      #expect(try editable.bytes(of: EditSamples.sent(editable.text)) == bytes)
      #expect(editable.isUnchanged(EditSamples.sent(editable.text)))
    } catch let error as NotEditable {
      // Of the samples only those that are broken in this way cannot be edited.
      switch error.reason {
      case .tooLong: #expect(bytes.count > EditableText.longest)
      case .undecodable(let line, let encoding):
        let number = TextEncoder(encoding).encoded(Array("\n".utf8)).count == 1 ? bytes.count { $0 == 10 } + 1 : .max
        #expect((1...number).contains(line))
      case .character(let scalar, _, _): #expect(!EditableText.survives(scalar))
      case .notXML: Issue.record("The text alone does not tell whether it is XML.")
      }
    }
  }

  @Test("there are samples, and most of them can be edited")
  func samples() throws {
    let editable = try EditSamples.files.filter { file in
      let bytes = try EditSamples.bytes(file)
      return (try? EditableText(bytes)) != nil
    }
    #expect(EditSamples.files.count > 300)
    #expect(editable.count > EditSamples.files.count - 20)
  }

  @Test(
    "comes back byte by byte in every encoding, with every line end, with and without a mark and a last line end",
    arguments: TextEncoding.allCases, ["\n", "\r\n", "\r"])
  func everyEncoding(encoding: TextEncoding, lineEnd: String) throws {
    var tried = 0
    for (index, file) in EditSamples.files.enumerated() {
      guard let sample = String(validating: try EditSamples.bytes(file), as: UTF8.self),
        sample.unicodeScalars.allSatisfy(EditableText.survives(orBreak:)), sample.utf8.count < 100_000
      else { continue }
      // Neighbours are alike, so each has another mark and another end.
      let text = [sample, sample + "\n\n", sample.hasSuffix("\n") ? String(sample.dropLast()) : sample][index % 3]
      let bytes = EditSamples.file(text, in: encoding, lineEnd: lineEnd, marked: index % 2 == 0)
      let editable = try EditableText(bytes)
      #expect(editable.encoding == encoding, "\(file)")
      let again = try editable.bytes(of: EditSamples.sent(editable.text))
      #expect(again == bytes, "\(file)")
      tried += 1
    }
    #expect(tried > 250)
  }

  @Test("a change of one line changes nothing else", arguments: TextEncoding.allCases, ["\n", "\r\n"])
  func oneLine(encoding: TextEncoding, lineEnd: String) throws {
    let text = "<?xml version=\"1.0\"?>\n<a>\n <b>für 5 €</b>\n <c>24.11.2026</c>\n</a>\n"
    let bytes = EditSamples.file(text, in: encoding, lineEnd: lineEnd, marked: true)
    let editable = try EditableText(bytes)
    let edited = EditSamples.sent(editable.text).replacing("24.11.2026", with: "2026-11-24")
    let (old, new) = (Array("24.11.2026".utf8), Array("2026-11-24".utf8))
    let encoder = TextEncoder(encoding)
    let expected = bytes.replacing(encoder.encoded(old), with: encoder.encoded(new))
    #expect(try editable.bytes(of: edited) == expected)
    #expect(!editable.isUnchanged(edited))
  }

  @Test("lines that end in different ways keep their ends; a new one ends as most do")
  func mixedEnds() throws {
    let bytes = Array("<a>\r\n<?mark?>\n<b/>\r\n<c/>\r\n</a>".utf8)
    let editable = try EditableText(bytes)
    #expect(editable.text == "<a>\n<?mark?>\n<b/>\n<c/>\n</a>")
    #expect(try editable.bytes(of: EditSamples.sent(editable.text)) == bytes)
    let edited = EditSamples.sent(editable.text).replacing("<b/>", with: "<b>1</b>\r\n<b>2</b>")
    #expect(
      try editable.bytes(of: edited) == Array("<a>\r\n<?mark?>\n<b>1</b>\r\n<b>2</b>\r\n<c/>\r\n</a>".utf8))
    let without = EditSamples.sent(editable.text).replacing("<?mark?>\r\n", with: "")
    #expect(try editable.bytes(of: without) == Array("<a>\r\n<b/>\r\n<c/>\r\n</a>".utf8))
  }

  @Test("a name of the encoding that was put right counts")
  func declaration() throws {
    let text = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<a>ü</a>\n"
    let editable = try EditableText(EditSamples.file(text, in: .latin1, lineEnd: "\n", marked: false))
    let edited = text.replacing("ISO-8859-1", with: "UTF-8").replacing("ü", with: "ü €")
    #expect(try editable.bytes(of: edited) == Array(edited.utf8))
    let cyrillic = try EditableText(Array("<?xml version=\"1.0\" encoding=\"KOI8-R\"?><a/>".utf8))
    let corrected = cyrillic.text.replacing("KOI8-R", with: "windows-1252").replacing("<a/>", with: "<a>€</a>")
    #expect(try cyrillic.bytes(of: corrected).contains(0x80))
  }

  @Test("what the inbox says of the encoding counts more than the declaration")
  func override() throws {
    let bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>".utf8) + [0xFC] + Array("</a>".utf8)
    let editable = try EditableText(bytes, encoding: .latin1)
    #expect(editable.text.hasSuffix("<a>ü</a>"))
    #expect(try editable.bytes(of: editable.text) == bytes)
    #expect(throws: NotEditable(.undecodable(line: 1, .utf8))) { try EditableText(bytes) }
  }

  @Test("what the encoding lacks is named, with its place")
  func lacking() throws {
    let bytes = EditSamples.file("<a>\n<b>ü</b>\n</a>", in: .latin1, lineEnd: "\r\n", marked: false)
    let editable = try EditableText(bytes)
    let edited = EditSamples.sent(editable.text).replacing("ü", with: "ü €")
    #expect(throws: UnfitText(.encoding("€", .latin1), line: 2, column: 6)) { try editable.bytes(of: edited) }
    let error = UnfitText(.encoding("€", .latin1), line: 2, column: 6)
    #expect(error.sentence[.english].contains("“€” (U+20AC)"))
    #expect(error.sentence[.english].contains("&#8364;"))
    #expect(error.sentence[.german].contains("ISO-8859-1"))
  }

  @Test(
    "what a page does not give back is refused, with its place",
    arguments: ["\u{0}", "\u{1B}", "\u{92}", "\u{202E}", "\u{FEFF}"] as [Unicode.Scalar])
  func characters(scalar: Unicode.Scalar) throws {
    let bytes = Array("<a>\n b\(scalar)</a>".utf8)
    #expect(throws: NotEditable(.character(scalar, line: 2, column: 3))) { try EditableText(bytes) }
    let editable = try EditableText(Array("<a>\n b</a>".utf8))
    #expect(throws: UnfitText(.character(scalar), line: 2, column: 3)) {
      try editable.bytes(of: "<a>\r\n b\(scalar)</a>")
    }
  }

  @Test("what a browser could not read is refused, unless the file has it")
  func replacement() throws {
    let editable = try EditableText(Array("<a></a>".utf8))
    #expect(throws: UnfitText(.character("\u{FFFD}"), line: 1, column: 4)) { try editable.bytes(of: "<a>\u{FFFD}</a>") }
    let bytes = Array("<a>\u{FFFD}</a>".utf8)
    #expect(try EditableText(bytes).bytes(of: "<a>\u{FFFD}</a>") == bytes)
  }

  @Test("bytes that are no characters are refused, with the line", arguments: [TextEncoding.utf8, .utf16LittleEndian])
  func undecodable(encoding: TextEncoding) throws {
    var bytes = EditSamples.file("<a>\n<b/>\n</a>", in: encoding, lineEnd: "\n", marked: true)
    bytes += encoding == .utf8 ? [0xC3] : [0x00, 0xD8]
    let last = EditSamples.file("<a>\n<b/>\n</a>", in: encoding, lineEnd: "\n", marked: true)
    #expect(throws: NotEditable(.undecodable(line: 3, encoding))) { try EditableText(bytes) }
    #expect(try EditableText(last).text.hasSuffix("</a>"))
  }

  @Test("a file of more than a megabyte is refused, and one of a megabyte is not")
  func long() throws {
    let bytes = Array(repeating: UInt8(ascii: "x"), count: EditableText.longest)
    #expect(try EditableText(bytes).text.utf8.count == bytes.count)
    #expect(throws: NotEditable(.tooLong(bytes: bytes.count + 1))) { try EditableText(bytes + [10]) }
  }
}

extension EditableText {
  /// As a sample may have it.
  fileprivate static func survives(orBreak scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || survives(scalar)
  }
}
