package import XMLEngine

/// Which fields of a record each field of a mapping's result comes from.
///
/// Found out by trying: one field at a time gets another value, the record is mapped again, and what is different in the
/// result depends on it. So it holds for compiled and for interpreted stylesheets, and for several mappings in a row. It
/// takes some ten mappings for each field of the record, so it is for people who ask, and for explaining a failure.
package struct FieldTrace: Sendable {
  /// What a mapping does with a record.
  package enum Attempt {
    case mapped([XMLDocument])
    /// The mapping does not take it, or makes a document that its schema refuses.
    case refused(String)
    /// It is no right record at all, so that it says nothing of the mapping.
    case invalid(String)
  }

  package enum Relation: Int, Sendable, Comparable {
    /// The value stands in the result.
    case copied
    /// The value in the result depends on it.
    case computed
    /// It decides whether there is such a field in the result.
    case decides

    package static func < (left: Relation, right: Relation) -> Bool { left.rawValue < right.rawValue }
  }

  package struct Source: Sendable {
    /// Index in ``inputs``.
    package let input: Int
    package internal(set) var relation: Relation
  }

  /// A field of the result.
  package struct Output: Sendable {
    package let field: DocumentField
    /// The strongest relation first, then in the order of the record. Empty for what depends on nothing.
    package var sources: [Source] = []
  }

  package enum Effect: Sendable, Equatable {
    case used
    /// Another value makes the mapping refuse the record; the reason.
    case checked(String)
    /// Whatever it says, the result is the same.
    case lost
    /// No other value that was tried is allowed; the reason.
    case fixed(String)
  }

  /// What has a field.
  package enum Origin: Sendable, Hashable {
    case record
    /// A record that goes along; which of them, from 0.
    case companion(Int)
    /// The format. The field's value is that of the parameter, its path the name.
    case parameter(TraceParameter)
  }

  /// A field of the record, of one that goes along, or a parameter.
  package struct Input: Sendable {
    package let origin: Origin
    package let field: DocumentField
    package internal(set) var effect: Effect
    /// What is in the result only with another value.
    package internal(set) var canAdd: [Addition] = []

    package var isParameter: Bool {
      if case .parameter = origin { true } else { false }
    }
  }

  package struct Addition: Sendable, Hashable {
    /// Index of the document in the result.
    package let document: Int
    /// Without numbers.
    package let path: String
  }

  package private(set) var inputs: [Input] = []
  /// One list for each document of the result.
  package private(set) var outputs: [[Output]]

  /// What is to be mapped, with one thing different from how it is.
  package enum Version {
    case record(XMLDocument)
    /// A record that goes along, counted from 0, and the record that names it.
    case companion(Int, XMLDocument, namedBy: XMLDocument)
    case parameter(TraceParameter, value: String)
  }

  /// - Parameters:
  ///   - record: what is mapped.
  ///   - companions: records that go along.
  ///   - parameters: those of the formats.
  ///   - vocabulary: values that are known to be possible in the record.
  ///   - canonical: the same for records that go along.
  ///   - map: the mapping; called again and again, with copies, first with the record as it is.
  /// - Throws: ``Refused`` where the record is not mapped as it stands.
  package init(
    of record: XMLDocument, with companions: [XMLDocument] = [], parameters: [TraceParameter] = [],
    vocabulary: TraceVocabulary = TraceVocabulary(), canonical: TraceVocabulary = TraceVocabulary(),
    map: (Version) throws -> Attempt
  ) throws {
    let documents: [XMLDocument]
    switch try map(.record(record)) {
    case .mapped(let made): documents = made
    case .refused(let reason), .invalid(let reason): throw Refused(reason: reason)
    }
    let parts = documents.map(DocumentField.all)
    outputs = parts.map { $0.map { Output(field: $0) } }
    func note(_ trial: FieldTrial, _ origin: Origin) {
      inputs.append(Input(origin: origin, field: trial.field, effect: trial.effect, canAdd: trial.added))
      for (place, relation) in trial.relations {
        outputs[place.document][place.field].sources.append(Source(input: inputs.count - 1, relation: relation))
      }
    }
    let alteration = Alteration(vocabulary: vocabulary)
    for field in DocumentField.all(of: record) {
      var trial = FieldTrial(field: field, before: parts)
      try trial.run(alteration.values(for: field)) { try map(.record(field.replaced(by: $0, in: record))) }
      // By another key a customer is another one, unless it has that key everywhere.
      if field.isKeyOfCustomer {
        try trial.runTogether(alteration.values(for: field)) { value in
          try field.renamed(to: value, in: record, including: true).map { try map(.record($0)) }
        }
      }
      note(trial, .record)
    }
    let other = Alteration(vocabulary: canonical)
    for (index, companion) in companions.enumerated() {
      for field in DocumentField.all(of: companion) {
        var trial = FieldTrial(field: field, before: parts)
        try trial.run(other.values(for: field)) {
          try map(.companion(index, field.replaced(by: $0, in: companion), namedBy: record))
        }
        if field.isKeyOfCustomer {
          try trial.runTogether(other.values(for: field)) { value in
            let altered = try field.replaced(by: value, in: companion)
            return try field.renamed(to: value, in: record, including: false)
              .map { try map(.companion(index, altered, namedBy: $0)) }
          }
        }
        note(trial, .companion(index))
      }
    }
    for parameter in parameters {
      var trial = FieldTrial(field: parameter.field, before: parts)
      try trial.run(other.values(for: parameter)) { try map(.parameter(parameter, value: $0 ?? "")) }
      note(trial, .parameter(parameter))
    }
    for document in outputs.indices {
      for field in outputs[document].indices {
        outputs[document][field].sources.sort { ($0.relation, $0.input) < ($1.relation, $1.input) }
      }
    }
  }

  /// A record that is not mapped as it stands cannot be traced.
  package struct Refused: Error, CustomStringConvertible {
    package let reason: String
    package var description: String { reason }
  }

  // MARK: - A single question

  /// The fields of a record that one field of its document is made of, those first that stand in it unchanged. Empty where
  /// it depends on none.
  ///
  /// - Parameters:
  ///   - output: the path in the document with or without numbers, or its last steps: `CardName`, `BPAddresses/row/City`.
  ///   - record: the canonical record, or `Records` with those that go along.
  ///   - map: the mapping without the check of the document's schema; nil for what it refuses.
  /// - Returns: paths below the record, `Name`, `Address[2]/StreetName`; of several records each with its record's name
  ///   ahead, `Customer/Name`.
  package static func sources(
    of output: String, in record: XMLDocument, map: (XMLDocument) throws -> XMLDocument?
  ) throws -> [String] {
    let trace: FieldTrace
    do {
      trace = try FieldTrace(of: record) { version in
        guard case .record(let document) = version else { return .invalid("") }
        return try map(document).map { .mapped([$0]) } ?? .refused("")
      }
    } catch is Refused {
      return []
    }
    var sources: [Source] = []
    for one in trace.outputs.joined() where one.field.isAt(output) { sources += one.sources }
    sources.sort { ($0.relation, $0.input) < ($1.relation, $1.input) }
    var seen: Set<Int> = []
    return sources.filter { $0.relation != .decides && seen.insert($0.input).inserted }.map {
      trace.inputs[$0.input].field.path.split(separator: "/").dropFirst().joined(separator: "/")
    }
  }
}

extension DocumentField {
  /// Whether a path, or the end of one, leads to it.
  fileprivate func isAt(_ written: String) -> Bool {
    let wanted = written.hasPrefix("/") ? written : "/" + written
    return [path, plainPath].contains { written.hasPrefix("/") ? $0 == wanted : $0.hasSuffix(wanted) }
  }
}
