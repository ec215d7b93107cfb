import Testing
import XMLEngine

@Suite("Hostile and broken input")
struct HostileInputTests {
  @Test(
    "what is no XML is told as what it is",
    arguments: [
      ("", "empty"), (" \n\t ", "empty"), ("Kunde;Betrag\n1;2\n", "not-xml"), ("{\"a\": 1}", "not-xml"),
      ("PK\u{3}\u{4}zipped", "not-xml"),
      ("<!DOCTYPE Exchange [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Exchange>&x;</Exchange>", "doctype"),
      ("<Other/>", "root-unknown"), ("<Exchange/>", "root-unknown"),
      ("<Exchange xmlns=\"urn:other\"/>", "root-unknown"),
      ("<Exchange xmlns=\"urn:test\"><a></b></Exchange>", "not-well-formed"),
      ("<Exchange xmlns=\"urn:test\">&unknown;</Exchange>", "not-well-formed"),
      ("<Exchange xmlns=\"urn:test\"/><second/>", "not-well-formed"),
    ])
  func answers(text: String, code: String) throws {
    let reading = try readOrders(text)
    #expect(reading.refusal?.code.rawValue == code)
  }

  @Test("a file that ends anywhere before its last tag is cut off, not invalid")
  func everyCut() throws {
    let text = Array(exchange(goodOrder, goodOrder).utf8)
    let schema = try Schema(path: temporaryFile("orders.xsd", Array(orderSchema.utf8)))
    for length in 1..<text.count {
      let reading = try read(Array(text[..<length]), schema: schema, layout: orderLayout)
      guard case .cutOff(let diagnostic) = reading.end else {
        Issue.record("\(length) bytes ended as \(String(describing: reading.end))")
        continue
      }
      #expect(diagnostic.position?.byteOffset == length)
    }
  }

  @Test("NUL bytes, at the end or inside, mean that the file has not arrived whole")
  func nulBytes() throws {
    let whole = exchange(goodOrder, goodOrder)
    let arrived = String(whole.prefix(150)) + String(repeating: "\0", count: 200_000)
    let reading = try readOrders(arrived)
    guard case .cutOff(let diagnostic) = reading.end else {
      Issue.record("not cut off")
      return
    }
    #expect(diagnostic.code == .nulBytes)
    #expect(diagnostic.position?.byteOffset == 150)
    for length in [1, 511, 200_000] {
      let hole = String(whole.prefix(150)) + String(repeating: "\0", count: length) + String(whole.dropFirst(150))
      guard case .cutOff(let diagnostic) = try readOrders(hole).end else {
        Issue.record("a hole of \(length) bytes is not cut off")
        continue
      }
      #expect(diagnostic.code == .nulBytes)
      #expect(diagnostic.position?.byteOffset == 150)
    }
  }

  @Test("NUL bytes that cut a character in two are told as what has not arrived", arguments: [1, 64 << 10])
  func nulBytesInACharacter(step: Int) throws {
    let schema = try Schema(path: temporaryFile("orders.xsd", Array(orderSchema.utf8)))
    let start = Array("<Exchange xmlns=\"urn:test\"><Header><Number>".utf8)
    let rest = Array("</Number></Header></Exchange>".utf8)
    for character in ["ü", "€", "𝄞"] {
      for length in 1..<character.utf8.count {
        let begun = start + character.utf8.prefix(length)
        for bytes in [begun + Array(repeating: 0, count: 9), begun + Array(repeating: 0, count: 900) + rest] {
          let reading = try read(bytes, schema: schema, layout: orderLayout, step: step)
          guard case .cutOff(let diagnostic) = reading.end else {
            Issue.record("\(length) bytes of \(character) ended as \(String(describing: reading.end))")
            continue
          }
          #expect(diagnostic.code == .nulBytes)
          #expect(diagnostic.position?.byteOffset == start.count)
        }
      }
    }
  }

