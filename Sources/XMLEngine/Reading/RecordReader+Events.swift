import CLibXML2

/// The parser's events: build the tree of the current record, validate, and cut records off where they end.
extension RecordReader {
  // MARK: - Start

  func startElement(_ parser: xmlParserCtxtPtr, _ tag: StartTag) {
    guard isReading else { return }
    flushText(parser)
    guard isReading else { return }
    let tagPlace = scanner.nextStartTag()
    let place = position(of: tagPlace)
    building.depth += 1
    building.places.append(place)
    holdNamespaceLimit(tag, at: place)
    switch building.mode {
    case .record:
      build(tag, parser)
      holdRecordLimits(tag, at: place)
      note(validator.start(tag))
    case .envelope:
      build(tag, parser)
      surround(with: tag.weight, at: place)
      note(validator.start(tag))
    case .passing:
      note(validator.start(tag))
    case .outside:
      startOutside(parser, tag, at: place)
    }
    observer?.started(.init(local: tag.localName, uri: tag.uri), at: tagPlace.utf8Offset, in: self)
  }

  private func startOutside(_ parser: xmlParserCtxtPtr, _ tag: StartTag, at place: Position) {
    let name = tag.localName.map { String(cString: $0) } ?? ""
    let level = building.containers.count - 1
    let ordinal = level < 0 ? 1 : building.containers[level].countOccurrence(of: name)
    building.open.append(BuildingState.Open(name: name, position: place, ordinal: ordinal))
    guard level >= 0 else { return startRoot(parser, tag, named: name, at: place) }
    let parent = building.containers[level].layout
    let child = parent.children[name]
    if let entity = child?.entity {
      startRecord(parser, tag, entity: entity, name: name, at: place)
      return
    }
    building.changes += 1
    let violations = validator.start(tag)
    let isUnexpected = violations.contains(where: \.isUnexpectedElement)
    if let child, child.leadsToRecords, !isUnexpected {
      build(tag, parser)
      openContainer(child, building.containers[level].path + [name], tag, at: place)
      note(violations)
    } else if let child, child.isEnvelope, !isUnexpected, !isKept(name) {
      build(tag, parser)
      building.mode = .envelope(depth: building.depth)
      surround(with: tag.weight, at: place)
      note(violations)
    } else {
      building.mode = .passing(depth: building.depth)
      if parent.holdsRecords, isUnexpected || child == nil {
        startUnknownRecord(named: name, isAllowed: !isUnexpected, among: parent, at: place)
      }
      note(violations)
      if isUnexpected { poison(with: violations) }
    }
  }

  private func startRoot(_ parser: xmlParserCtxtPtr, _ tag: StartTag, named name: String, at place: Position) {
    let namespace = tag.uri.map { String(cString: $0) } ?? ""
    building.main = parser.pointee.myDoc
    // What a single kind says of its roots, its schema says better.
    let isOnly = kinds.count == 1
    kind =
      isOnly
      ? (layout.takes(root: name, in: namespace) ? 0 : nil)
      : kinds.firstIndex { $0.has(root: name, in: namespace) }
    guard let kind else {
      build(tag, parser)
      let expected = isOnly ? layout.roots : Self.roots(of: kinds)
      stop = .rootUnknown(name, in: namespace, expected: expected, at: place)
      return
    }
    settle(kinds[kind], root: name, isFirst: kind == 0)
    guard isReading else { return }
    let violations = validator.start(tag)
    let unknown = violations.first { $0.code == .rootUnknown }
    if let entity = root.entity, unknown == nil {
      startRootRecord(parser, tag, entity: entity, name: name, at: place)
    } else {
      build(tag, parser)
      openContainer(root, [], tag, at: place)
    }
    if let unknown {
      stop = unknown.diagnostic(at: place, path: "/\(name)", value: nil, types: schema.baseTypes)
      return
    }
    note(violations)
  }

  /// More of them nobody reads in a sentence.
  private static let mostRoots = 12

  private static func roots(of kinds: [FileKind]) -> [String] {
    var roots: [String] = []
    for root in kinds.flatMap(\.roots) where !roots.contains(root) { roots.append(root) }
    return Array(roots.prefix(mostRoots))
  }

  /// Takes what is true of files of this kind with this root.
  ///
  /// - Parameter isFirst: it is the one that was assumed.
  private func settle(_ kind: FileKind, root name: String, isFirst: Bool) {
    if isFirst, layout.byRoot.isEmpty { return }
    if !isFirst {
      (schema, layout) = (kind.schema, kind.layout)
      do throws(XMLEngineError) {
        let other = try StreamValidator(schema: schema)
        // It has seen nothing yet.
        validator = other
      } catch {
        failure = error
        return
      }
    }
    let (tree, areIndependent) = schema.repetition(in: layout, root: layout.byRoot.isEmpty ? nil : name)
    root = tree
    recordsPerValidator = areIndependent ? Self.recordsOfAValidator : nil
    canBatch = workers != nil && areIndependent
  }

