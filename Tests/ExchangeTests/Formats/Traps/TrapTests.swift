import Exchange
import Testing

@Suite("What a format pack must not get wrong")
struct TrapTests {
  @Test("each trap ends as the table says", arguments: TrapTable.all)
  func holds(_ table: TrapTable) throws {
    let trial = try TrapTrial(table)
    for trap in table.rows {
      do {
        guard let fault = try trial.fault(of: trap) else { continue }
        Testing.Issue.record("\(table.pack), \(trap.sample): \(fault)", sourceLocation: trap.location)
      } catch let useless as TrapTrial.Useless {
        Testing.Issue.record("\(table.pack), \(trap.sample): \(useless)", sourceLocation: trap.location)
      }
    }
  }

  @Test("no pack is left out")
  func all() {
    let tried = Set(TrapTable.all.map(\.pack))
    #expect(ShippedPack.all.allSatisfy { tried.contains($0.pack.name) })
    #expect(TrapTable.all.allSatisfy { !$0.rows.isEmpty })
  }
}
