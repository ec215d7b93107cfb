import Foundation
import XMLEngine

/// The records and files by which ``Coverage`` finds out what a format maps.
struct CoverageTrials {
  let pack: FormatPack
  let bench: FormatBench
  let model: SchemaModel
  let entity: Entity

  private static let mostTries = 60

  // MARK: - Writing

  /// Canonical records that the format writes: made up ones with all fields, or as many as it takes, and its samples.
  func records(most: Int) throws -> [XMLDocument] {
    guard bench.writes(entity) else { return [] }
    let words = Dictionary(uniqueKeysWithValues: pack.format.codes.map { ($0.element, $0.values.keys.sorted()) })
    let goesAlong = pack.format.companions[entity]?.contains(.customer) ?? false
    var records: [XMLDocument] = []
    for number in 0..<Self.mostTries where records.count < most {
      var maker = RecordMaker(model: model, words: words, seed: UInt64(number))
      let density = number < 20 ? 1 : number < 40 ? 0.8 : 0.5
      let record = try maker.record(entity, with: goesAlong, density: density, most: 2)
      if try isWritten(record) { records.append(record) }
    }
    for sample in MappingSample.all(of: pack) where sample.direction == .write {
      guard let bytes = FileManager.default.contents(atPath: sample.path).map({ Array($0) }),
        let record = try? XMLDocument.parse(bytes, location: sample.path), let root = record.root,
        (root.name == "Records" ? root.children.filter { $0.name != "Carried" }.last?.name : root.name)
          == entity.rawValue
      else { continue }
      if try isWritten(record) { records.append(record) }
    }
    return records
  }

  private func isWritten(_ record: XMLDocument) throws -> Bool {
    guard try bench.errors(inCanonical: record).isEmpty else { return false }
    if case .success = try bench.document(of: record, entity) { return true }
    return false
  }

  func traceWriting(_ record: XMLDocument) throws -> FieldTrace {
    let vocabulary = try TraceVocabulary(writing: [pack.format], canonical: bench.canonicalSchema)
    return try FieldTrace(
      of: record, parameters: TraceParameter.all(of: pack.format), vocabulary: vocabulary, canonical: vocabulary
    ) { version in
      let attempt: Swift.Result<XMLDocument, FormatBench.Refusal>
      switch version {
      // The customer of an order is part of what is written down.
      case .record(let altered), .companion(_, let altered, _):
        if let error = try bench.errors(inCanonical: altered).first { return .invalid(error.message) }
        attempt = try bench.document(of: altered, entity)
      case .parameter(let parameter, let value):
        attempt = try bench.document(of: record, entity, trying: (parameter, value))
      }
      switch attempt {
      case .success(let document): return .mapped([document])
      case .failure(let refusal): return .refused(refusal.text)
      }
    }
  }

  /// The canonical path of a field of a record, or of one that goes along with it; nil where it is one of another entity.
  func path(of field: DocumentField, in record: XMLDocument, _ kind: Entity) -> String? {
    let below = CanonicalShape.below(field.plainPath)
    guard record.root?.name == "Records" else { return kind == entity ? below : nil }
    let step = kind.rawValue + "/"
    guard below.hasPrefix(step) else { return nil }
    return String(below.dropFirst(step.count))
  }

  // MARK: - Reading

  /// Files that become such records: the samples of the pack, and what records were written as.
  func files(writing records: [XMLDocument], most: Int) throws -> [XMLDocument] {
    guard pack.format.reads.contains(entity) else { return [] }
    var texts = MappingSample.all(of: pack).filter { $0.direction == .read }
      .compactMap { FileManager.default.contents(atPath: $0.path).map { Array($0) } }
    for record in records.prefix(most) {
      if case .success(let bytes) = try bench.write(record, entity) { texts.append(bytes) }
    }
    return try texts.compactMap { bytes in
      let reading = try bench.read(bytes)
      guard reading.errors.isEmpty, reading.records.contains(where: { $0.entity == entity }) else { return nil }
      return try XMLDocument.parse(bytes, location: pack.name)
    }
  }

  /// The fields of the canonical records that a file becomes.
  func traceReading(_ file: XMLDocument) throws -> [FieldTrace.Output] {
    let vocabulary = try TraceVocabulary(reading: pack.format)
    let trace = try FieldTrace(of: file, vocabulary: vocabulary) { version in
      guard case .record(let altered) = version else { return .invalid("") }
      let reading = try bench.read(altered.serialized())
      if let error = reading.errors.first {
        return error.phase == .mapping || error.phase == .codeList ? .refused(error.message) : .invalid(error.message)
      }
      return .mapped(try reading.records.map { try $0.document.extracting($0.root) })
    }
    return trace.outputs.flatMap { $0 }
  }
}
