import CLibXML2

/// The parser's events: build the tree of the current record, validate, and cut records off where they end.
extension RecordReader {
  // MARK: - Start

  func startElement(_ parser: xmlParserCtxtPtr, _ tag: StartTag) {
    guard stop == nil else { return }
    let place = position(of: scanner.nextStartTag())
    building.depth += 1
    building.places.append(place)
    switch building.mode {
    case .record:
      build(tag, parser)
      holdRecordLimit(at: place)
      note(validator.start(tag))
    case .envelope:
      build(tag, parser)
      note(validator.start(tag))
    case .passing:
      note(validator.start(tag))
    case .outside:
      startOutside(parser, tag, at: place)
    }
  }

  private func startOutside(_ parser: xmlParserCtxtPtr, _ tag: StartTag, at place: Position) {
    let name = tag.localName.map { String(cString: $0) } ?? ""
    let level = building.ordinals.count - 1
    let ordinal = building.ordinals[level][name, default: 0] + 1
    building.ordinals[level][name] = ordinal
    building.open.append(BuildingState.Open(name: name, position: place, ordinal: ordinal))
    guard building.depth > 1 else { return startRoot(parser, tag, named: name, at: place) }
    let parent = building.layoutPath[building.layoutPath.count - 1]
    let child = parent.children[name]
    if let entity = child?.entity {
      startRecord(parser, tag, entity: entity, name: name, at: place)
      return
    }
    let violations = validator.start(tag)
    let isUnexpected = violations.contains(where: \.isUnexpectedElement)
    if let child, child.isEnvelope, !isUnexpected, !isKept(name) {
      build(tag, parser)
      building.mode = .envelope(depth: building.depth)
      note(violations)
    } else if let child, !child.isEnvelope, !isUnexpected {
      build(tag, parser)
      building.layoutPath.append(child)
      building.ordinals.append([:])
      note(violations)
    } else {
      building.mode = .passing(depth: building.depth)
      if isUnexpected, parent.holdsRecords {
        recordCount += 1
        building.record = Record(
          entity: nil, element: name, position: recordCount, start: place, path: building.currentPath ?? "")
      }
      if isUnexpected { building.isPoisoned = true }
      note(violations)
    }
  }

  private func startRoot(_ parser: xmlParserCtxtPtr, _ tag: StartTag, named name: String, at place: Position) {
    let namespace = tag.uri.map { String(cString: $0) } ?? ""
    build(tag, parser)
    building.main = parser.pointee.myDoc
    building.ordinals.append([:])
    if let root = layout.root, root != (namespace.isEmpty ? name : "{\(namespace)}\(name)") {
      stop = Diagnostic(
        .rootUnknown, at: place, path: "/\(name)", value: name, expected: root,
        "The root element is \(name)\(namespace.isEmpty ? " without namespace" : " in namespace \(namespace)"); "
          + "expected is \(root).")
      return
    }
    let violations = validator.start(tag)
    if let unknown = violations.first(where: { $0.code == .rootUnknown }) {
      stop = unknown.diagnostic(at: place, path: "/\(name)", value: nil, types: schema.baseTypes)
      return
    }
    note(violations)
  }

  private func startRecord(
    _ parser: xmlParserCtxtPtr, _ tag: StartTag, entity: String, name: String, at place: Position
  ) {
    recordCount += 1
    let record = Record(
      entity: entity, element: name, position: recordCount, start: place, path: building.currentPath ?? "")
    if let recordsPerValidator, recordCount - building.recordsBeforeValidator > recordsPerValidator {
      restartValidator(inside: building.depth - 1)
    }
    building.record = record
    guard let main = building.main, let document = surroundings(of: main, parser) else {
      stop = Diagnostic(.limitRecord, at: place, "There is not enough memory for this record.")
      return
    }
    record.document = XMLDocument(owning: document.pointer)
    parser.pointee.myDoc = document.pointer
    nodePush(parser, document.parent)
    building.mode = .record(depth: building.depth)
    build(tag, parser)
    record.recordNode = parser.pointee.node
    let violations = validator.start(tag)
    note(violations)
    guard violations.contains(where: \.isUnexpectedElement) else { return }
    building.isPoisoned = true
    if recordCount == 1, let first = record.diagnostics.first {
      // The envelope itself is wrong: something that must precede the records is missing.
      stop = first
    }
  }

