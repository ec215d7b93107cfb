import CLibXML2

/// Reads a file of any size record by record, validating against its schema on the way.
///
/// Bytes are decoded, scanned for limits, parsed by libxml2 and validated in one pass; memory holds one chunk and the
/// records found in it. The order of the file is kept. An invalid record does not end the reading of the next one, not
/// even where libxml2's validator would stop looking: see ``StreamValidator/replay(_:)``.
///
/// Not thread-safe. Time is linear in the bytes read.
package final class RecordReader {
  /// How the file ended.
  package enum End {
    /// Parsed to its end.
    case complete
    /// It ends too early: perhaps it has not arrived whole.
    case cutOff(Diagnostic)
    /// It cannot be read any further.
    case refused(Diagnostic)
  }

  /// Where the bytes come from: fills the buffer and returns how many bytes it wrote, 0 at the end.
  package typealias Source = (UnsafeMutableRawBufferPointer) throws(XMLEngineError) -> Int

  // MARK: Outcome

  /// Nil until the file has ended.
  package private(set) var end: End?

  /// What is wrong outside of records: in the envelope, or with elements around the records.
  package internal(set) var diagnostics: [Diagnostic] = [] {
    didSet { if oldValue.isEmpty { recordsBeforeDiagnostics = recordCount } }
  }

  /// How many records had been found when the first of ``diagnostics`` was: those come first in the order of the file.
  package private(set) var recordsBeforeDiagnostics = 0

  /// Records found so far.
  package internal(set) var recordCount = 0

  /// The encoding the file is in, once known.
  package var encoding: TextEncoding? { decoder.encoding }

  // MARK: Parts

  let schema: Schema
  let layout: RecordLayout
  let limits: XMLLimits
  var decoder: InputDecoder
  var scanner: TagScanner
  var validator: StreamValidator
  var building = BuildingState()
  /// After how many records a fresh validator takes over; nil where the schema ties records to each other.
  let recordsPerValidator: Int?
  private let parser: xmlParserCtxtPtr
  private let source: Source
  private let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
  private var bytesRead = 0
  private var fatal: Diagnostic?
  var stop: Diagnostic?

  /// Records that are complete and have not been taken yet.
  var ready: [Record] = []
  private var taken = 0

  package init(
    schema: Schema, layout: RecordLayout, limits: XMLLimits = XMLLimits(), encoding: TextEncoding? = nil,
    source: @escaping Source
  ) throws(XMLEngineError) {
    _ = Library.prepared
    self.schema = schema
    self.layout = layout
    self.limits = limits
    self.source = source
    decoder = InputDecoder(override: encoding)
    scanner = TagScanner(limits: limits)
    validator = try StreamValidator(schema: schema)
    recordsPerValidator = schema.recordsAreIndependent(in: layout) ? 1000 : nil
    building.layoutPath = [LayoutNode(layout)]
    var handler = xmlSAXHandler()
    prepareSAXHandler(&handler)
    guard let parser = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else {
      throw XMLEngineError(.library, "no parser context", subject: schema.path)
    }
    self.parser = parser
    // The bytes arrive as UTF-8 whatever the declaration says: it is true of the file, not of what libxml2 sees.
    xmlCtxtUseOptions(parser, CInt(XML_PARSE_NONET.rawValue) | CInt(XML_PARSE_IGNORE_ENC.rawValue))
    parser.pointee._private = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    // In the middle of a record the parser builds in a document that the record owns.
    if let document = building.main ?? parser.pointee.myDoc { xmlFreeDoc(document) }
    parser.pointee.myDoc = nil
    xmlFreeParserCtxt(parser)
    chunk.deallocate()
  }

  /// The next record, or nil at the end of the file; then ``end`` says how it ended.
  package func next() throws(XMLEngineError) -> Record? {
    while taken == ready.count {
      ready.removeAll(keepingCapacity: true)
      taken = 0
      if end != nil { return nil }
      try readChunk()
    }
    taken += 1
    return ready[taken - 1]
  }

  /// The text at a path below the root, as far as it has been read: `Header/ControlNumber`, `@created`.
  package func envelopeValue(at path: String) -> String? {
    guard let document = building.main, let root = xmlDocGetRootElement(document) else { return nil }
    var node = root
    for step in path.split(separator: "/") {
      if step.hasPrefix("@") {
        guard let value = xmlGetNoNsProp(node, String(step.dropFirst())) else { return nil }
        defer { kontor_xmlFree(value) }
        return String(cString: value)
      }
      var child = xmlFirstElementChild(node)
      while let current = child, xmlStrEqual(current.pointee.name, String(step)) == 0 {
        child = xmlNextElementSibling(current)
      }
      guard let child else { return nil }
      node = child
    }
    guard let content = xmlNodeGetContent(node) else { return nil }
    defer { kontor_xmlFree(content) }
    return String(cString: content).trimmingCharacters(where: \.isWhitespace)
  }

  // MARK: - Reading

  private func readChunk() throws(XMLEngineError) {
    let count = try source(chunk)
    let bytes = UnsafeRawBufferPointer(rebasing: chunk[..<count])
    let isLast = count == 0
    if bytesRead == 0 {
      if isLast { return finish(.refused(Diagnostic(.empty, at: origin, "The file is empty."))) }
      if let kind = FileSignature.name(of: bytes) {
        return finish(.refused(Diagnostic(.notXML, at: origin, expected: "an XML file", "This is \(kind), not XML.")))
      }
    }
    bytesRead += count
    var text: [UInt8] = []
    text.reserveCapacity(count + 64)
    let undecodable = decoder.decode(bytes, isLast: isLast, into: &text)
    let (accepted, fault) = text.withUnsafeBufferPointer { scanner.scan($0) }
    if let first = text.first(where: { $0 > 0x20 }), !building.sawMarkup {
      building.sawMarkup = true
      if first != UInt8(ascii: "<"), first != 0 {
        return finish(
          .refused(
            Diagnostic(
              .notXML, at: origin, expected: "an XML file, which begins with <", "This is not XML: it begins with text."
            )))
      }
    }
    feed(text, accepted)
    if let fatal { return finish(.refused(fatal)) }
    if let stop { return finish(.refused(stop)) }
    if let fault { return finish(try ending(for: fault, rest: text[accepted...])) }
    if let undecodable {
      let place = position(of: scanner.place)
      let diagnostic = Diagnostic(undecodable.code, at: place, expected: undecodable.expected, undecodable.message)
      return finish(undecodable.isCutOff ? .cutOff(cutOff) : .refused(diagnostic))
    }
    if bytesRead > limits.size {
      return finish(
        .refused(
          Diagnostic(
            .limitSize, at: position(of: scanner.place), expected: "at most \(limits.size) bytes",
            "The file is larger than \(limits.size) bytes.")))
    }
    if isLast { finishInput() }
  }

  private func feed(_ text: [UInt8], _ count: Int) {
    guard count > 0, fatal == nil, stop == nil else { return }
    text.withUnsafeBytes { bytes in
      _ = xmlParseChunk(parser, bytes.bindMemory(to: CChar.self).baseAddress, CInt(count), 0)
    }
  }

  private func finishInput() {
    if scanner.isBlank {
      return finish(.refused(Diagnostic(.empty, at: origin, "The file holds nothing but white space.")))
    }
    _ = xmlParseChunk(parser, nil, 0, 1)
    // What libxml2 makes of half a tag says nothing about the file.
    if scanner.isUnfinished { return finish(.cutOff(cutOff)) }
    if let refusal = stop ?? fatal { return finish(.refused(refusal)) }
    finish(.complete)
  }

  private func finish(_ how: End) {
    end = how
  }

  /// NUL bytes are how file systems show what has not arrived yet: at the end, or in the middle where a client writes
  /// several parts at a time. While such a hole is being filled it has any size, down to one byte.
  private func ending(for fault: TagScanner.Fault, rest: ArraySlice<UInt8>) throws(XMLEngineError) -> End {
    let place = position(of: fault.place)
    guard fault.code == .nulBytes else {
      return .refused(Diagnostic(fault.code, at: place, expected: fault.expected, fault.message))
    }
    var isTail = rest.allSatisfy { $0 == 0 }
    while isTail, case let count = try source(chunk), count > 0 {
      isTail = chunk[..<count].allSatisfy { $0 == 0 }
    }
    let message =
      isTail
      ? "From byte \(place.byteOffset) on the file holds only NUL bytes: it has not arrived whole."
      : fault.message + " Either a part of the file has not arrived, or its export is wrong."
    return .cutOff(Diagnostic(.nulBytes, at: place, expected: fault.expected, message))
  }

  private var cutOff: Diagnostic {
    let place = position(of: scanner.place)
    let inside = building.openElement.map { " inside <\($0)>" } ?? ""
    return Diagnostic(
      .cutOff, at: place, expected: "a file that is complete to its last end tag",
      "The file is cut off: it ends at byte \(place.byteOffset)\(inside).")
  }

  private var origin: Position { Position(line: 1, column: 1, byteOffset: 0) }

  // MARK: - Places

  func position(of place: TagScanner.Place) -> Position {
    Position(
      line: place.line, column: place.column,
      byteOffset: decoder.byteOffset(utf8: place.utf8Offset, scalars: place.scalars, astral: place.astral))
  }

  /// Where the parser stands: the end of what was scanned, less what it has not consumed.
  private func parserPosition(line: Int, column: Int) -> Position {
    var place = scanner.place
    guard let input = parser.pointee.input, let current = input.pointee.cur, let end = input.pointee.end else {
      return Position(
        line: line, column: column,
        byteOffset: decoder.byteOffset(
          utf8: place.utf8Offset, scalars: place.scalars, astral: place.astral))
    }
    for byte in UnsafeBufferPointer(start: current, count: end - current) {
      place.utf8Offset -= 1
      if byte & 0xC0 != 0x80 { place.scalars -= 1 }
      if byte >= 0xF0 { place.astral -= 1 }
    }
    return Position(line: line, column: column, byteOffset: position(of: place).byteOffset)
  }

  /// Takes what the parser itself complains about.
  func receive(_ error: UnsafePointer<xmlError>) {
    let message = (error.pointee.message.map { String(cString: $0) } ?? "").trimmingTrailingWhitespace()
    guard error.pointee.level == XML_ERR_FATAL || error.pointee.domain == CInt(XML_FROM_NAMESPACE.rawValue) else {
      return
    }
    guard fatal == nil, stop == nil else { return }
    let place = parserPosition(line: Int(error.pointee.line), column: max(1, Int(error.pointee.int2)))
    let diagnostic = Diagnostic(
      .notWellFormed, at: place, path: building.currentPath, "The file is not well-formed XML: \(message).")
    if error.pointee.level == XML_ERR_FATAL {
      fatal = diagnostic
    } else {
      report(diagnostic)
    }
  }
}
