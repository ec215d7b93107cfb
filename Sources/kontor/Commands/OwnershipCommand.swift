import ArgumentParser
import Exchange
import Operations

struct OwnershipCommand: Action {
  static let configuration = CommandConfiguration(
    commandName: "ownership",
    abstract: "Show who owns what, at which stage, and which way it goes.",
    discussion: """
      One table for each kind of record that a flow carries: who has the last word on each field at each stage, between \
      which systems its values go, what happens where both sides changed it, and what is sent where nobody has said \
      anything. It is what the configuration says, with everything filled in; the ledger is not asked.

        kontor ownership
        kontor ownership Customer
      """)

  @Argument(
    help: ArgumentHelp("Only this kind of record.", valueName: "entity"),
    completion: .list(Entity.allCases.map(\.rawValue)))
  var entity: String?

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.checkedConfiguration()
    let tables = try entities(of: configuration).map { OwnershipTable($0, of: configuration) }
    if shared.json {
      try session.out.json(OwnershipReport(tables))
    } else {
      for (index, table) in tables.enumerated() {
        if index > 0 { session.out.line() }
        OwnershipText(table: table, output: session.out).print()
      }
    }
    return .done
  }

  private func entities(of configuration: Configuration) throws(Failure) -> [Entity] {
    let carried = Entity.allCases.filter { entity in configuration.flows.contains { $0.carries(entity) } }
    guard let name = entity else { return carried }
    if let entity = carried.first(where: { $0.rawValue.lowercased() == name.lowercased() }) { return [entity] }
    let names = carried.map(\.rawValue)
    let remedy =
      NearestName.of(name, among: names).map { "did you mean \($0)?" }
      ?? "flows carry \(names.joined(separator: ", "))"
    throw Failure(.usage, "no flow carries \(name); \(remedy)")
  }
}

/// What `ownership --json` says.
private struct OwnershipReport: Encodable {
  struct Table: Encodable {
    var entity: String
    var mergedByField: Bool
    var stages: [String]
    var stagesNotSent: [String]
    var fields: [Field]
  }

  struct Field: Encodable {
    /// `*`: the record as a whole.
    var field: String
    /// By stage; under `always` where there are no stages.
    var owners: [String: String]
    var ways: [Way]
    /// Left out where the other side can change nothing.
    var conflict: String?
    /// Those who have the last word on a conflict.
    var lastWord: [String]
    var `default`: String?
  }

  struct Way: Encodable {
    var from: String
    var to: String
    var bothWays: Bool
  }

  var entities: [Table]

  init(_ tables: [OwnershipTable]) {
    entities = tables.map { table in
      let stages = table.stages.map(\.rawValue)
      return Table(
        entity: table.entity.rawValue, mergedByField: table.isMerged, stages: stages,
        stagesNotSent: table.kept.map(\.rawValue),
        fields: table.rows.map { row in
          Field(
            field: row.field,
            owners: Dictionary(
              uniqueKeysWithValues: zip(stages.isEmpty ? ["always"] : stages, row.owners.map(\.word))),
            ways: row.ways.map { Way(from: $0.from, to: $0.to, bothWays: $0.isTwoWay) },
            conflict: row.isShared || row.conflict == .fillIfEmpty ? row.conflict.rawValue : nil,
            lastWord: row.lastWords, default: row.standard)
        })
    }
  }
}
