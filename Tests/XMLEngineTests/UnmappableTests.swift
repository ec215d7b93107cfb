import Testing

@testable import XMLEngine

@Suite("Documents in encodings that lack characters")
struct UnmappableTests {
  private static func fit(
    _ text: String, _ encoding: TextEncoding, _ rule: UnmappableRule
  ) throws -> (document: XMLDocument, found: [UnmappableText]) {
    let document = try XMLDocument.parse(Array(text.utf8), location: "test")
    return (document, document.fit(EncodedText(encoding, by: rule)))
  }

  /// The document as it is written, without its declaration; nil where it cannot be.
  private static func written(_ text: String, _ encoding: TextEncoding, _ rule: UnmappableRule) throws -> String? {
    let (document, found) = try fit(text, encoding, rule)
    guard found.isEmpty else { return nil }
    let bytes = try document.serialized(in: encoding)
    // Whoever reads it gets back what was meant.
    let again = try XMLDocument.parse(bytes, location: "again")
    #expect(again.root?.text == document.root?.text)
    var decoder = LenientDecoder(head: bytes, override: encoding)
    let lines = String(decoder.decode(bytes, isLast: true)).split(separator: "\n", maxSplits: 1)
    #expect(lines.first == "<?xml version=\"1.0\" encoding=\"\(encoding.rawValue)\"?>")
    return lines.last.map { String($0.dropLast()) }
  }

  /// A text, and what is written of it in US-ASCII, ISO-8859-1, ISO-8859-15 and windows-1252; nil where the record is
  /// refused.
  typealias Row = (text: String, written: [String?])

  static let refused: [Row] = [
    ("Weg 1", ["Weg 1", "Weg 1", "Weg 1", "Weg 1"]), ("Müßig", [nil, "Müßig", "Müßig", "Müßig"]),
    ("10 €", [nil, nil, "10 €", "10 €"]), ("Łódź", [nil, nil, nil, nil]), ("Œuvre", [nil, nil, "Œuvre", "Œuvre"]),
    ("“so”", [nil, nil, nil, "“so”"]), ("😀", [nil, nil, nil, nil]), ("東京", [nil, nil, nil, nil]),
    // Composed, for the old encodings have no marks by themselves.
    ("Mu\u{308}ller", [nil, "Müller", "Müller", "Müller"]), ("x\u{323}", [nil, nil, nil, nil]),
  ]

  static let transliterated: [Row] = [
    ("Müßig", ["Muessig", "Müßig", "Müßig", "Müßig"]),
    ("Ärger, ÄRGER", ["Aerger, AERGER", "Ärger, ÄRGER", "Ärger, ÄRGER", "Ärger, ÄRGER"]),
    ("10 €", ["10 EUR", "10 EUR", "10 €", "10 €"]), ("Łódź", ["Lodz", "Lódz", "Lódz", "Lódz"]),
    ("Œuvre", ["Oeuvre", "Oeuvre", "Œuvre", "Œuvre"]), ("“so”…", ["\"so\"...", "\"so\"...", "\"so\"...", "“so”…"]),
    ("1\u{202F}000", ["1 000", "1 000", "1 000", "1 000"]),
    ("Mu\u{308}ller", ["Mueller", "Müller", "Müller", "Müller"]),
    ("x\u{323}", ["x", "x", "x", "x"]), ("Ελλάς", ["Ellas", "Ellas", "Ellas", "Ellas"]),
    // Nothing stands for these.
    ("😀", [nil, nil, nil, nil]), ("東京", [nil, nil, nil, nil]), ("Ł\u{200B}", [nil, nil, nil, nil]),
  ]

  static let referenced: [Row] = [
    ("Müßig", ["M&#252;&#223;ig", "Müßig", "Müßig", "Müßig"]), ("10 €", ["10 &#8364;", "10 &#8364;", "10 €", "10 €"]),
    ("Łódź", ["&#321;&#243;d&#378;", "&#321;ód&#378;", "&#321;ód&#378;", "&#321;ód&#378;"]),
    ("😀", ["&#128512;", "&#128512;", "&#128512;", "&#128512;"]),
    ("東京", ["&#26481;&#20140;", "&#26481;&#20140;", "&#26481;&#20140;", "&#26481;&#20140;"]),
    ("Mu\u{308}ller", ["M&#252;ller", "Müller", "Müller", "Müller"]),
    ("x\u{323}", ["x&#803;", "x&#803;", "x&#803;", "x&#803;"]),
  ]

  static let encodings: [TextEncoding] = [.ascii, .latin1, .latin9, .windows1252]

