/// Batches of records on their way through the workers, in the order of the file.
final class BatchQueue {
  let frame: BatchFrame
  /// ``BuildingState/changes`` when the frame was made.
  let changes: Int
  /// The path of the element around the records.
  let path: String
  /// Where the oldest batch begins, or what is not cut yet.
  var place: TagScanner.Place
  var cutter: RecordCutter
  /// The oldest first.
  var underway: [(batch: RecordBatch, outcome: Pending<ParsedBatch>)] = []
  /// Why nothing more is read.
  var tail: Tail?
  /// Records taken out of it.
  var taken = 0
  private let sizes: BatchSizes
  /// How many records make a batch: fewer where many are wrong.
  private(set) var size: Int

  /// How the reading of bytes ended.
  struct Tail {
    var undecodable: InputDecoder.Fault?
    var isLast: Bool
  }

  init(_ frame: BatchFrame, _ reader: RecordReader, at place: TagScanner.Place) {
    self.frame = frame
    changes = reader.building.changes
    path = reader.building.currentPath ?? ""
    self.place = place
    sizes = reader.batchSizes
    size = reader.batchTrials.size ?? sizes.most
    cutter = RecordCutter(limits: frame.limits, level: frame.level)
  }

  /// No text can be added that would be cut.
  var isAtEnd: Bool { tail != nil || cutter.isStuck }

  /// Hands the next batch to the workers; false where there is none yet.
  func submit(to workers: Workers) -> Bool {
    let (records, bytes) = cutter.waiting
    guard records >= size || bytes >= sizes.bytes || isAtEnd && records > 0 else { return false }
    let (text, extents) = cutter.cut(atMost: size)
    let batch = RecordBatch(frame: frame, text: text, extents: extents)
    underway.append((batch, workers.perform { BatchParser.parse(batch) }))
    return true
  }

  /// Takes the oldest batch, with what became of it.
  func takeOldest() -> ParsedBatch? {
    guard !underway.isEmpty else { return nil }
    let parsed = underway.removeFirst().outcome.take()
    size = parsed.isClean ? min(sizes.most, 2 * size) : max(sizes.least, size / 2)
    return parsed
  }

  /// All text that has not been taken, for the stream.
  func rest() -> [UInt8] {
    var text: [UInt8] = []
    for (batch, _) in underway { text += batch.text }
    return text + cutter.rest()
  }
}

/// How much makes a batch.
struct BatchSizes {
  /// Records, where all are right.
  var most = 64
  /// Records, where many are wrong.
  var least = 8
  /// Bytes, where records are long.
  var bytes = 64 << 10
  /// Less text than this is read as a stream: handing it over would cost as much.
  var worthwhile = 8 << 10
  /// So many records pay for having begun with batches.
  var fruitful = 32
  /// Records that are read as a stream at most, before batches are tried again.
  var longestPause = 4096
}

/// How batches have gone so far in a file. Where something else than a record keeps coming they cost more than they
/// save, and are tried more and more seldom.
struct BatchTrials {
  /// How many records made a batch in the end; nil where there was none yet.
  private(set) var size: Int?
  /// So many records come first.
  private(set) var next = 0
  private var pause = 0

  mutating func ended(_ queue: BatchQueue, at recordCount: Int, _ sizes: BatchSizes) {
    size = queue.size
    pause = queue.taken >= sizes.fruitful ? 0 : min(sizes.longestPause, max(sizes.fruitful, 2 * pause))
    next = recordCount + pause
  }
}
