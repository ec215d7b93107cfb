package import XMLEngine

/// Makes the reject file of a file of which some records were taken: the same envelope with only the rejected records,
/// each behind a comment that names its errors, for a person to put right and to drop again.
package struct RejectFile {
  /// What is told of a rejected record.
  package struct Rejected {
    package var entity: String
    package var key: String?
    package var issues: [Issue]

    package init(entity: String, key: String?, issues: [Issue]) {
      self.entity = entity
      self.key = key
      self.issues = issues
    }
  }

  private let formats: SentFormats
  private let interchange: InterchangeID
  private let sender: System
  private let rejectedCount: Int

  /// The lines of so many records are told.
  static let mostLines = 1000

  /// So many errors of one record are named.
  static let mostIssues = 50

  /// - Parameters:
  ///   - formats: in one of which the file came.
  ///   - interchange: what the file was; its marker leads back to it.
  ///   - rejectedCount: how many of its records were rejected. The envelope may have to tell that ahead of them.
  package init(formats: SentFormats, of interchange: InterchangeID, sender: System, rejectedCount: Int) {
    self.formats = formats
    self.interchange = interchange
    self.sender = sender
    self.rejectedCount = rejectedCount
  }

  /// Writes it, in constant memory.
  ///
  /// - Parameters:
  ///   - source: the file as it came, from its beginning.
  ///   - rejected: asked for every record in the order of the file, with its position; nil for one that is left out.
  ///   - sink: takes the bytes, in the encoding of the file.
  /// - Returns: in which line of the reject file the start tags of rejected records stand, by position; of the first
  ///   ``mostLines``.
  /// - Throws: what the three throw; ``XMLEngineError`` with code `input` where the file does not hold what was said of it.
  @discardableResult
  package func write(
    from source: @escaping RecordReader.Source, rejected: (Int) throws -> Rejected?,
    to sink: ([UInt8]) throws -> Void
  ) throws -> [Int: Int] {
    let reader = try formats.reader(for: sender, source: source)
    var lines: [Int: Int] = [:]
    try withoutActuallyEscaping(rejected) { rejected in
      let sieve = RecordSieve(
        reader, marker: interchange.text,
        counts: formats.all.map { one in
          one.format.envelope.count.map { .init(steps: $0.steps, attribute: $0.attribute) }
        },
        number: rejectedCount
      ) { candidate in
        guard let record = try rejected(candidate.position) else { return nil }
        let remark = Self.remark(on: record, candidate)
        if lines.count < Self.mostLines { lines[candidate.position] = candidate.remarkLine + remark.count }
        return remark
      }
      try sieve.run(to: sink)
    }
    return lines
  }

  // MARK: - Remarks

  private static func remark(on record: Rejected, _ candidate: RecordSieve.Candidate) -> [String] {
    let errors = record.issues.filter { $0.severity == .error }
    let told = errors.prefix(mostIssues)
    let rest = errors.count - told.count
    let key = record.key.map { " \(Diagnostic.cut($0))" } ?? ""
    let count = 1 + told.count + (rest > 0 ? 1 : 0)
    var lines = ["record \(candidate.position), \(Diagnostic.cut(record.entity))\(key), rejected:"]
    for issue in told {
      let place = issue.position.map { self.place($0, candidate, remarkLines: count) } ?? ""
      lines.append("\(place)\(cut(issue.message)) [\(issue.code)]")
    }
    if rest > 0 { lines.append("and \(rest) more") }
    return lines
  }

  /// The place of an error in the reject file: the record stands there as it came, only further up.
  private static func place(
    _ position: Position, _ candidate: RecordSieve.Candidate, remarkLines: Int
  ) -> String {
    guard position.byteOffset >= candidate.start.byteOffset else {
      return "line \(position.line), column \(position.column) of the whole file: "
    }
    let down = position.line - candidate.start.line
    let line = candidate.remarkLine + remarkLines + down
    let column = down == 0 ? candidate.column + position.column - candidate.start.column : position.column
    return "line \(line), column \(column): "
  }

  /// A mapping says what it likes, at any length.
  private static func cut(_ message: String) -> String {
    message.unicodeScalars.count <= 1000
      ? message : String(String.UnicodeScalarView(message.unicodeScalars.prefix(1000))) + "…"
  }
}

extension CompiledFormat {
  /// The interchange that a file says it was made from; see ``RejectFile``. Known when the first record is.
  package func marker(in reader: RecordReader) -> InterchangeID? {
    reader.marker.flatMap { InterchangeID(written: $0) }
  }
}