  private func openContainer(_ layout: LayoutNode, _ path: [String], _ tag: StartTag, at place: Position) {
    let weight = tag.weight
    var layout = layout
    // What repeats was found in the declaration, and another type may say something else.
    if tag.namesType { layout.interchangeable = [:] }
    building.containers.append(Container(layout: layout, path: path, weight: weight))
    surround(with: weight, at: place)
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

  // MARK: - Text

  /// Only what stands ahead of the root element can be said of the file as a whole.
  func processingInstruction(_ target: UnsafePointer<xmlChar>?, _ content: UnsafePointer<xmlChar>?) {
    guard isReading, building.main == nil, marker == nil, xmlStrEqual(target, Self.markerTarget) == 1, let content,
      xmlStrlen(content) <= Self.longestMarker + 16
    else { return }
    let word = String(cString: content).trimmingCharacters(where: \.isWhitespace)
    guard (1...Self.longestMarker).contains(word.utf8.count), word.utf8.allSatisfy(Self.isLetterOrDigit) else { return }
    marker = word
  }

  private static let longestMarker = 64

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }

  /// Collects text: libxml2 delivers it in pieces as it pleases, and its validator takes quadratic time in their number.
  func characters(_ text: UnsafePointer<xmlChar>?, _ length: CInt, isCharacterData: Bool) {
    guard isReading, let text else { return }
    collected.append(text, Int(length), isCharacterData: isCharacterData)
  }

  /// Passes on the text before a tag, in one piece.
  private func flushText(_ parser: xmlParserCtxtPtr) {
    guard !collected.isEmpty else { return }
    let (text, count) = (collected.start, CInt(collected.count))
    switch building.mode {
    case .record: xmlSAX2Characters(parser, text, count)
    case .envelope:
      xmlSAX2Characters(parser, text, count)
      if let place = building.places.last { surround(with: Weight(bytes: Int(count)), at: place) }
    case .outside, .passing: break
    }
    note(collected.isCharacterData ? validator.characterData(text, count) : validator.text(text, count))
    collected.clear()
  }

  // MARK: - End

  func endElement(
    _ parser: xmlParserCtxtPtr, _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _ uri: UnsafePointer<xmlChar>?
  ) {
    guard isReading else { return }
    flushText(parser)
    guard isReading else { return }
    note(validator.end(name, prefix, uri))
    observer?.ended(at: scanner.nextEndOfElement(), in: self)
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
    if let latest = building.declarations.last, latest.depth == building.depth {
      building.declarations.removeLast()
      building.declarationCount -= latest.count
    }
    building.depth -= 1
    building.places.removeLast()
    guard case .outside = building.mode, isReading else { return }
    if building.isPoisoned { restartValidator() } else { remember(.init(local: name, uri: uri)) }
  }

  /// What ended in a container has changed what the schema expects next in it.
  private func remember(_ name: PassedChildren.Name) {
    let level = building.containers.count - 1
    guard level >= 0 else { return }
    let kinds = building.containers[level].layout.interchangeable
    let kind = kinds.isEmpty ? nil : name.local.flatMap { kinds[String(cString: $0)] }
    building.containers[level].passed.append(name, kind: kind)
  }

  func leave() {
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
    building.changes += 1
    let ended = parser.pointee.node
    closeNode(parser, name, prefix, uri)
    building.open.removeLast()
    guard let container = building.containers.popLast(), building.depth > 1 else { return }
    building.surroundings -= container.weight
    guard let ended else { return }
    keepAttributes(of: ended, at: container.path)
    xmlUnlinkNode(ended)
    xmlFreeNode(ended)
  }

  /// The envelope may tell something in the tag of a container: `Kunden/@anzahl`.
  private func keepAttributes(of container: xmlNodePtr, at path: [String]) {
    guard let first = path.first, root.children[first]?.isEnvelope == true else { return }
    let prefix = path.joined(separator: "/") + "/@"
    var attribute = container.pointee.properties
    while let current = attribute {
      let name = String(cString: current.pointee.name)
      if building.endedAttributes[prefix + name] == nil, let value = xmlGetNoNsProp(container, name) {
        building.endedAttributes[prefix + name] = String(cString: value)
        kontor_xmlFree(value)
      }
      attribute = current.pointee.next
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
