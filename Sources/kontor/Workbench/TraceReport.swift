import Exchange
import Operations
import XMLEngine

/// What `map --trace --json` says of one record.
struct TraceReport: Encodable {
  struct Result: Encodable {
    /// `canonical`, or the name of the system that gets it.
    var to: String
    var entity: String
    /// Fields of the file that decide whether there is a result at all.
    var decidedBy: [String]
    var fields: [Field]
    /// Fields of the file that it does not depend on.
    var unused: [String]
  }

  struct Field: Encodable {
    var path: String
    /// Nil where it is shown to nobody.
    var value: String?
    /// Empty for a constant.
    var sources: [Source]
  }

  struct Source: Encodable {
    /// Of a parameter its name.
    var path: String
    /// Nil for what is around the record, and for a parameter.
    var line: Int?
    /// Whether it is a parameter of the format.
    var isParameter: Bool
    /// The key of the customer whose field it is, where that goes along; nil for the record itself.
    var customer: String?
    /// `copied`, `computed` or `decides`.
    var relation: String
  }

  struct Check: Encodable {
    var path: String
    var line: Int?
    /// What is said of another value; nil where values are shown to nobody.
    var refusal: String?
  }

  var file: String
  var line: Int
  var entity: String
  var key: String?
  var results: [Result]
  /// The systems that get it only in the documents of other records.
  var travelsTo: [String]
  /// Why nobody is sent it, where that is not for want of a flow.
  var staysBecause: String?
  /// Fields of the file that may not say anything else.
  var checked: [Check]

  init(_ trace: RecordTrace, file: String, masked: Set<String>) {
    self.file = file
    line = trace.start.line
    entity = trace.entity
    key = trace.key
    results = trace.results.enumerated().map { index, result in
      let (to, entity) =
        switch result {
        case .canonical(let entity): ("canonical", entity)
        case .document(let system, let entity): (system, entity)
        }
      return Result(
        to: to, entity: entity.rawValue, decidedBy: trace.deciders(of: index).map { trace.name(of: $0) },
        fields: trace.fields.outputs[index].map { Self.field($0, trace, masked) },
        unused: trace.unused(in: index).map { trace.name(of: $0) })
    }
    travelsTo = trace.travelsTo
    staysBecause = masked.isEmpty ? trace.staysBecause : nil
    checked = trace.fields.inputs.enumerated().compactMap { index, input in
      guard case .checked(let reason) = input.effect, !input.isParameter else { return nil }
      return Check(
        path: trace.name(of: index), line: trace.places[index]?.line, refusal: masked.isEmpty ? reason : nil)
    }
  }

  private static func field(_ output: FieldTrace.Output, _ trace: RecordTrace, _ masked: Set<String>) -> Field {
    let isMasked =
      masked.contains(output.field.name)
      || output.sources.contains { masked.contains(trace.fields.inputs[$0.input].field.name) }
    return Field(
      path: output.field.path, value: isMasked ? nil : output.field.value,
      sources: output.sources.map {
        Source(
          path: trace.path(of: $0.input), line: trace.places[$0.input]?.line,
          isParameter: trace.fields.inputs[$0.input].isParameter, customer: trace.customer(of: $0.input),
          relation: "\($0.relation)")
      })
  }
}
