package import XMLEngine

/// A format by itself, without systems, flows and ledger: reads what it reads, and writes what it writes. Stylesheets get
/// the format's own parameters; those that say from which interchange a record comes and in which document it goes are empty.
package final class FormatBench {
  package let format: Format
  package let compiled: CompiledFormat
  package let canonicalSchema: Schema
  private let run: DryRun

  /// - Parameter folder: where `xsd/exchange.xsd` lies, absolute.
  /// - Throws: ``FormatError`` for a schema or stylesheet that cannot be used.
  package init(_ format: Format, canonicalIn folder: String) throws(FormatError) {
    func path(_ name: String) -> ConfiguredPath {
      ConfiguredPath(written: name, absolute: folder + "/" + name, place: .start)
    }
    let configuration = Configuration(
      file: "", folder: folder, node: "workbench", ledger: path("ledger"), archive: path("archive"),
      rejected: path("rejected"), desk: path("desk"), reserve: 0, systems: [], formats: [format], flows: [],
      entities: [:])
    let catalogue = try FormatCatalogue(configuration)
    self.format = format
    compiled = try CompiledFormat(format)
    canonicalSchema = catalogue.canonicalSchema
    run = DryRun(formats: SentFormats(compiled), sender: nil, configuration: configuration, catalogue: catalogue)
  }

  // MARK: - Reading

  /// What a file became.
  package struct Reading {
    package var records: [CanonicalRecord] = []
    /// What is wrong with it: of a file with none, everything was read.
    package var errors: [Issue] = []
    /// What a stylesheet said and went on, in its own words.
    package var notes: [String] = []
    /// How many of its records are there: of one, several canonical records or none may have been made.
    package var count = 0
  }

  package func read(_ bytes: [UInt8]) throws -> Reading {
    var offset = 0
    let reader = try run.formats.reader(for: run.sender) { buffer throws(XMLEngineError) in
      let count = min(buffer.count, bytes.count - offset)
      bytes[offset..<offset + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
      offset += count
      return count
    }
    var reading = Reading()
    while let record = try reader.next() {
      let controlNumber = compiled.envelope(in: reader).controlNumber ?? ""
      let context = MappingContext(
        interchange: "", sender: "", controlNumber: { controlNumber }, documentID: { _, _ in "" })
      let judgement = try run.judges.judge(in: reader).judge(record, depth: .whole, context: context)
      reading.count += 1
      reading.errors += judgement.issues.filter { $0.severity == .error }
      reading.notes += judgement.issues.compactMap(\.wordsOfMapping)
      reading.records += judgement.canonical
    }
    reading.errors += reader.diagnostics.map(Issue.init).filter { $0.severity == .error }
    switch reader.end {
    case .cutOff(let diagnostic), .refused(let diagnostic): reading.errors.append(Issue(diagnostic))
    case .complete, nil:
      if let wrong = compiled.countIssue(in: reader, read: reader.recordCount) { reading.errors.append(wrong) }
    }
    return reading
  }

  // MARK: - Writing

  /// Why a record did not become a document.
  package struct Refusal: Error {
    package let issues: [Issue]

    package var text: String { issues.map(\.message).joined(separator: "\n") }
  }

  /// Whether it can write records of an entity.
  package func writes(_ entity: Entity) -> Bool { format.isCanonical || compiled.writeStylesheet(for: entity) != nil }

  /// The document that a canonical record becomes, as it would be sent.
  ///
  /// - Parameter record: the record, or `Records` with what goes along ahead of it.
  package func write(_ record: XMLDocument, _ entity: Entity) throws -> Swift.Result<[UInt8], Refusal> {
    do {
      return .success(try DraftGroup(try draft(record, entity), ordinal: 1, position: 1).text())
    } catch let refused as NotMapped {
      return .failure(Refusal(issues: refused.issues))
    }
  }

  /// The same before it is written as text.
  ///
  /// - Parameter trying: another value of a parameter.
  func document(
    of record: XMLDocument, _ entity: Entity, trying: (parameter: TraceParameter, value: String)? = nil
  ) throws -> Swift.Result<XMLDocument, Refusal> {
    do {
      return .success(try draft(record, entity, trying: trying).document())
    } catch let refused as NotMapped {
      return .failure(Refusal(issues: refused.issues))
    }
  }

  private func draft(
    _ record: XMLDocument, _ entity: Entity, trying: (parameter: TraceParameter, value: String)? = nil
  ) throws -> Draft {
    var context = MappingContext(
      interchange: "", sender: "", controlNumber: { "" }, documentID: { _, _ in "" })
    context.trying = trying
    let order = MappingOrder(
      receiver: run.sender.name, outgoing: try OutgoingRecord(written: record), format: compiled,
      parameters: context.parameters(of: format, document: ""))
    return Draft(
      system: run.sender, entity: entity, key: "", format: compiled, flow: nil, documentID: "", order: order,
      mapped: nil)
  }

  // MARK: - Canonical records

  /// What is wrong with canonical records that somebody wrote down.
  package func errors(inCanonical document: XMLDocument) throws -> [Issue] {
    try Self.errors(inCanonical: document, by: canonicalSchema)
  }

  static func errors(inCanonical document: XMLDocument, by schema: Schema) throws -> [Issue] {
    let violations = try schema.validate(document)
    guard violations.isEmpty, let root = document.root else { return violations.map(Issue.init) }
    // What is carried is in the words of another system.
    let records = root.name == "Records" ? root.children.filter { $0.name != "Carried" } : [root]
    return records.flatMap { record in
      CodeListCheck.issues(in: record, path: "/" + record.name, most: 20) { _ in
        Position(line: 1, column: 1, byteOffset: 0)
      }
    }
  }

  /// Records as one document: the record itself, or `Records` with all of them.
  package static func document(of records: [CanonicalRecord]) throws -> XMLDocument {
    guard records.count == 1, records[0].carried == nil else { return try OutgoingRecord.gathered(records) }
    return try records[0].document.extracting(records[0].root)
  }
}
