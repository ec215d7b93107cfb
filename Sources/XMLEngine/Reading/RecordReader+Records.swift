import CLibXML2

/// Records: their own documents, and what they may cost.
extension RecordReader {
  func startRecord(
    _ parser: xmlParserCtxtPtr, _ tag: StartTag, entity: String, name: String, at place: Position
  ) {
    recordCount += 1
    let record = Record(
      entity: entity, element: name, position: recordCount, start: place, path: building.currentPath ?? "")
    if let recordsPerValidator, recordCount - building.recordsBeforeValidator > recordsPerValidator, isRestartCheap {
      restartValidator()
      // The new one sees this record too.
      building.recordsBeforeValidator -= 1
      guard isReading else { return }
    }
    building.record = record
    guard let main = building.main,
      let document = Surroundings.copy(of: main, level: building.containers.count, names: parser.pointee.dict)
    else {
      failure = XMLEngineError(.library, "there is not enough memory for a record", subject: "input")
      return
    }
    record.document = XMLDocument(owning: document.pointer)
    parser.pointee.myDoc = document.pointer
    nodePush(parser, document.parent)
    building.mode = .record(depth: building.depth)
    build(tag, parser)
    record.recordNode = parser.pointee.node
    holdRecordLimits(tag, at: place)
    let violations = validator.start(tag)
    note(violations)
    guard violations.contains(where: \.isUnexpectedElement) else { return }
    if recordCount == 1, let first = record.diagnostics.first {
      // The envelope itself is wrong: something that must precede the records is missing.
      stop = first
    }
    poison(with: violations)
  }

  /// The root is the record: it has a document of its own as any other, with nothing around it.
  func startRootRecord(
    _ parser: xmlParserCtxtPtr, _ tag: StartTag, entity: String, name: String, at place: Position
  ) {
    recordCount += 1
    let record = Record(
      entity: entity, element: name, position: recordCount, start: place, path: building.currentPath ?? "")
    building.record = record
    guard let document = Surroundings.none(names: parser.pointee.dict) else {
      failure = XMLEngineError(.library, "there is not enough memory for a record", subject: "input")
      return
    }
    let whole = XMLDocument(owning: document)
    record.document = whole
    building.whole = whole
    parser.pointee.myDoc = document
    building.mode = .record(depth: building.depth)
    build(tag, parser)
    record.recordNode = parser.pointee.node
    holdRecordLimits(tag, at: place)
  }

  /// An element that stands among records and is none of them. Where the schema does not allow it either, the validator
  /// says what would have been right.
  func startUnknownRecord(named name: String, isAllowed: Bool, among parent: LayoutNode, at place: Position) {
    recordCount += 1
    building.record = Record(
      entity: nil, element: name, position: recordCount, start: place, path: building.currentPath ?? "")
    guard isAllowed else { return }
    let names = parent.children.filter { $0.value.entity != nil }.keys.sorted()
    report(
      Diagnostic(
        .elementUnexpected, at: place, path: building.currentPath, expected: names.joined(separator: ", "),
        "\(name) stands among the records of this file, but its format names no such record, only "
          + "\(SchemaViolation.listed(names, "and")). What is to be passed over must be named under `ignore`."))
  }

  func endRecord(_ parser: xmlParserCtxtPtr) {
    // Where the root is the record, nothing is open around it.
    if !building.containers.isEmpty { nodePop(parser) }
    parser.pointee.myDoc = building.main
    building.node = parser.pointee.node
    if let record = building.record {
      // Only then: a thousand bad ones are not to cost a thousand envelopes.
      if record.isValid, let main = building.main, let document = record.document?.pointer,
        !Surroundings.addEnvelope(of: main, level: building.containers.count, to: document)
      {
        failure = XMLEngineError(.library, "there is not enough memory for a record", subject: "input")
      }
      ready.append(record)
    }
    building.record = nil
    leave()
  }

  func build(_ tag: StartTag, _ parser: xmlParserCtxtPtr) {
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

  // MARK: - Limits

  func holdRecordLimits(_ tag: StartTag, at place: Position) {
    guard let record = building.record else { return }
    record.nodes += 1 + Int(tag.attributeCount) + Int(tag.namespaceCount)
    if record.nodes > limits.elements {
      stop = tooLarge(record, expected: "\(limits.elements) elements", "\(limits.elements) elements and attributes")
    } else if place.byteOffset - record.start.byteOffset > limits.record {
      stop = tooLarge(record, expected: "\(limits.record) bytes", "\(limits.record) bytes")
    }
  }

  private func tooLarge(_ record: Record, expected: String, _ limit: String) -> Diagnostic {
    let message =
      building.containers.isEmpty
      ? "The whole file is one record, for that is what its root element \(record.element) is, and it has more than "
        + "\(limit). A record is held in memory, so there is an end to its size; let its sender write several files."
      : "This record has more than \(limit)."
    return Diagnostic(.limitRecord, at: record.start, path: record.path, expected: "at most \(expected)", message)
  }

  /// Holds the limit on what is copied for every record.
  func surround(with weight: Weight, at place: Position) {
    building.surroundings += weight
    guard building.surroundings.nodes > limits.envelopeElements || building.surroundings.bytes > limits.envelope else {
      return
    }
    stop = Diagnostic(
      .limitEnvelope, at: place, path: building.currentPath,
      expected: "at most \(limits.envelopeElements) elements and \(limits.envelope) bytes",
      "What stands around the records, the envelope and the elements that hold them, is larger than "
        + "\(limits.envelopeElements) elements and attributes, or \(limits.envelope) bytes.")
  }

  func holdNamespaceLimit(_ tag: StartTag, at place: Position) {
    let count = Int(tag.namespaceCount)
    guard count > 0 else { return }
    building.declarations.append((building.depth, count))
    building.declarationCount += count
    guard building.declarationCount > limits.namespaces else { return }
    stop = Diagnostic(
      .limitNamespaces, at: place, path: building.currentPath,
      expected: "at most \(limits.namespaces) declarations",
      "More than \(limits.namespaces) namespace declarations are in force here.")
  }
}
