import Foundation
import XMLEngine

/// Which fields of the canonical model a format maps, found out by giving each field of full records another value.
package struct Coverage {
  package enum Use: String, Sendable, Comparable {
    /// What it says is in the result.
    case mapped
    /// The mapping refuses other values.
    case checked
    /// Whatever it says, the result is the same.
    case ignored
    /// Made by the mapping from nothing that the file says: a constant, or a parameter.
    case invented

    private var rank: Int { [Use.mapped, .checked, .invented, .ignored].firstIndex(of: self) ?? 0 }

    package static func < (left: Use, right: Use) -> Bool { left.rank < right.rank }
  }

  /// A canonical field.
  package struct Row: Sendable {
    package let path: String
    /// Nil where the format does not write the entity, or no record with the field could be written.
    package let written: Use?
    /// Nil where the format does not read the entity, or no file was seen to fill the field.
    package let read: Use?
    /// Whether it always came back when it was written and read; nil where that was not seen.
    package let survives: Bool?
    /// Whether the pack says that it, or something in it, is lost.
    package let isLoss: Bool
  }

  /// A field of documents that comes from no field of a record.
  package struct Constant: Sendable {
    /// Without numbers.
    package let path: String
    /// The one that it had last.
    package let value: String
    /// The names of the parameters on which it depends; none for what the stylesheet says itself.
    package let parameters: [String]
  }

  /// The canonical fields of an entity, in the order of its schema.
  package struct Fields: Sendable {
    package let entity: Entity
    package let rows: [Row]
  }

  package let entity: Entity
  package let rows: [Row]
  /// What goes along in its documents: the customer of an order.
  package let companions: [Fields]
  package let constants: [Constant]
  /// How the losses of the pack and what was seen disagree.
  package let disagreements: [String]
  /// How many records were traced on the way out, and files on the way in.
  package let traced: (written: Int, read: Int)

  private static let mostTraced = 4
  /// A rare loss, such as one of order responses that are mostly refused, needs as many to be seen.
  private static let records = 240

  /// - Parameter model: the canonical schema.
  package init(of entity: Entity, in pack: FormatPack, by bench: FormatBench, _ model: SchemaModel) throws {
    self.entity = entity
    let trials = CoverageTrials(pack: pack, bench: bench, model: model, entity: entity)
    let along = bench.writes(entity) ? pack.format.companions[entity, default: []] : []
    let kinds = [entity] + along
    var uses = Uses()
    let records = try trials.records(most: Self.mostTraced)
    for record in records {
      let trace = try trials.traceWriting(record)
      for input in trace.inputs where input.origin == .record {
        guard let use = Use(input.effect) else { continue }
        for kind in kinds {
          if let path = trials.path(of: input.field, in: record, kind) {
            uses.note(use, of: kind, path, isWritten: true)
          }
        }
      }
      for output in trace.outputs.joined() { uses.note(output, trace) }
    }
    let files = try trials.files(writing: records, most: Self.mostTraced)
    for file in files {
      for output in try trials.traceReading(file) {
        guard let kind = kinds.first(where: { output.field.plainPath.hasPrefix("/\($0.rawValue)/") }) else { continue }
        let path = CanonicalShape.below(output.field.plainPath)
        uses.note(output.sources.isEmpty ? .invented : .mapped, of: kind, path, isWritten: false)
      }
    }
    traced = (records.count, files.count)
    constants = uses.constants
    let both = pack.format.reads.contains(entity) && bench.writes(entity)
    let survey = try both ? RoundTripSurvey(of: entity, in: pack, by: bench, model, records: Self.records) : nil
    disagreements = survey?.findings(in: pack) ?? []
    let tables = kinds.map { kind in
      Fields(entity: kind, rows: Self.rows(of: kind, in: pack, uses, survey, model))
    }
    rows = tables[0].rows
    companions = Array(tables.dropFirst())
  }

  private static func rows(
    of entity: Entity, in pack: FormatPack, _ uses: Uses, _ survey: RoundTripSurvey?, _ model: SchemaModel
  ) -> [Row] {
    let losses = pack.losses[entity, default: []].map { LossPath($0).plain }
    return CanonicalShape(of: entity, model).paths.map { path in
      let wasCarried = survey?.carried[entity]?.contains(path) ?? false
      return Row(
        path: path, written: uses.written[entity]?[path], read: uses.read[entity]?[path],
        survives: wasCarried ? survey?.lost[entity]?.contains(path) != true : nil,
        isLoss: losses.contains { path == $0 || path.hasPrefix($0 + "/") })
    }
  }
}

/// What was seen of each field so far.
private struct Uses {
  private(set) var written: [Entity: [String: Coverage.Use]] = [:]
  private(set) var read: [Entity: [String: Coverage.Use]] = [:]
  private var made: [String: Coverage.Constant] = [:]
  /// Fields of documents that came from one of a record at least once.
  private var mapped: Set<String> = []

  var constants: [Coverage.Constant] {
    made.values.filter { !mapped.contains($0.path) }.sorted { $0.path < $1.path }
  }

  /// The strongest use counts.
  mutating func note(_ use: Coverage.Use, of entity: Entity, _ path: String, isWritten: Bool) {
    if isWritten {
      written[entity, default: [:]][path] = min(use, written[entity]?[path] ?? use)
    } else {
      read[entity, default: [:]][path] = min(use, read[entity]?[path] ?? use)
    }
  }

  mutating func note(_ output: FieldTrace.Output, _ trace: FieldTrace) {
    let path = output.field.plainPath
    let inputs = output.sources.map { trace.inputs[$0.input] }
    if inputs.contains(where: { !$0.isParameter }) { mapped.insert(path) }
    let names = Set(inputs.filter(\.isParameter).map(\.field.path)).union(made[path]?.parameters ?? [])
    made[path] = Coverage.Constant(path: path, value: output.field.value, parameters: names.sorted())
  }
}

extension Coverage.Use {
  fileprivate init?(_ effect: FieldTrace.Effect) {
    switch effect {
    case .used: self = .mapped
    case .checked: self = .checked
    case .lost: self = .ignored
    case .fixed: return nil
    }
  }
}
