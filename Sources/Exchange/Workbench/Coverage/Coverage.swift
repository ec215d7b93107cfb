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

  package let entity: Entity
  package let rows: [Row]
  /// Fields of documents that come from no field, without numbers, each with the value that it had.
  package let constants: [(path: String, value: String)]
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
    var out: [String: Use] = [:]
    var made: [String: (value: String, isConstant: Bool)] = [:]
    let records = try trials.records(most: Self.mostTraced)
    for record in records {
      let trace = try trials.traceWriting(record)
      for input in trace.inputs {
        guard let path = trials.path(of: input.field, in: record), let use = Use(input.effect) else { continue }
        out[path] = out[path].map { min($0, use) } ?? use
      }
      for output in trace.outputs.joined() {
        let isConstant = output.sources.isEmpty && made[output.field.plainPath]?.isConstant != false
        made[output.field.plainPath] = (output.field.value, isConstant)
      }
    }
    var into: [String: Use] = [:]
    let files = try trials.files(writing: records, most: Self.mostTraced)
    for file in files {
      for output in try trials.traceReading(file) {
        guard output.field.plainPath.hasPrefix("/\(entity.rawValue)/") else { continue }
        let path = CanonicalShape.below(output.field.plainPath)
        let use: Use = output.sources.isEmpty ? .invented : .mapped
        into[path] = into[path].map { min($0, use) } ?? use
      }
    }
    traced = (records.count, files.count)
    constants = made.filter(\.value.isConstant).map { ($0.key, $0.value.value) }.sorted { $0.0 < $1.0 }
    let both = pack.format.reads.contains(entity) && bench.writes(entity)
    let survey = try both ? RoundTripSurvey(of: entity, in: pack, by: bench, model, records: Self.records) : nil
    disagreements = survey?.findings(in: pack) ?? []
    let losses = pack.losses[entity, default: []].map { LossPath($0).plain }
    rows = CanonicalShape(of: entity, model).paths.map { path in
      let wasCarried = survey?.carried[entity]?.contains(path) ?? false
      return Row(
        path: path, written: out[path], read: into[path],
        survives: wasCarried ? survey?.lost[entity]?.contains(path) != true : nil,
        isLoss: losses.contains { path == $0 || path.hasPrefix($0 + "/") })
    }
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
