import ArgumentParser
import Exchange
import Operations

struct Release: Action {
  static let configuration = CommandConfiguration(
    abstract: "Send held records as they are, whatever they wait for.",
    discussion: """
      kontor held tells what waits. What is wrong with a record itself still keeps it: a mapping that refuses it, a key \
      that belongs to another.

        kontor release 12 13 --reason "the ERP has the customer already"
        kontor release Order A-1

      Exits with 1 if one of them could not go.
      """)

  @Argument(help: ArgumentHelp("Numbers of held records, or one entity and its key.", valueName: "held"))
  var held: [String]

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let decisions = try HeldSubjects.read(held).map { decision.decision(.release, $0) }
    let desk = try DeskWork(session)
    return try desk.tell(try desk.carry(decisions), of: decisions.map { ($0, "released") }, json: shared.json)
  }
}
