import ArgumentParser
import Exchange
import Operations
import XMLEngine

struct CoverageCommand: Action {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Show which fields of the canonical model a format maps, and which get lost.",
    discussion: """
      Makes up full records of every entity that the format knows, adds the samples of its pack, gives one field after the \
      other another value, and looks at what changes. Written: mapped, checked (other values are refused) or ignored. Read: \
      mapped, or invented where the mapping makes it from nothing that the file says. A customer that goes along with its order \
      has a table of its own for that. Where the format both writes and reads an \
      entity, it is written and read again, and what differs is compared with the losses in format.yaml.

        kontor coverage ubl
        kontor coverage formats/shop --entity Order

      Exits with 1 if the losses in format.yaml are not what was seen.
      """)

  @Argument(
    help: ArgumentHelp(
      "A format of the configuration, a pack that ships, or the folder of a pack.", valueName: "format"))
  var format: String

  @Option(help: ArgumentHelp("Only this entity.", valueName: "entity"))
  var entity: WordArgument<Entity>?

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let places = PackPlaces(session)
    let pack = try places.pack(named: format)
    let home = try places.canonicalHome()
    let bench = try FormatBench(pack.format, canonicalIn: home)
    let model = try SchemaModel(path: home + "/xsd/exchange.xsd")
    let known = Entity.allCases.filter {
      $0 != .decision && (pack.format.reads.contains($0) || bench.writes($0))
    }
    /// Those in whose documents an entity goes along.
    func carriers(of entity: Entity) -> [Entity] {
      known.filter { bench.writes($0) && pack.format.companions[$0]?.contains(entity) == true }
    }
    if let entity = entity?.value, !known.contains(entity), carriers(of: entity).isEmpty {
      throw Failure(
        .usage, "\(format) has no \(entity.rawValue); it has \(known.map(\.rawValue).joined(separator: ", "))")
    }
    var reports: [CoverageReport] = []
    for one in known where entity.map({ $0.value == one || carriers(of: $0.value).contains(one) }) ?? true {
      let coverage = try Coverage(of: one, in: pack, by: bench, model)
      let text = CoverageText(coverage: coverage, output: session.out)
      let isWhole = entity.map { $0.value == one } ?? true
      if isWhole {
        if !shared.json { text.print() }
        reports.append(CoverageReport(coverage))
      }
      for companion in coverage.companions where isWhole || companion.entity == entity?.value {
        if !shared.json, !isWhole { text.print(companion) }
        reports.append(CoverageReport(companion, with: coverage))
      }
      session.out.flush()
    }
    if shared.json { try session.out.json(["entities": reports]) }
    return reports.allSatisfy(\.disagreements.isEmpty) ? .done : .attention
  }
}
