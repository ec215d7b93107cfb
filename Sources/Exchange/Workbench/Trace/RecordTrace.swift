package import XMLEngine

/// Where the fields come from that a record of a file becomes: its canonical form, and the documents for the systems that
/// get it.
package struct RecordTrace {
  /// What the record became.
  package enum Result: Sendable, Hashable {
    /// A canonical record. Only where the file is not canonical itself.
    case canonical(Entity)
    /// A document for a system.
    case document(system: String, Entity)
  }

  package let entity: String
  package let key: String?
  package let start: Position
  /// One for each list of outputs in ``fields``.
  package let results: [Result]
  package let fields: FieldTrace
  /// Where each of the record's fields stands in the file; nil for what is around the record.
  package let places: [Position?]
  /// What paths of the record begin with.
  private let root: String

  /// - Throws: ``FieldTrace/Refused`` for a record that is not mapped as it stands.
  package init(_ record: Record, in reader: RecordReader, by trial: DryRun, customers: inout CustomersRead) throws {
    guard let document = record.document, let own = record.root, let top = document.root else {
      throw FieldTrace.Refused(reason: "\(record.element) is no record of this format.")
    }
    let known = customers
    let whole = try trial.trial(of: record, in: reader, customers: &customers)
    let format = trial.formats.format(of: reader).format
    let isCanonical = format.isCanonical
    results = Self.results(of: whole, isCanonical)
    fields = try FieldTrace(of: document, vocabulary: TraceVocabulary(reading: format)) { altered in
      guard let made = try trial.trial(of: altered, customers: known) else { return .invalid("no record is left") }
      if let error = made.errors.first {
        // A code that is none was let through by the read mapping, to be refused here.
        let isByMapping = error.phase == .mapping || error.phase == .codeList && !isCanonical
        return isByMapping ? .refused(error.message) : .invalid(error.message)
      }
      let canonical = try isCanonical ? [] : made.canonical.map { try $0.document.extracting($0.root) }
      return .mapped(try canonical + made.drafts.map { try $0.document() })
    }
    entity = whole.canonical.first?.entity.rawValue ?? record.entity ?? record.element
    key = whole.canonical.last?.key
    start = record.start
    let path = own.path(below: top)
    root = DocumentField.plain(path)
    places = fields.inputs.map { input in
      guard let element = input.field.element(in: document), element.isInside(own) else { return nil }
      return record.place(of: element)
    }
  }

  private static func results(of trial: DryRun.RecordTrial, _ isCanonical: Bool) -> [Result] {
    (isCanonical ? [] : trial.canonical.map { Result.canonical($0.entity) })
      + trial.drafts.map { Result.document(system: $0.system.name, $0.entity) }
  }

  /// How a field of the file is called: from the record where it is in it, else from the root.
  package func name(of input: Int) -> String {
    let path = fields.inputs[input].field.path
    guard places[input] != nil else { return path }
    // The root's own step, and as many as lead to the record.
    let steps = path.split(separator: "/").dropFirst(1 + root.split(separator: "/").count)
    return steps.isEmpty ? path : steps.joined(separator: "/")
  }

  /// The fields of the file that decide whether there is a result at all.
  package func deciders(of result: Int) -> [Int] {
    var common: Set<Int>?
    for output in fields.outputs[result] {
      let deciding = Set(output.sources.filter { $0.relation == .decides }.map(\.input))
      common = common.map { $0.intersection(deciding) } ?? deciding
    }
    return (common ?? []).sorted()
  }

  /// The fields of the record that have nothing to do with a result: whatever they say, it is the same.
  package func unused(in result: Int) -> [Int] {
    let used = Set(fields.outputs[result].flatMap(\.sources).map(\.input))
    return fields.inputs.indices.filter { index in
      let input = fields.inputs[index]
      if case .checked = input.effect { return false }
      if case .fixed = input.effect { return false }
      return places[index] != nil && !used.contains(index) && !input.canAdd.contains { $0.document == result }
    }
  }
}

extension DocumentField {
  /// A path without numbers.
  static func plain(_ path: String) -> String {
    path.split(separator: "/").map { "/" + $0.prefix { $0 != "[" } }.joined()
  }
}
