/// The bytes of a record, and where they stand in the file: enough to find out where its elements begin.
struct PlaceSource {
  let batch: RecordBatch
  let extent: RecordCutter.Extent
  let start: TagScanner.Place
  let decoder: InputDecoder

  var places: [Position] {
    var scanner = TagScanner(limits: batch.frame.limits)
    scanner.resume(at: start, depth: batch.frame.level)
    batch.text.withUnsafeBufferPointer { bytes in
      _ = scanner.scan(UnsafeBufferPointer(rebasing: bytes[extent.start..<extent.end]))
    }
    return scanner.takeStartTags().map(decoder.position)
  }
}

extension InputDecoder {
  /// Where a place is in the file as it came.
  func position(of place: TagScanner.Place) -> Position {
    Position(
      line: place.line, column: place.column,
      byteOffset: byteOffset(utf8: place.utf8Offset, scalars: place.scalars, astral: place.astral))
  }
}