  /// A document of the containers and the envelope as they stand, and the element in it that the record belongs into.
  private func surroundings(
    of main: xmlDocPtr, _ parser: xmlParserCtxtPtr
  ) -> (pointer: xmlDocPtr, parent: xmlNodePtr)? {
    guard let root = xmlDocGetRootElement(main), let document = xmlNewDoc("1.0") else { return nil }
    // Names are interned in the parser's dictionary; a tree may share it as long as it counts as a reader.
    document.pointee.dict = parser.pointee.dict
    xmlDictReference(parser.pointee.dict)
    guard let copy = xmlDocCopyNode(root, document, 1) else {
      xmlFreeDoc(document)
      return nil
    }
    xmlDocSetRootElement(document, copy)
    var parent = copy
    // Containers that ended are gone, so the open ones are the last children.
    for _ in 2..<max(2, building.depth) {
      guard let last = xmlLastElementChild(parent) else { break }
      parent = last
    }
    return (document, parent)
  }

  private func isKept(_ name: String) -> Bool {
    guard let main = building.main, let root = xmlDocGetRootElement(main) else { return false }
    var child = xmlFirstElementChild(root)
    while let current = child {
      if xmlStrEqual(current.pointee.name, name) == 1 { return true }
      child = xmlNextElementSibling(current)
    }
    return false
  }

  private func build(_ tag: StartTag, _ parser: xmlParserCtxtPtr) {
    xmlSAX2StartElementNs(
      parser, tag.localName, tag.prefix, tag.uri, tag.namespaceCount, tag.namespaces, tag.attributeCount,
      tag.defaultedCount, tag.attributes)
    building.node = parser.pointee.node
    guard let record = building.record, case .record = building.mode, let node = parser.pointee.node,
      let place = building.places.last
    else { return }
    record.places.append(place)
    node.pointee._private = UnsafeMutableRawPointer(bitPattern: record.places.count)
  }

  private func holdRecordLimit(at place: Position) {
    guard let record = building.record, place.byteOffset - record.start.byteOffset > limits.record else { return }
    stop = Diagnostic(
      .limitRecord, at: record.start, path: building.currentPath, expected: "at most \(limits.record) bytes",
      "This record is larger than \(limits.record) bytes.")
  }

  // MARK: - Text

  func characters(_ parser: xmlParserCtxtPtr, _ text: UnsafePointer<xmlChar>?, _ length: CInt, isCharacterData: Bool) {
    guard stop == nil else { return }
    switch building.mode {
    case .record, .envelope: xmlSAX2Characters(parser, text, length)
    case .outside, .passing: break
    }
    note(isCharacterData ? validator.characterData(text, length) : validator.text(text, length))
  }

  // MARK: - End

  func endElement(
    _ parser: xmlParserCtxtPtr, _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _ uri: UnsafePointer<xmlChar>?
  ) {
    guard stop == nil else { return }
    note(validator.end(name, prefix, uri), atEnd: true)
    switch building.mode {
    case .record(let depth):
      closeNode(parser, name, prefix, uri)
      if depth == building.depth { endRecord(parser) }
    case .envelope(let depth):
      closeNode(parser, name, prefix, uri)
      if depth == building.depth { leave() }
    case .passing(let depth):
      if depth == building.depth {
        if let record = building.record { ready.append(record) }
        building.record = nil
        leave()
      }
    case .outside:
      closeContainer(parser, name, prefix, uri)
    }
    building.depth -= 1
    building.places.removeLast()
    guard case .outside = building.mode else { return }
    if building.isPoisoned {
      building.wasPoisoned = true
      restartValidator(inside: building.depth)
    }
  }

