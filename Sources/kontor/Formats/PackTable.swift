import Exchange
import Operations

/// All formats, one line each, and what is wrong with those that cannot be used.
struct PackTable {
  let items: [PackShelf.Item]
  let output: Output

  func print() {
    let packs = items.compactMap { try? $0.pack.get() }
    let entities = Entity.allCases.filter { entity in
      // What people decide goes by files of Kontor's own only.
      entity != .decision && packs.contains { $0.format.reads.contains(entity) || $0.format.writes.contains(entity) }
    }
    var table = Table(["NAME", "TITLE", "SIDES"] + entities.map { Self.heading($0) } + ["WHERE"])
    var problems: [ConfigurationProblem] = []
    for item in items {
      switch item.pack {
      case .success(let pack):
        table.add(
          [
            Cell(item.name, .strong), Cell(Printable.line(pack.title)),
            Cell(pack.sides.map(\.rawValue).joined(separator: ", ")),
          ] + entities.map { Cell(Self.ways(of: $0, pack.format)) } + [Cell(Printable.line(item.place), .faint)])
      case .failure(let error):
        problems += error.problems
        table.add(
          [Cell(Printable.line(item.name), .strong), Cell("cannot be used", .bad), Cell("")]
            + entities.map { _ in Cell("") } + [Cell(Printable.line(item.place), .faint)])
      }
    }
    table.print(to: output)
    output.line()
    output.line("r is read from files of the format, w is written in it. kontor formats NAME shows one in full.")
    if !problems.isEmpty { output.line() }
    for problem in problems { output.line(Printable.line(problem.description)) }
  }

  /// Short enough for a terminal.
  private static func heading(_ entity: Entity) -> String {
    switch entity {
    case .orderStatus: "STATUS"
    case .confirmation: "CONFIRM."
    default: entity.rawValue.uppercased()
    }
  }

  private static func ways(of entity: Entity, _ format: Format) -> String {
    let ways = (format.reads.contains(entity) ? "r" : "") + (format.writes.contains(entity) ? "w" : "")
    return ways.isEmpty ? "–" : ways
  }
}