  @Test("limits hold before libxml2 sees the bytes, at the place where they are broken")
  func limits() throws {
    let attributes = (0..<200_000).map { "a\($0)=\"\"" }.joined(separator: " ")
    let many = try readOrders("<Exchange xmlns=\"urn:test\">\n<Header \(attributes)/></Exchange>")
    #expect(many.refusal?.code == .limitAttributes)
    #expect(many.refusal?.position?.line == 2)

    let deep = try readOrders(
      "<Exchange xmlns=\"urn:test\">" + String(repeating: "<a>", count: 100_000))
    #expect(deep.refusal?.code == .limitDepth)

    let long = try readOrders("<Exchange xmlns=\"urn:test\"><Header a=\"\(String(repeating: "x", count: 2 << 20))\"/>")
    #expect(long.refusal?.code == .limitTag)

    let text = try readOrders(
      exchange(goodOrder.replacing("<Id>A", with: "<Id>" + String(repeating: "x", count: 11_000_000))))
    #expect(text.refusal?.code == .limitText)
  }

  @Test("every accepted encoding is read, and positions are those of the file")
  func encodings() throws {
    let schema = try Schema(path: temporaryFile("orders.xsd", Array(orderSchema.utf8)))
    let bad = goodOrder.replacing("<Id>A", with: "<Id>Müller").replacing("2026-11-23", with: "Jänner")
    let body = exchange(goodOrder, bad)
    let latin1 = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n" + body
    let utf16 = "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n" + body
    let files: [(TextEncoding, [UInt8], Int)] = [
      (.utf8, Array(("\u{FEFF}<?xml version=\"1.0\"?>\n" + body).utf8), 1),
      (.latin1, latin1.unicodeScalars.map { UInt8($0.value) }, 1),
      (.utf16LittleEndian, utf16.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, 2),
      (.utf16BigEndian, utf16.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }, 2),
    ]
    for (encoding, bytes, width) in files {
      for step in [1, 3, 64 << 10] {
        let reading = try read(bytes, schema: schema, layout: orderLayout, step: step)
        #expect(reading.encoding == encoding)
        let diagnostic = try #require(reading.records.last?.diagnostics.first)
        #expect(diagnostic.value == "Jänner")
        #expect(diagnostic.position?.line == 5)
        // The byte at the offset is the start of the faulty element in the file as it came.
        let offset = try #require(diagnostic.position?.byteOffset)
        let tag = bytes[offset..<offset + 6 * width].filter { $0 != 0 }
        #expect(String(decoding: tag, as: UTF8.self) == "<Date>")
      }
    }
  }

  @Test(
    "a wrong or refused label is told with the byte and the likely encoding",
    arguments: [
      ("<?xml version=\"1.0\" encoding=\"UTF-7\"?><Exchange/>", "UTF-7"),
      ("<?xml version=\"1.0\" encoding=\"UTF-16\"?><Exchange/>", "the bytes are not UTF-16"),
      ("<?xml version=\"1.0\" encoding=\"EBCDIC-CP-DE\"?><Exchange/>", "EBCDIC-CP-DE"),
    ])
  func labels(text: String, hint: String) throws {
    let reading = try readOrders(text)
    #expect(reading.refusal?.code == .encoding)
    #expect(try #require(reading.refusal?.message).contains(hint))
  }

  @Test("ISO-8859-1 bytes labelled UTF-8 are refused at the byte, and an inbox may override the label")
  func wrongLabel() throws {
    let schema = try Schema(path: temporaryFile("orders.xsd", Array(orderSchema.utf8)))
    let text = exchange(goodOrder.replacing("<Id>A", with: "<Id>Müller"))
    let bytes = text.unicodeScalars.map { UInt8($0.value) }
    let refused = try read(bytes, schema: schema, layout: orderLayout)
    #expect(refused.refusal?.code == .encoding)
    #expect(refused.refusal?.position?.byteOffset == bytes.firstIndex(of: 0xFC))
    #expect(try #require(refused.refusal?.message).contains("0xFC is not UTF-8"))
    #expect(try #require(refused.refusal?.message).contains("“ü”"))
    let read = try read(bytes, schema: schema, layout: orderLayout, encoding: .latin1)
    #expect(read.all.isEmpty)
    #expect(read.records.first?.root?.value(at: "Id") == "Müller")
  }
}
