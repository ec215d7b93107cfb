package import XMLEngine

/// What one system has, as a full export tells it: every record of one entity that is merged field by field.
package struct FullExport {
  package let system: System
  /// In the order of the file.
  package internal(set) var records: [ExportedRecord] = []
  /// Records of other kinds, which are passed over.
  package internal(set) var others = 0
  /// Records that the system says it deleted.
  package internal(set) var deleted = 0
  /// What keeps records from being compared, in the order of the file.
  package internal(set) var problems: [Issue] = []
  /// Which kinds of fields it names at all. What a whole export never names is nothing that the system keeps.
  var kinds: Set<String> = []

  /// Reads an export from its beginning to its end.
  ///
  /// - Parameters:
  ///   - name: the file, for messages.
  ///   - names: shared by the exports that are compared.
  /// - Throws: ``XMLEngineError/Code/input`` where the file is not whole: what is missing would look like a difference.
  package init(
    _ source: @escaping RecordReader.Source, name: String, of system: System, in formats: SentFormats,
    _ catalogue: FormatCatalogue, _ shape: EntityShape, names: FieldNames
  ) throws {
    self.system = system
    let reader = try formats.reader(for: system, source: source)
    let judges = RecordJudges(sender: system, formats: formats, catalogue: catalogue)
    let context = MappingContext(
      interchange: DryRunAssembly.interchange.text, sender: system.name, controlNumber: { "" },
      documentID: { _, _ in "" })
    var count = 0
    while let record = try reader.next() {
      count += 1
      let judgement = try judges.judge(in: reader).judge(record, depth: .whole, context: context)
      problems += judgement.issues.filter { $0.severity == .error }
      for one in judgement.canonical { take(one, shape, line: record.start.line, names) }
    }
    try Self.requireWhole(reader, name)
    if let wrong = formats.format(of: reader).countIssue(in: reader, read: count) {
      throw XMLEngineError(.input, wrong.message, subject: name)
    }
    keepTheLaterOfTwo()
  }

  private mutating func take(_ record: CanonicalRecord, _ shape: EntityShape, line: Int, _ names: FieldNames) {
    guard record.entity == shape.entity else {
      others += 1
      return
    }
    let told = ToldRecord(record, from: system, source: RecordReference(DryRunAssembly.interchange, line), now: .now())
    guard !told.isDeleted else {
      deleted += 1
      return
    }
    let readings = shape.fields(of: record.root)
    for reading in readings { kinds.insert(FieldNames.kind(of: reading.name)) }
    records.append(
      ExportedRecord(
        crmId: record.root.token(at: "CrmId"), erpNumber: record.root.token(at: "ErpNumber"),
        stage: record.root.token(at: "Stage").flatMap(Stage.init(rawValue:)), line: line,
        fields: PackedFields(readings, names)))
  }

  private static func requireWhole(_ reader: RecordReader, _ name: String) throws(XMLEngineError) {
    switch reader.end {
    case .complete, nil: return
    case .cutOff(let diagnostic), .refused(let diagnostic):
      throw XMLEngineError(
        .input, "line \(diagnostic.position?.line ?? 1): \(diagnostic.message) Only a whole export can be compared.",
        subject: name)
    }
  }

  /// One key stands for one record: of two the later one, as in every other file.
  private mutating func keepTheLaterOfTwo() {
    var seen: Set<String> = []
    var kept: [ExportedRecord] = []
    for record in records.reversed() {
      guard let key = record.key(in: system) else {
        kept.append(record)
        continue
      }
      if seen.insert(key).inserted {
        kept.append(record)
      } else {
        problems.append(
          Issue(
            Diagnostic(
              .keyDuplicate, severity: .warning, value: key,
              "line \(record.line): \(key) stands in the file once more, further down; that one is compared.")))
      }
    }
    records = kept.reversed()
  }
}

/// One record of an export.
package struct ExportedRecord: Sendable {
  package var crmId: String?
  package var erpNumber: String?
  package var stage: Stage?
  package var line: Int
  var fields: PackedFields

  /// The key that its own system gave it.
  package func key(in system: System) -> String? { system.role == .crm ? crmId : erpNumber }
}
