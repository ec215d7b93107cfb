import CLibXML2

/// Bytes on their way from the file to the parser.
struct Feeding {
  /// The latest chunk, decoded.
  var text: [UInt8] = []
  /// Where its first byte stands.
  var start = TagScanner.Place()
  /// How much of it may be handed on.
  var accepted = 0
  /// How much of it has been.
  var fed = 0
  /// How much of it has been when another record is complete, for the records in it.
  var pauses: ArraySlice<TagScanner.Pause> = []
  /// Why the rest may not be handed on.
  var fault: TagScanner.Fault?
  var undecodable: InputDecoder.Fault?
  var isLast = false
  /// What follows has been read already.
  var isFollowed = false

  var isDone: Bool { fed == accepted }

  /// The end of the next piece.
  ///
  /// - Parameters:
  ///   - least: how long it is at least, for short ones are not worth the parser's while.
  ///   - deepest: the deepest level at which it may end.
  mutating func nextPause(least: Int, deepest: Int) -> Int {
    while let pause = pauses.popFirst() {
      if pause.offset - fed >= least, pause.level <= deepest { return min(pause.offset, accepted) }
    }
    return accepted
  }
}

extension RecordReader {
  func readChunk() throws(XMLEngineError) {
    let count = try source(chunk)
    let bytes = UnsafeRawBufferPointer(rebasing: chunk[..<count])
    feeding = Feeding()
    feeding.isLast = count == 0
    feeding.start = scanner.place
    if bytesRead == 0 {
      if count == 0 { return finish(.refused(Diagnostic(.empty, at: origin, "The file is empty."))) }
      if let kind = FileSignature.name(of: bytes) {
        return finish(.refused(Diagnostic(.notXML, at: origin, expected: "an XML file", "This is \(kind), not XML.")))
      }
    }
    bytesRead += count
    feeding.text.reserveCapacity(count + 64)
    feeding.undecodable = decoder.decode(bytes, isLast: feeding.isLast, into: &feeding.text)
    scanFeeding()
    if let first = feeding.text.first(where: { $0 > 0x20 }), !building.sawMarkup {
      building.sawMarkup = true
      if first != UInt8(ascii: "<"), first != 0 {
        return finish(
          .refused(
            Diagnostic(
              .notXML, at: origin, expected: "an XML file, which begins with <", "This is not XML: it begins with text."
            )))
      }
    }
  }

  func scanFeeding() {
    (feeding.accepted, feeding.fault) = feeding.text.withUnsafeBufferPointer { scanner.scan($0) }
    feeding.pauses =
      scanner.takePauses().map { pause in
        TagScanner.Pause(offset: pause.offset - feeding.start.utf8Offset, level: pause.level)
      }[...]
  }

  /// Hands on what was read, up to where a record ends: whoever takes it is to hold no others.
  func feed() throws(XMLEngineError) {
    guard end == nil else { return }
    if !feeding.isDone {
      let start = feeding.fed
      // The first record comes before anything behind it is read, in a short file as in a long one: what the envelope
      // says by then is what it says ahead of the records.
      // Batches begin where a record of the open container ends, not an element of its like further in.
      feeding.fed =
        recordCount == 0
        ? feeding.nextPause(least: 1, deepest: .max)
        : feeding.nextPause(least: 512, deepest: canBatch ? building.containers.count + 1 : .max)
      feeding.text.withUnsafeBytes { bytes in
        let piece = bytes[start..<feeding.fed]
        _ = xmlParseChunk(
          parser, UnsafeRawBufferPointer(rebasing: piece).bindMemory(to: CChar.self).baseAddress, CInt(piece.count), 0)
      }
      if let refusal = fatal ?? stop ?? silence { return finish(.refused(refusal)) }
    }
    if feeding.isDone, failure == nil { try finishChunk() }
  }

  private func finishChunk() throws(XMLEngineError) {
    if let fault = feeding.fault { return finish(try ending(for: fault, rest: feeding.text[feeding.accepted...])) }
    if let undecodable = feeding.undecodable {
      let place = position(of: scanner.place)
      let diagnostic = Diagnostic(undecodable.code, at: place, expected: undecodable.expected, undecodable.message)
      return finish(undecodable.isCutOff ? .cutOff(cutOff) : .refused(diagnostic))
    }
    if feeding.isFollowed { return }
    if bytesRead > limits.size {
      return finish(
        .refused(
          Diagnostic(
            .limitSize, at: position(of: scanner.place), expected: "at most \(limits.size) bytes",
            "The file is larger than \(limits.size) bytes.")))
    }
    if feeding.isLast { finishInput() }
  }

  private func finishInput() {
    if scanner.isBlank {
      return finish(.refused(Diagnostic(.empty, at: origin, "The file holds nothing but white space.")))
    }
    _ = xmlParseChunk(parser, nil, 0, 1)
    guard failure == nil else { return }
    // What libxml2 makes of half a tag says nothing about the file.
    if scanner.isUnfinished { return finish(.cutOff(cutOff)) }
    if let refusal = stop ?? fatal ?? silence { return finish(.refused(refusal)) }
    guard building.depth == 0, parser.pointee.wellFormed == 1 else { return finish(.refused(unread)) }
    finish(.complete)
  }

  private func finish(_ how: End) {
    end = how
    feeding = Feeding()
  }

  /// A parser that has fallen silent reports nothing more, neither records nor errors.
  private var silence: Diagnostic? { parser.pointee.disableSAX == 0 || failure != nil ? nil : unread }

  private var unread: Diagnostic {
    Diagnostic(
      .notWellFormed, at: parserPosition(column: nil), path: building.currentPath,
      "The parser cannot read the file any further from here on, and gives no reason.")
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
}
