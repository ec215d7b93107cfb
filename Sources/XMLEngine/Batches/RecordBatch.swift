import CLibXML2

/// Records that were cut out of a file together.
final class RecordBatch: Sendable {
  let frame: BatchFrame
  /// UTF-8: the records and what stands between them.
  let text: [UInt8]
  let extents: [RecordCutter.Extent]

  init(frame: BatchFrame, text: [UInt8], extents: [RecordCutter.Extent]) {
    self.frame = frame
    self.text = text
    self.extents = extents
  }
}

/// What became of a batch: the records up to the first that is not simply right. The rest is for the stream.
struct ParsedBatch: @unchecked Sendable {
  // Made by one thread and handed over to another.
  let batch: RecordBatch
  var records: [CutRecord] = []
  /// Where they begin, from the beginning of the batch on, and where the last of them ends.
  var places: [TagScanner.Place] = []
  var end = TagScanner.Place()

  var isClean: Bool { records.count == batch.extents.count }

  /// Finds out where the records stand.
  mutating func measure() {
    batch.text.withUnsafeBufferPointer { bytes in
      var place = TagScanner.Place()
      places.reserveCapacity(records.count)
      func advance(to offset: Int) {
        place.advance(over: UnsafeBufferPointer(rebasing: bytes[place.utf8Offset..<offset]))
      }
      for extent in batch.extents.prefix(records.count) {
        advance(to: extent.start)
        places.append(place)
      }
      if let last = batch.extents.prefix(records.count).last { advance(to: last.end) }
      end = place
    }
  }
}

/// A record that is well-formed and valid.
struct CutRecord {
  let kind: BatchFrame.Kind
  let document: XMLDocument
  let node: xmlNodePtr
}
