import XMLEngine

/// A file of decisions, which name held records by the numbers of the ledger that it was meant for.
///
/// Another ledger, filled by other rules, numbers them otherwise.
struct DeskFile {
  private let bytes: [UInt8]

  init(_ file: OpenFile) throws(XMLEngineError) {
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    let source = file.source
    while case let count = try source(buffer), count > 0 {
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    self.bytes = bytes
  }

  /// The file with other numbers of held records, as a source for ``RecordReader``.
  func source(hold: (Int64) throws -> Int64) throws -> RecordReader.Source {
    let text = String(decoding: bytes, as: UTF8.self)
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "<HoldId>"), let end = rest[start.upperBound...].firstRange(of: "</HoldId>") {
      let number = rest[start.upperBound..<end.lowerBound]
      result += rest[..<start.upperBound]
      result += try Int64(number).map { String(try hold($0)) } ?? String(number)
      rest = rest[end.lowerBound...]
    }
    result += rest
    var left = Array(result.utf8)[...]
    return { buffer throws(XMLEngineError) in
      let count = min(left.count, buffer.count)
      buffer.copyBytes(from: left.prefix(count))
      left = left.dropFirst(count)
      return count
    }
  }
}
