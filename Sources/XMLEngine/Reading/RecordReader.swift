import CLibXML2

/// Reads a file of any size record by record, validating against its schema on the way.
///
/// Bytes are decoded, scanned for limits, parsed by libxml2 and validated in one pass; memory holds one chunk and the
/// records found in it. The order of the file is kept. An invalid record does not end the reading of the next one, not
/// even where libxml2's validator would stop looking: see ``StreamValidator/replay(_:)``.
///
/// Not thread-safe. Time is linear in the bytes read.
package final class RecordReader {
  /// How the file ended.
  package enum End {
    /// Parsed to its end.
    case complete
    /// It ends too early: perhaps it has not arrived whole.
    case cutOff(Diagnostic)
    /// It cannot be read any further.
    case refused(Diagnostic)
  }

  /// Where the bytes come from: fills the buffer and returns how many bytes it wrote, 0 at the end.
  package typealias Source = (UnsafeMutableRawBufferPointer) throws(XMLEngineError) -> Int

  // MARK: Outcome

  /// Nil until the file has ended.
  package internal(set) var end: End?

  /// What is wrong outside of records: in the envelope, or with elements around the records.
  package internal(set) var diagnostics: [Diagnostic] = [] {
    didSet { if oldValue.isEmpty { recordsBeforeDiagnostics = recordCount } }
  }

  /// How many records had been found when the first of ``diagnostics`` was: those come first in the order of the file.
  package private(set) var recordsBeforeDiagnostics = 0

  /// Records found so far.
  package internal(set) var recordCount = 0

  /// What the processing instruction `<?kontor-reject …?>` ahead of the root element says, of several the first: the
  /// file was made from one that was rejected, and this names it. Nil where there is none, or where it is no plain word
  /// of letters and digits. Known before the first record is.
  package internal(set) var marker: String?

  /// The target of that processing instruction.
  package static let markerTarget = "kontor-reject"

  /// The encoding the file is in, once known.
  package var encoding: TextEncoding? { decoder.encoding }

  // MARK: Parts

  /// What the file may be; its root element says which of them it is.
  let kinds: [FileKind]
  /// Which of them it is, by its place; nil until the root element has begun, and where that is the root of none.
  package internal(set) var kind: Int?
  /// Of the kind that it is; of the first one until that is known.
  var schema: Schema
  var layout: RecordLayout
  /// What the root is. Where the layout says it root by root, known when the root element has begun.
  var root: LayoutNode
  let limits: XMLLimits
  var decoder: InputDecoder
  var scanner: TagScanner
  var validator: StreamValidator
  var building = BuildingState()
  let collected = CollectedText()
  /// Who is told where elements begin and end.
  var observer: (any ElementObserver)? { didSet { scanner.notesEnds = observer != nil } }
  /// Who parses records in batches; nil where the file is read as one stream.
  let workers: Workers?
  /// What is being read in batches.
  var batches: BatchQueue?
  /// Whether it is worth trying.
  var canBatch: Bool
  var batchSizes = BatchSizes()
  var batchTrials = BatchTrials()
  /// Records were judged without ``validator``.
  var isValidatorBehind = false
  /// After how many records a fresh validator takes over; nil where the schema ties records to each other.
  var recordsPerValidator: Int?
  let parser: xmlParserCtxtPtr
  let source: Source
  let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
  var bytesRead = 0
  /// What is on its way to the parser.
  var feeding = Feeding()
  /// Why the parser cannot go on.
  var fatal: Diagnostic? { didSet { isReading = false } }
  /// Why this reader does not go on.
  var stop: Diagnostic? { didSet { isReading = false } }
  /// Why the file cannot be judged, through no fault of its own.
  var failure: XMLEngineError? { didSet { isReading = false } }
  /// Nothing has been found that ends the reading.
  private(set) var isReading = true

  /// Records that are complete and have not been taken yet.
  var ready: [Record] = []
  private var taken = 0

  /// A reader for files of one kind.
  package convenience init(
    schema: Schema, layout: RecordLayout, limits: XMLLimits = XMLLimits(), encoding: TextEncoding? = nil,
    workers: Workers? = nil, source: @escaping Source
  ) throws(XMLEngineError) {
    try self.init(
      FileKind(schema: schema, layout: layout), limits: limits, encoding: encoding, workers: workers, source: source)
  }

  /// - Parameters:
  ///   - first: what the file is, unless it begins with the root element of another kind.
  ///   - others: what else it may be. Of several that have its root element, the first one counts.
  package init(
    _ first: FileKind, or others: [FileKind] = [], limits: XMLLimits = XMLLimits(), encoding: TextEncoding? = nil,
    workers: Workers? = nil, source: @escaping Source
  ) throws(XMLEngineError) {
    _ = Library.prepared
    kinds = [first] + others
    schema = first.schema
    layout = first.layout
    self.limits = limits
    self.source = source
    self.workers = workers
    decoder = InputDecoder(override: encoding)
    scanner = TagScanner(limits: limits, pausingAfter: kinds.reduce(into: []) { $0.formUnion($1.layout.levels) })
    validator = try StreamValidator(schema: first.schema)
    let (tree, areIndependent) = first.schema.repetition(in: first.layout)
    root = tree
    recordsPerValidator = areIndependent ? Self.recordsOfAValidator : nil
    canBatch = workers != nil && areIndependent
    var handler = xmlSAXHandler()
    prepareSAXHandler(&handler)
    guard let parser = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else {
      throw XMLEngineError(.library, "no parser context", subject: first.schema.path)
    }
    self.parser = parser
    // The bytes arrive as UTF-8 whatever the declaration says: it is true of the file, not of what libxml2 sees.
    xmlCtxtUseOptions(parser, CInt(XML_PARSE_NONET.rawValue) | CInt(XML_PARSE_IGNORE_ENC.rawValue))
    parser.pointee._private = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    validator.abandon()
    // In the middle of a record the parser builds in a document that the record owns.
    if let document = building.main ?? parser.pointee.myDoc { xmlFreeDoc(document) }
    parser.pointee.myDoc = nil
    xmlFreeParserCtxt(parser)
    chunk.deallocate()
  }

  /// The next record, or nil at the end of the file; then ``end`` says how it ended.
  package func next() throws(XMLEngineError) -> Record? {
    while taken == ready.count {
      letGo()
      if end != nil { return nil }
      try advance()
      if let failure { throw failure }
    }
    taken += 1
    return ready[taken - 1]
  }

  /// Drops the records that were taken. Whoever made many of them frees them too: memory goes back to where it came from.
  private func letGo() {
    taken = 0
    // Those of the stream share a dictionary with the parser, which goes on writing into it.
    guard let workers, workers.count > 0, ready.count > 1, ready.allSatisfy(\.isCut) else {
      return ready.removeAll(keepingCapacity: true)
    }
    let used = UsedRecords(records: ready)
    ready = []
    workers.finish { _ = used }
  }

  /// Nobody looks at them any more, but for one who may still hold the last.
  private struct UsedRecords: @unchecked Sendable {
    let records: [Record]
  }

  static let recordsOfAValidator = 1000

  private func advance() throws(XMLEngineError) {
    if feeding.isDone {
      if batches != nil { return try advanceBatches() }
      try readChunk()
    }
    try feed()
    if canBatch { try beginBatches() }
  }

  /// The text at a path below the root, as far as it has been read: `Header/ControlNumber`, `@created`.
  package func envelopeValue(at path: String) -> String? {
    // The first container of a name counts, also when another one of the name is open. Where the root is the record,
    // the envelope is what the record says.
    let value =
      building.endedAttributes[path]
      ?? (building.whole?.pointer ?? building.main).flatMap { xmlDocGetRootElement($0) }
      .flatMap { XMLElement.value(at: path, below: $0) }
    return value?.trimmingCharacters(where: \.isWhitespace)
  }
}