  @Test(
    "text and attributes, by each rule and in each encoding",
    arguments: [
      (UnmappableRule.refuse, refused), (.transliterate, transliterated), (.characterReference, referenced),
    ])
  func rules(rule: UnmappableRule, rows: [Row]) throws {
    for row in rows {
      for (encoding, expected) in zip(Self.encodings, row.written) {
        let text = try Self.written("<a>\(row.text)</a>", encoding, rule)
        #expect(text == expected.map { "<a>\($0)</a>" }, "\(row.text) in \(encoding)")
        let attribute = try Self.written("<a b=\"\(row.text)\"/>", encoding, rule)
        let quoted = expected?.replacing("\"", with: "&quot;")
        #expect(attribute == quoted.map { "<a b=\"\($0)\"/>" }, "attribute \(row.text) in \(encoding)")
      }
    }
  }

  @Test("what is refused says where, and which characters, each once")
  func found() throws {
    let found = try Self.fit("<a><b c=\"Ω\">Łódź, Łowicz</b><d>ok</d></a>", .latin1, .refuse).found
    #expect(found.map(\.name) == ["c", "b"])
    #expect(found.map(\.value) == ["Ω", "Łódź, Łowicz"])
    #expect(found.map(\.characters) == [["Ω"], ["Ł", "ź"]])
  }

  @Test("a CDATA section says the same as text, in which there are references")
  func section() throws {
    let text = "<a>1<![CDATA[Ł < ]]>2</a>"
    #expect(try Self.written(text, .latin1, .refuse) == nil)
    #expect(try Self.written(text, .latin1, .transliterate) == "<a>1<![CDATA[L < ]]>2</a>")
    #expect(try Self.written(text, .latin1, .characterReference) == "<a>1&#321; &lt; 2</a>")
    #expect(try Self.written("<a><![CDATA[ü]]></a>", .latin1, .characterReference) == "<a><![CDATA[ü]]></a>")
  }

  @Test(
    "there are no references in comments, instructions and names",
    arguments: ["<!--Ł-->", "<?p Ł?>", "<Łan/>", "<b Łan=\"\"/>", "<?Ł?>"])
  func noReferences(markup: String) throws {
    let found = try Self.fit("<a>\(markup)</a>", .latin1, .characterReference).found
    #expect(found.map(\.characters) == [["Ł"]])
    let isName = markup.contains("an") || markup == "<?Ł?>"
    #expect(try Self.fit("<a>\(markup)</a>", .latin1, .transliterate).found.isEmpty == !isName)
  }

  @Test(
    "nothing is looked for in encodings that have every character", arguments: [TextEncoding.utf8, .utf16LittleEndian])
  func everything(encoding: TextEncoding) throws {
    #expect(try Self.fit("<a>😀Ł</a>", encoding, .refuse).found.isEmpty)
  }

  // MARK: - What stylesheets make

  private static func stylesheet(_ output: String) throws -> String {
    try temporaryFile(
      "s.xsl",
      Array(
        """
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">\(output)
        <xsl:template match="/"><a b="{.}"><xsl:value-of select="."/></a></xsl:template></xsl:stylesheet>
        """.utf8))
  }

  @Test(
    "the encoding of a format holds, whatever a stylesheet asks for, and nothing becomes a reference without need",
    arguments: [
      "", "<xsl:output encoding=\"UTF-8\"/>", "<xsl:output encoding=\"ISO-8859-1\"/>",
      "<xsl:output encoding=\"ISO-8859-2\"/>",
      "<xsl:output omit-xml-declaration=\"yes\"/>",
      "<xsl:output omit-xml-declaration=\"yes\" encoding=\"ISO-8859-1\"/>",
      "<xsl:output encoding=\"UTF-16\"/>",
    ], [true, false])
  func outputs(output: String, compiling: Bool) throws {
    let stylesheet = try Stylesheet(path: Self.stylesheet(output), compiling: compiling)
    let source = try XMLDocument.parse(Array("<x>ü€</x>".utf8), location: "x")
    let result = try stylesheet.apply(to: source)
    let bytes = try stylesheet.serialize(result, in: .latin9)
    var decoder = LenientDecoder(head: bytes, override: nil)
    #expect(
      String(decoder.decode(bytes, isLast: true))
        == "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>\n<a b=\"ü€\">ü€</a>\n")
  }

  @Test("plain text gets no declaration")
  func plainText() throws {
    let stylesheet = try Stylesheet(path: Self.stylesheet("<xsl:output method=\"text\"/>"))
    let result = try stylesheet.apply(to: XMLDocument.parse(Array("<x>ü</x>".utf8), location: "x"))
    #expect(try stylesheet.serialize(result, in: .latin1) == [0xFC])
  }
}