  private func endRecord(_ parser: xmlParserCtxtPtr) {
    nodePop(parser)
    parser.pointee.myDoc = building.main
    building.node = parser.pointee.node
    if let record = building.record { ready.append(record) }
    building.record = nil
    leave()
  }

  private func leave() {
    building.mode = .outside
    building.open.removeLast()
  }

  private func closeNode(
    _ parser: xmlParserCtxtPtr, _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _ uri: UnsafePointer<xmlChar>?
  ) {
    xmlSAX2EndElementNs(parser, name, prefix, uri)
    building.node = parser.pointee.node
  }

  /// A container that ended is dropped, so that a file of many containers takes no more memory than one of few.
  private func closeContainer(
    _ parser: xmlParserCtxtPtr, _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _ uri: UnsafePointer<xmlChar>?
  ) {
    let ended = parser.pointee.node
    closeNode(parser, name, prefix, uri)
    building.open.removeLast()
    building.ordinals.removeLast()
    guard building.depth > 1 else { return }
    building.layoutPath.removeLast()
    if let ended {
      xmlUnlinkNode(ended)
      xmlFreeNode(ended)
    }
  }

  // MARK: - Violations

  /// Attaches what the validator said to the record or to the file.
  private func note(_ violations: [SchemaViolation], atEnd: Bool = false) {
    for violation in violations {
      if violation.isInternal {
        stop = Diagnostic(.schemaRule, at: building.places.last, "The validator gave up: \(violation.text)")
        return
      }
      if case .outside = building.mode, building.wasPoisoned, atEnd { continue }
      if let last = building.lastViolation, last.place == building.places.last, violation.repeats(last.violation) {
        continue
      }
      building.lastViolation = (violation, building.places.last)
      report(
        violation.diagnostic(
          at: building.places.last, path: building.currentPath, value: currentText, types: schema.baseTypes))
    }
  }

  func report(_ diagnostic: Diagnostic) {
    guard let record = building.record else {
      if diagnostics.count < limits.errorsPerRecord { diagnostics.append(diagnostic) }
      return
    }
    switch record.diagnostics.count {
    case ..<limits.errorsPerRecord: record.diagnostics.append(diagnostic)
    case limits.errorsPerRecord:
      record.diagnostics.append(
        Diagnostic(
          .moreErrors, at: diagnostic.position,
          "There are more errors in this record; only the first \(limits.errorsPerRecord) are listed."))
    default: break
    }
  }

  /// The text of the open element, where it holds nothing else.
  private var currentText: String? {
    guard let node = building.node, building.mode.buildsTree, node.pointee.type == XML_ELEMENT_NODE,
      xmlFirstElementChild(node) == nil
    else { return nil }
    guard let content = xmlNodeGetContent(node) else { return "" }
    defer { kontor_xmlFree(content) }
    return String(cString: content)
  }

  /// Leads a new validator to the same place, inside the open container at `depth`.
  ///
  /// Where a container had an unexpected child, libxml2 looks at nothing more inside it; so the next record is judged
  /// like the first again. And where records are independent, what the old one kept of them is freed.
  private func restartValidator(inside depth: Int) {
    building.isPoisoned = false
    building.recordsBeforeValidator = recordCount - 1
    guard let main = building.main, let root = xmlDocGetRootElement(main) else { return }
    do {
      validator = try StreamValidator(schema: schema)
    } catch {
      stop = Diagnostic(.schemaRule, at: building.places.last, "The validator cannot go on: \(error.message)")
      return
    }
    var container: xmlNodePtr? = root
    var level = 1
    while let current = container {
      validator.replayStart(of: current)
      let openChild = level < depth ? xmlLastElementChild(current) : nil
      var child = xmlFirstElementChild(current)
      while let sibling = child, sibling != openChild {
        validator.replay(sibling)
        child = xmlNextElementSibling(sibling)
      }
      container = openChild
      level += 1
    }
  }
}

extension BuildingState.Mode {
  var buildsTree: Bool {
    switch self {
    case .record, .envelope: true
    case .outside, .passing: false
    }
  }
}
