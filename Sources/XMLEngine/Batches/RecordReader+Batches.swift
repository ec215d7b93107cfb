import CLibXML2

/// The fast way through a file: records are cut out of its bytes in batches, which workers parse and validate.
///
/// The stream stays what decides. A batch counts only as far as it is well-formed and valid to the last character;
/// from the first record on that is not simply right, and for everything that is no record, the reader goes on as if
/// there were no batches. Where the schema ties records to each other there are none.
extension RecordReader {
  /// Begins between two records, where much more text has come already.
  func beginBatches() throws(XMLEngineError) {
    guard batches == nil, end == nil, observer == nil, recordCount > 0, recordCount >= batchTrials.next,
      isBetweenRecords, feeding.accepted - feeding.fed >= batchSizes.worthwhile, !feeding.isLast, feeding.fault == nil,
      feeding.undecodable == nil, bytesRead <= limits.size, building.containers.last?.layout.holdsRecords == true
    else { return }
    guard isRestartCheap, let frame = BatchFrame(self) else {
      canBatch = false
      return
    }
    var place = feeding.start
    feeding.text.withUnsafeBufferPointer { place.advance(over: UnsafeBufferPointer(rebasing: $0[..<feeding.fed])) }
    scanner.resume(at: place, depth: building.depth)
    let queue = BatchQueue(frame, self, at: place)
    queue.cutter.take { $0 += feeding.text[feeding.fed..<feeding.accepted] }
    batches = queue
    feeding = Feeding()
  }

  /// Whether the next byte can only be of what stands between two records, or begin one.
  private var isBetweenRecords: Bool {
    guard case .outside = building.mode, isReading, failure == nil, !building.isPoisoned, collected.isEmpty,
      parser.pointee.disableSAX == 0, let input = parser.pointee.input
    else { return false }
    return input.pointee.cur == input.pointee.end
  }

  /// Takes the records of the next batch; where there is none, the stream goes on.
  func advanceBatches() throws(XMLEngineError) {
    guard let workers, let queue = batches else { return }
    if !isValidatorBehind {
      // The stream had its turn.
      guard isBetweenRecords, queue.changes == building.changes, building.depth == queue.frame.level else {
        return try end(queue)
      }
      queue.place = scanner.place
    }
    while queue.underway.count <= workers.count {
      if queue.submit(to: workers) { continue }
      if queue.isAtEnd { break }
      try readAhead(queue)
    }
    guard let parsed = queue.takeOldest() else { return try end(queue) }
    try accept(parsed, of: queue)
  }

  private func readAhead(_ queue: BatchQueue) throws(XMLEngineError) {
    let count = try source(chunk)
    bytesRead += count
    let bytes = UnsafeRawBufferPointer(rebasing: chunk[..<count])
    var undecodable: InputDecoder.Fault?
    queue.cutter.take { undecodable = decoder.decode(bytes, isLast: count == 0, into: &$0) }
    if count == 0 || undecodable != nil || bytesRead > limits.size {
      queue.tail = BatchQueue.Tail(undecodable: undecodable, isLast: count == 0)
    }
  }

  private func accept(_ parsed: ParsedBatch, of queue: BatchQueue) throws(XMLEngineError) {
    let level = building.containers.count - 1
    for (index, cut) in parsed.records.enumerated() {
      recordCount += 1
      let start = queue.place.advanced(by: parsed.places[index])
      let record = Record(
        cut, position: recordCount, start: position(of: start), parent: queue.path,
        ordinal: building.containers[level].countOccurrence(of: cut.kind.name),
        source: PlaceSource(batch: parsed.batch, extent: parsed.batch.extents[index], start: start, decoder: decoder))
      ready.append(record)
      isValidatorBehind = true
    }
    rememberKinds(of: parsed.records, at: level)
    queue.taken += parsed.records.count
    queue.place = queue.place.advanced(by: parsed.end)
    guard !parsed.isClean else { return }
    try stream(Array(parsed.batch.text[parsed.end.utf8Offset...]), from: queue.place, tail: nil, isFollowed: true)
  }

  /// What the container's content model has seen; of neighbours that may stand for each other one is enough.
  private func rememberKinds(of records: [CutRecord], at level: Int) {
    guard let cut = records.last else { return }
    let name = cut.kind.name
    let names = parser.pointee.dict
    let uri = cut.node.pointee.ns?.pointee.href.flatMap { xmlDictLookup(names, $0, -1) }
    building.containers[level].passed.append(
      .init(local: xmlDictLookup(names, name, -1), uri: uri),
      kind: building.containers[level].layout.interchangeable[name])
  }

  /// The rest is read as a stream.
  private func end(_ queue: BatchQueue) throws(XMLEngineError) {
    batches = nil
    batchTrials.ended(queue, at: recordCount, batchSizes)
    try stream(queue.rest(), from: queue.place, tail: queue.tail, isFollowed: false)
  }

  private func stream(
    _ text: [UInt8], from place: TagScanner.Place, tail: BatchQueue.Tail?, isFollowed: Bool
  ) throws(XMLEngineError) {
    if isValidatorBehind { catchUp(to: place) }
    feeding = Feeding()
    feeding.start = scanner.place
    feeding.text = text
    feeding.undecodable = tail?.undecodable
    feeding.isLast = tail?.isLast ?? false
    feeding.isFollowed = isFollowed
    scanFeeding()
    try feed()
  }

  /// Brings scanner, parser and validator to the place up to which records were taken without them.
  private func catchUp(to place: TagScanner.Place) {
    scanner.resume(at: place, depth: building.depth)
    restartValidator()
    guard let input = parser.pointee.input else { return }
    input.pointee.line = CInt(clamping: place.line)
    input.pointee.col = CInt(clamping: place.column)
  }
}
