import CLibXML2

/// Validates a stream of parser events against a schema, one event at a time.
///
/// libxml2 would plug itself between parser and handler; here the events are handed over one by one, so that the reader
/// knows to which element a violation belongs, and can begin anew where libxml2 would stop looking.
final class StreamValidator {
  private let schema: Schema
  private let context: xmlSchemaValidCtxtPtr
  private let plug: OpaquePointer
  private let handler: UnsafeMutablePointer<xmlSAXHandlerPtr?>
  private let handlerContext: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  private let sink = ViolationSink()
  private var open: [PassedChildren.Name] = []

  init(schema: Schema) throws(XMLEngineError) {
    guard let context = xmlSchemaNewValidCtxt(schema.pointer) else {
      throw XMLEngineError(.library, "no validation context", subject: schema.path)
    }
    handler = .allocate(capacity: 1)
    handler.initialize(to: nil)
    handlerContext = .allocate(capacity: 1)
    handlerContext.initialize(to: nil)
    kontor_xmlSchemaSetValidErrors(context, ViolationSink.receive, Unmanaged.passUnretained(sink).toOpaque())
    guard let plug = xmlSchemaSAXPlug(context, handler, handlerContext) else {
      xmlSchemaFreeValidCtxt(context)
      handler.deallocate()
      handlerContext.deallocate()
      throw XMLEngineError(.library, "the validator does not take parser events", subject: schema.path)
    }
    self.schema = schema
    self.context = context
    self.plug = plug
  }

  deinit {
    xmlSchemaSAXUnplug(plug)
    xmlSchemaFreeValidCtxt(context)
    handler.deallocate()
    handlerContext.deallocate()
  }

  /// A start tag, with the arguments of SAX2's `startElementNs`.
  func start(_ tag: StartTag) -> [SchemaViolation] {
    pass(start: tag)
    return taken()
  }

  func end(_ localName: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?)
    -> [SchemaViolation]
  {
    pass(end: localName, prefix, uri)
    return taken()
  }

  func text(_ characters: UnsafePointer<xmlChar>?, _ length: CInt) -> [SchemaViolation] {
    pass(text: characters, length)
    return taken()
  }

  /// A CDATA section, which the schema rules treat as text even where it is blank.
  func characterData(_ characters: UnsafePointer<xmlChar>?, _ length: CInt) -> [SchemaViolation] {
    pass(characterData: characters, length)
    return taken()
  }

  /// Feeds the start of an element that was built already.
  ///
  /// This is how a new validator is brought to the place where another one had to be given up. What it finds inside
  /// elements has been reported before.
  ///
  /// - Returns: whether the element is one that its parent allows here.
  func replayStart(of element: xmlNodePtr) -> Bool {
    var isAllowed = true
    StartTag.withStartTag(of: element) { tag in
      isAllowed = start(tag).allSatisfy { !$0.isUnexpectedElement && !$0.isInternal }
    }
    return isAllowed
  }

  /// Feeds empty elements of a name: the parent's content model looks at nothing else.
  ///
  /// - Returns: whether each is one that its parent allows here.
  func replay(_ run: PassedChildren.Run) -> Bool {
    let name = run.name
    let tag = StartTag(
      localName: name.local, prefix: nil, uri: name.uri, namespaceCount: 0, namespaces: nil, attributeCount: 0,
      defaultedCount: 0, attributes: nil)
    for _ in 0..<run.count {
      let violations = start(tag)
      _ = end(name.local, nil, name.uri)
      guard violations.allSatisfy({ !$0.isUnexpectedElement && !$0.isInternal }) else { return false }
    }
    return true
  }

  /// Ends what is open, before the validator is dropped in the middle of a file: libxml2 frees what it keeps for an
  /// identity constraint when its element ends. Names must still be valid.
  func abandon() {
    while let name = open.last { _ = end(name.local, nil, name.uri) }
  }

  /// Whether nothing was wrong with what was passed since the last violations were taken.
  var isSilent: Bool { sink.violations.isEmpty }

  // The same events, for whoever only wants to know whether anything is wrong.

  func pass(start tag: StartTag) {
    open.append(.init(local: tag.localName, uri: tag.uri))
    handler.pointee?.pointee.startElementNs?(
      handlerContext.pointee, tag.localName, tag.prefix, tag.uri, tag.namespaceCount, tag.namespaces,
      tag.attributeCount, tag.defaultedCount, tag.attributes)
  }

  func pass(end name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?) {
    _ = open.popLast()
    handler.pointee?.pointee.endElementNs?(handlerContext.pointee, name, prefix, uri)
  }

  func pass(text: UnsafePointer<xmlChar>?, _ length: CInt) {
    handler.pointee?.pointee.characters?(handlerContext.pointee, text, length)
  }

  func pass(characterData text: UnsafePointer<xmlChar>?, _ length: CInt) {
    handler.pointee?.pointee.cdataBlock?(handlerContext.pointee, text, length)
  }

  private func taken() -> [SchemaViolation] {
    guard !sink.violations.isEmpty else { return [] }
    defer { sink.violations.removeAll() }
    return sink.violations
  }
}

/// The arguments of SAX2's `startElementNs`, together.
struct StartTag {
  var localName: UnsafePointer<xmlChar>?
  var prefix: UnsafePointer<xmlChar>?
  var uri: UnsafePointer<xmlChar>?
  var namespaceCount: CInt
  var namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  var attributeCount: CInt
  var defaultedCount: CInt
  var attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

  /// Rebuilds the arguments from a node of the tree.
  static func withStartTag(of element: xmlNodePtr, _ body: (StartTag) -> Void) {
    var namespaces: [UnsafePointer<xmlChar>?] = []
    var declaration = element.pointee.nsDef
    while let current = declaration {
      namespaces += [current.pointee.prefix, current.pointee.href].map { $0.map { UnsafePointer($0) } }
      declaration = current.pointee.next
    }
    var attributes: [UnsafePointer<xmlChar>?] = []
    var values: [UnsafeMutablePointer<xmlChar>] = []
    defer { for value in values { kontor_xmlFree(value) } }
    var attribute = element.pointee.properties
    while let current = attribute {
      // The raw form: SAX2 hands ampersands over escaped.
      if let value = xmlNodeListGetRawString(element.pointee.doc, current.pointee.children, 0) ?? xmlStrdup("") {
        values.append(value)
        attributes += [
          current.pointee.name.map { UnsafePointer($0) }, current.pointee.ns?.pointee.prefix.map { UnsafePointer($0) },
          current.pointee.ns?.pointee.href.map { UnsafePointer($0) }, UnsafePointer(value),
          UnsafePointer(value + Int(xmlStrlen(value))),
        ]
      }
      attribute = current.pointee.next
    }
    let counts = (CInt(namespaces.count / 2), CInt(attributes.count / 5))
    // SAX2 leaves a prefix that no declaration binds in the name; the validator was told the rest of it.
    var localName = element.pointee.name
    if element.pointee.ns == nil, let name = localName, let colon = xmlStrchr(name, UInt8(ascii: ":")) {
      localName = colon + 1
    }
    namespaces.withUnsafeMutableBufferPointer { namespaces in
      attributes.withUnsafeMutableBufferPointer { attributes in
        body(
          StartTag(
            localName: localName, prefix: element.pointee.ns?.pointee.prefix,
            uri: element.pointee.ns?.pointee.href, namespaceCount: counts.0, namespaces: namespaces.baseAddress,
            attributeCount: counts.1, defaultedCount: 0, attributes: attributes.baseAddress))
      }
    }
  }
}
