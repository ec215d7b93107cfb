import XMLEngine

/// A pass over the characters of a file, however broken it is, in which whole lines may be skipped.
protocol LineReading {
  var decoder: LenientDecoder { get set }
  /// Nothing further is wanted.
  var isDone: Bool { get }
  /// Nothing is wanted of what is left of this line, and nothing depends on it. Asked only where lines can be told apart by
  /// their bytes.
  var canSkip: Bool { get }

  mutating func step(_ scalar: Unicode.Scalar)
  mutating func breakLine()
}

/// How far a pass came.
enum LineReadingEnd {
  /// It has all that was wanted.
  case wanted
  case file
  /// So many bytes are enough.
  case limit
}

extension LineReading {
  /// Reads until nothing further is wanted, but not much more than `limit` bytes.
  mutating func read(
    from source: RecordReader.Source, encoding override: TextEncoding?, limit: Int = .max
  ) throws(XMLEngineError) -> LineReadingEnd {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { buffer.deallocate() }
    var head: [UInt8] = []
    var isAtEnd = false
    while head.count < LenientDecoder.head, !isAtEnd {
      let count = try source(buffer)
      isAtEnd = count == 0
      head += buffer[..<count]
    }
    decoder = LenientDecoder(head: Array(head.prefix(LenientDecoder.head)), override: override)
    read(Array(head.dropFirst(decoder.markLength)), isLast: isAtEnd)
    var read = head.count
    while !isAtEnd, !isDone, read < limit {
      let count = try source(buffer)
      isAtEnd = count == 0
      read += count
      self.read(Array(buffer[..<count]), isLast: isAtEnd)
    }
    if isDone { return .wanted }
    for scalar in decoder.decode([], isLast: true) { step(scalar) }
    return isAtEnd ? .file : .limit
  }

  private mutating func read(_ bytes: [UInt8], isLast: Bool) {
    var rest = bytes[...]
    while !isDone, !rest.isEmpty {
      // Line by line, so that skipping can begin behind each.
      let end = decoder.breaksLinesByByte ? rest.firstIndex(of: UInt8(ascii: "\n")) : nil
      if decoder.breaksLinesByByte, canSkip {
        decoder.forget()
        guard let end else { return }
        rest = rest[(end + 1)...]
        breakLine()
      } else {
        let piece = end.map { rest[...$0] } ?? rest
        rest = rest[piece.endIndex...]
        for scalar in decoder.decode(piece, isLast: isLast && rest.isEmpty) { step(scalar) }
      }
    }
  }
}
