import Exchange
import Testing
import XMLEngine

@Suite("What a format pack writes and reads again")
struct RoundTripTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let shipped: ShippedPack
    let entity: Entity

    var testDescription: String { "\(shipped.pack.name), \(entity.rawValue)" }
  }

  /// Only what a pack both reads and writes by itself: a customer who only goes along with an order is tried with that.
  static let cases: [Case] = ShippedPack.all.flatMap { shipped in
    Entity.allCases.filter {
      shipped.pack.format.reads.contains($0) && shipped.pack.format.write[$0] != nil
    }.map { Case(shipped: shipped, entity: $0) }
  }

  @Test("there is something to try")
  func some() {
    #expect(ShippedPack.all.count == FormatPack.all(below: ShippedPack.home + "/formats").count)
    #expect(Self.cases.count > 5)
  }

  @Test("what differs afterwards is what the pack says is lost, all of it and nothing else", arguments: cases)
  func survives(_ one: Case) throws {
    let pack = one.shipped.pack
    let survey = try RoundTripSurvey(
      of: one.entity, in: pack, by: one.shipped.bench(), SchemaModel(path: ShippedPack.schema), records: 240)
    for finding in survey.findings(in: pack) { Testing.Issue.record("\(pack.name): \(finding)") }
  }
}
