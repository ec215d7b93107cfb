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
  /// Where each input of ``fields`` stands in the file; nil for what is around the record, and for parameters.
  package let places: [Position?]
  /// The systems that get it only in the documents of other records.
  package let travelsTo: [String]
  /// Why nobody is sent it by itself, where that is not for want of a flow; a sentence.
  package let staysBecause: String?
  /// The keys of the customers that go along, which the file told of ahead of the record.
  package let companions: [String]
  /// What paths of the record begin with.
  private let root: String

  /// - Throws: ``FieldTrace/Refused`` for a record that is not mapped as it stands.
  package init(_ record: Record, in reader: RecordReader, by trial: DryRun, customers: inout CustomersRead) throws {
    guard let document = record.document, let own = record.root, let top = document.root else {
      throw FieldTrace.Refused(reason: "\(record.element) is no record of this format.")
    }
    let before = customers
    let whole = try trial.trial(of: record, in: reader, customers: &customers)
    let format = trial.formats.format(of: reader).format
    let isCanonical = format.isCanonical
    results = Self.results(of: whole, isCanonical)
    let along = Self.companions(of: whole, among: before)
    let written = whole.drafts.map(\.format.format)
    fields = try FieldTrace(
      of: document, with: along.map { try $0.record.document.extracting($0.record.root) },
      parameters: Self.parameters(of: (isCanonical ? [] : [format]) + written),
      vocabulary: TraceVocabulary(reading: format),
      canonical: TraceVocabulary(writing: written, canonical: trial.canonicalSchema)
    ) { version in
      let attempt: DryRun.RecordTrial?
      switch version {
      case .record(let altered): attempt = try trial.trial(of: altered, customers: before)
      case .companion(let index, let altered, let naming):
        if let error = try FormatBench.errors(inCanonical: altered, by: trial.canonicalSchema).first {
          return .invalid(error.message)
        }
        let other = try OutgoingRecord(written: altered).record
        attempt = try trial.trial(of: naming, customers: .altered(along, index, to: other))
      case .parameter(let parameter, let value):
        attempt = try trial.trial(of: document, customers: before, trying: (parameter, value))
      }
      guard let made = attempt else { return .invalid("no record is left") }
      if let error = made.errors.first {
        // A code that is none was let through by the read mapping, to be refused here.
        let isByMapping = error.phase == .mapping || error.phase == .codeList && !isCanonical
        return isByMapping ? .refused(error.message) : .invalid(error.message)
      }
      let canonical = try isCanonical ? [] : made.canonical.map { try $0.document.extracting($0.root) }
      return .mapped(try canonical + made.drafts.map { try $0.document() })
    }
    companions = along.map(\.record.key)
    staysBecause = whole.issues.first { $0.code == IssueCode.stageNotSent.rawValue }?.message
    travelsTo = whole.canonical.last.map { trial.systemsReachedWithOthers(by: $0.entity) } ?? []
    entity = whole.canonical.first?.entity.rawValue ?? record.entity ?? record.element
    key = whole.canonical.last?.key
    start = record.start
    let path = own.path(below: top)
    root = DocumentField.plain(path)
    places = fields.inputs.map { input in
      switch input.origin {
      case .record:
        guard let element = input.field.element(in: document), element.isInside(own) else { return nil }
        return record.place(of: element)
      case .companion(let index):
        guard let original = along[index].original else { return nil }
        // Where a mapping made the customer, its fields have no places of their own.
        let element = input.field.element(below: along[index].record.root)
        return element.map { original.place(of: $0) } ?? original.start
      case .parameter: return nil
      }
    }
  }

  /// The customers that go along with what a record became and that it does not tell of itself.
  private static func companions(of trial: DryRun.RecordTrial, among customers: CustomersRead) -> [CustomersRead.Known]
  {
    let own = trial.canonical.filter { $0.entity == .customer }.map(\.key)
    var found: [CustomersRead.Known] = []
    for known in trial.drafts.flatMap({ customers.named(in: $0.order.outgoing.record).known })
    where !own.contains(known.record.key) && !found.contains(where: { $0.record.key == known.record.key }) {
      found.append(known)
    }
    return found
  }

  private static func parameters(of formats: [Format]) -> [TraceParameter] {
    var seen: Set<String> = []
    return formats.filter { seen.insert($0.name).inserted }.flatMap(TraceParameter.all)
  }

  private static func results(of trial: DryRun.RecordTrial, _ isCanonical: Bool) -> [Result] {
    (isCanonical ? [] : trial.canonical.map { Result.canonical($0.entity) })
      + trial.drafts.map { Result.document(system: $0.system.name, $0.entity) }
  }

  /// How an input is called: `Lines/Line/Unit`, `Customer K-1: Name` of a customer that goes along, `parameter company`.
  package func name(of input: Int) -> String {
    switch fields.inputs[input].origin {
    case .record: path(of: input)
    case .companion(let index): "Customer \(companions[index]): \(path(of: input))"
    case .parameter: "parameter \(path(of: input))"
    }
  }

  /// The key of the customer that has a field, where that goes along; nil for the record itself, and for parameters.
  package func customer(of input: Int) -> String? {
    guard case .companion(let index) = fields.inputs[input].origin else { return nil }
    return companions[index]
  }

  /// The path of a field: from its record where it is in one, else from the root; of a parameter its name.
  package func path(of input: Int) -> String {
    let path = fields.inputs[input].field.path
    switch fields.inputs[input].origin {
    case .parameter: return path
    case .companion: return CanonicalShape.below(path)
    case .record: break
    }
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
      return input.origin == .record && places[index] != nil && !used.contains(index)
        && !input.canAdd.contains { $0.document == result }
    }
  }
}

extension DocumentField {
  /// A path without numbers.
  static func plain(_ path: String) -> String {
    path.split(separator: "/").map { "/" + $0.prefix { $0 != "[" } }.joined()
  }
}
