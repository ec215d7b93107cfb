import CLibXML2

/// Parses and validates a batch of records as a small document of its own, on whatever thread.
///
/// Everything is decided as the ``RecordReader`` does it in a stream; only that whatever is not simply right ends the
/// work: the reader then finds out for itself what is wrong, from that record on.
final class BatchParser {
  private let batch: RecordBatch
  private let frame: BatchFrame
  private let validator: StreamValidator
  private let parser: xmlParserCtxtPtr
  private var parsed: ParsedBatch
  private var isClean = true

  private var depth = 0
  private var document: XMLDocument?
  private var kind: BatchFrame.Kind?
  private var recordNode: xmlNodePtr?
  /// Elements of the record, counted in their order.
  private var elements = 0
  /// What ``XMLLimits/elements`` counts.
  private var nodes = 0
  private var declarations = 0
  /// Pieces of text since the latest tag.
  private var pieces = 0

  /// The validator takes quadratic time in the number of pieces, so a text of more of them is for the reader, which
  /// joins them first.
  private static let mostPieces = 500

  static func parse(_ batch: RecordBatch) -> ParsedBatch {
    guard let parser = BatchParser(batch) else { return ParsedBatch(batch: batch) }
    return parser.run()
  }

  private init?(_ batch: RecordBatch) {
    _ = Library.prepared
    var handler = Self.handler()
    guard let validator = batch.frame.validator() else { return nil }
    guard let parser = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else {
      validator.abandon()
      return nil
    }
    self.batch = batch
    frame = batch.frame
    self.validator = validator
    self.parser = parser
    parsed = ParsedBatch(batch: batch)
    xmlCtxtUseOptions(parser, CInt(XML_PARSE_NONET.rawValue) | CInt(XML_PARSE_IGNORE_ENC.rawValue))
    parser.pointee._private = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    validator.abandon()
    // Its own, or in the middle of a record that one's.
    if document == nil, let own = parser.pointee.myDoc { xmlFreeDoc(own) }
    parser.pointee.myDoc = nil
    if let main { xmlFreeDoc(main) }
    xmlFreeParserCtxt(parser)
  }

  /// The parser's own document, while it builds in that of a record.
  private var main: xmlDocPtr?

  private func run() -> ParsedBatch {
    for piece in [frame.prefix, batch.text] where isClean {
      piece.withUnsafeBytes { bytes in
        _ = xmlParseChunk(parser, bytes.bindMemory(to: CChar.self).baseAddress, CInt(bytes.count), 0)
      }
    }
    parsed.measure()
    return parsed
  }

  // MARK: - Events

  private static func handler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    xmlSAXVersion(&handler, 2)
    handler.startElementNs = { context, localName, prefix, uri, namespaces, bindings, attributes, defaulted, values in
      guard let context, let parser = BatchParser.of(context) else { return }
      parser.start(
        context,
        StartTag(
          localName: localName, prefix: prefix, uri: uri, namespaceCount: namespaces, namespaces: bindings,
          attributeCount: attributes, defaultedCount: defaulted, attributes: values))
    }
    handler.endElementNs = { context, localName, prefix, uri in
      guard let context, let parser = BatchParser.of(context) else { return }
      parser.end(context, localName, prefix, uri)
    }
    handler.characters = { context, text, length in
      guard let context, let text, let parser = BatchParser.of(context) else { return }
      parser.characters(context, text, length, isCharacterData: false)
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = { context, text, length in
      guard let context, let text, let parser = BatchParser.of(context) else { return }
      parser.characters(context, text, length, isCharacterData: true)
    }
    handler.comment = nil
    handler.processingInstruction = nil
    handler.internalSubset = { context, _, _, _ in
      guard let context, let parser = BatchParser.of(context) else { return }
      parser.isClean = false
    }
    kontor_xmlSetParserErrors(&handler) { context, error in
      guard let context, let error, let parser = BatchParser.of(context) else { return }
      // As in `RecordReader.receive`.
      guard error.pointee.level != XML_ERR_WARNING, error.pointee.code != CInt(XML_WAR_NS_URI.rawValue) else { return }
      parser.isClean = false
    }
    return handler
  }

  @inline(__always)
  private static func of(_ context: UnsafeMutableRawPointer) -> BatchParser? {
    let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
    guard let object = parser.pointee._private else { return nil }
    let found = Unmanaged<BatchParser>.fromOpaque(object).takeUnretainedValue()
    return found.isClean ? found : nil
  }

  private func start(_ context: UnsafeMutableRawPointer, _ tag: StartTag) {
    depth += 1
    pieces = 0
    guard depth > frame.level else { return }
    if depth == frame.level + 1, !beginRecord(tag) {
      isClean = false
      return
    }
    elements += 1
    nodes += 1 + Int(tag.attributeCount) + Int(tag.namespaceCount)
    declarations += Int(tag.namespaceCount)
    xmlSAX2StartElementNs(
      context, tag.localName, tag.prefix, tag.uri, tag.namespaceCount, tag.namespaces, tag.attributeCount,
      tag.defaultedCount, tag.attributes)
    parser.pointee.node?.pointee._private = UnsafeMutableRawPointer(bitPattern: elements)
    if depth == frame.level + 1 { recordNode = parser.pointee.node }
    validator.pass(start: tag)
    if !validator.isSilent { isClean = false }
  }

  private func beginRecord(_ tag: StartTag) -> Bool {
    guard let name = tag.localName, parsed.records.count < batch.extents.count,
      let kind = frame.kinds.first(where: { xmlStrEqual(name, $0.name) == 1 }),
      let made = frame.surroundings(names: parser.pointee.dict)
    else { return false }
    self.kind = kind
    (elements, nodes, declarations) = (0, 0, frame.declarations)
    main = parser.pointee.myDoc
    document = XMLDocument(owning: made.document)
    parser.pointee.myDoc = made.document
    nodePush(parser, made.parent)
    return true
  }

  private func characters(
    _ context: UnsafeMutableRawPointer, _ text: UnsafePointer<xmlChar>, _ length: CInt, isCharacterData: Bool
  ) {
    if depth > frame.level { xmlSAX2Characters(context, text, length) }
    guard depth >= frame.level else { return }
    pieces += 1
    guard pieces <= Self.mostPieces else {
      isClean = false
      return
    }
    if isCharacterData { validator.pass(characterData: text, length) } else { validator.pass(text: text, length) }
    if !validator.isSilent { isClean = false }
  }

  private func end(
    _ context: UnsafeMutableRawPointer, _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _ uri: UnsafePointer<xmlChar>?
  ) {
    // The element around the records ends, or one of those around that.
    guard depth > frame.level else {
      isClean = false
      return
    }
    pieces = 0
    validator.pass(end: name, prefix, uri)
    xmlSAX2EndElementNs(context, name, prefix, uri)
    guard validator.isSilent else {
      isClean = false
      return
    }
    depth -= 1
    if depth == frame.level { endRecord() }
  }

  private func endRecord() {
    nodePop(parser)
    parser.pointee.myDoc = main
    main = nil
    guard let document, let recordNode, let kind, isWithinLimits else {
      isClean = false
      return
    }
    self.document = nil
    parsed.records.append(CutRecord(kind: kind, document: document, node: recordNode))
  }

  /// Where it comes near a limit, the reader is to find out whether it holds it.
  private var isWithinLimits: Bool {
    let extent = batch.extents[parsed.records.count]
    // In UTF-16 a character takes up to twice the bytes.
    return nodes <= frame.limits.elements && declarations <= frame.limits.namespaces
      && 2 * (extent.end - extent.start) <= frame.limits.record
  }
}
