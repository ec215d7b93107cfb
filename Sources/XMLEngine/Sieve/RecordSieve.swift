/// Copies a file without some of its records, so that the rest is a file of the same kind.
///
/// What stays, stays byte by byte, in the encoding of the file. Each record that stays gets a remark ahead of it, a
/// marker goes ahead of the root element, and the count of the envelope becomes that of the records that stay. White space
/// in front of a record goes with it, and so does the element around records of which none stays, unless it may stand
/// empty and is the first of its name in its place. What a ``RecordReader`` takes for a record is one, for it does the
/// reading.
///
/// Constant memory, linear time; a record is decided when its start tag has been read. For one use by one thread.
package final class RecordSieve {
  /// A record whose start tag has been read.
  package struct Candidate {
    /// As ``Record`` says.
    package let entity: String?
    package let element: String
    package let position: Int
    /// Where it begins in the file as it came.
    package let start: Position
    /// Where its remark would begin in the file that is written. The record follows in the line after its last one.
    package let remarkLine: Int
    /// Where the record itself would begin in its line.
    package let column: Int
  }

  /// The lines of the remark on a record that stays, at least one; nil for one that is left out.
  package typealias Choice = (Candidate) throws -> [String]?

  /// Where the envelope says how many records there are, as in ``RecordReader/envelopeValue(at:)``.
  package struct CountPlace {
    let steps: [String]
    let attribute: String?

    package init(steps: [String], attribute: String?) {
      self.steps = steps
      self.attribute = attribute
    }
  }

  let reader: RecordReader
  let marker: String
  private let counts: [CountPlace?]
  let number: Int
  let choose: Choice

  var output = SieveOutput()
  var place = SievePlace()
  var kept = 0
  /// Why it cannot go on, found between two steps of the parser.
  var trouble: (any Error)?
  private var encoder: TextEncoder?

  /// What has been read and neither copied nor left out.
  private var text: [UInt8] = []
  private var head = 0
  /// The offset of the first byte of `text`.
  private var base = 0

  /// - Parameters:
  ///   - reader: a new one, which has read nothing.
  ///   - marker: what the processing instruction says that names the file, as in ``RecordReader/marker``.
  ///   - counts: for each kind of file that the reader reads; nil where its envelope names no count.
  ///   - number: how many records will stay.
  package init(
    _ reader: RecordReader, marker: String, counts: [CountPlace?], number: Int, choose: @escaping Choice
  ) {
    self.reader = reader
    self.marker = marker
    self.counts = counts
    self.number = number
    self.choose = choose
  }

  /// Where the count is, once it is known what kind of file this is.
  var count: CountPlace? { reader.kind.flatMap { counts[$0] } }

  /// Copies the file.
  ///
  /// - Throws: what `choose` and `sink` throw; ``XMLEngineError`` with code `input` where the file cannot be read to its
  ///   end, or where another number of records stays than was said.
  package func run(to sink: ([UInt8]) throws -> Void) throws {
    reader.observer = self
    defer { reader.observer = nil }
    while reader.end == nil {
      if reader.feeding.isDone {
        try reader.readChunk()
        take(reader.feeding.text)
      }
      try reader.feed()
      reader.ready.removeAll(keepingCapacity: true)
      if let failure = reader.failure ?? trouble { throw failure }
      try flush(to: sink)
    }
    switch reader.end {
    case .complete: break
    case .refused(let reason), .cutOff(let reason):
      throw XMLEngineError(.input, "The file cannot be read to its end. \(reason.message)", subject: "input")
    case nil: break
    }
    guard kept == number else {
      throw XMLEngineError(.input, "Of \(number) records only \(kept) are in the file.", subject: "input")
    }
    output.append(text[head...])
    head = text.count
    try flush(to: sink)
  }

  private func take(_ more: [UInt8]) {
    text.removeFirst(head)
    base += head
    head = 0
    text += more
  }

  private func flush(to sink: ([UInt8]) throws -> Void) throws {
    let bytes = output.take()
    guard !bytes.isEmpty else { return }
    if encoder == nil, !reader.decoder.byteOrderMark.isEmpty { try sink(reader.decoder.byteOrderMark) }
    try sink(currentEncoder.encoded(bytes))
  }

  /// In the file's encoding, which is known as soon as there is text.
  var currentEncoder: TextEncoder {
    if let encoder { return encoder }
    let made = TextEncoder(reader.encoding ?? .utf8)
    encoder = made
    return made
  }

  // MARK: - Text that waits

  /// What waits in front of an offset.
  func waiting(upTo offset: Int) -> ArraySlice<UInt8> { text[head..<offset - base] }

  /// The start tag that begins at an offset.
  func tag(at offset: Int) -> [UInt8] { Array(text[offset - base..<TagText.end(of: offset - base, in: text[...])]) }

  /// Leaves out what waits in front of an offset.
  func skip(to offset: Int) { head = offset - base }

  /// Copies what waits in front of an offset.
  func copy(upTo offset: Int) {
    output.append(waiting(upTo: offset))
    skip(to: offset)
  }
}

/// Where a ``RecordSieve`` stands in the document.
struct SievePlace {
  /// An open container.
  struct Level {
    let name: String
    /// Where it begins in what is held back; nil where it stays.
    var mark: Int?
    /// Something that stood in it was left out.
    var hasLost = false
    /// Elements that stay in it, as long as it is held back.
    var children: [PassedChildren.Name] = []
    /// Names of the containers in it that stay.
    var containers: Set<String> = []
  }

  var levels: [Level] = []
  var depth = 0
  /// That of the record that is being read, and whether it stays.
  var record: (depth: Int, stays: Bool)?
  /// That of the element that is no container and no record.
  var other: Int?
  /// That of the element whose text is the count.
  var count: Int?
  /// How many elements on the way to the count are open, and how many have been, the root included.
  var way = (open: 0, met: 0)
  /// What the schema said of containers without the records that they had.
  var verdicts: [[String]: Bool] = [:]
}
