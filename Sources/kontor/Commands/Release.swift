import ArgumentParser
import Exchange

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

struct Discard: Action {
  static let configuration = CommandConfiguration(
    abstract: "End held records without sending them.",
    discussion: """
      Their sender is told that they were rejected, and why. The files that brought them stay in the archive.

        kontor discard 12 --reason "ordered twice; the customer meant A-2"
      """)

  @Argument(help: ArgumentHelp("Numbers of held records, or one entity and its key.", valueName: "held"))
  var held: [String]

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if decision.reason == nil { throw ValidationError("Say why, with --reason: the sender is told.") }
  }

  func perform(_ session: Session) throws -> Outcome {
    let decisions = try HeldSubjects.read(held).map { decision.decision(.discard, $0) }
    let desk = try DeskWork(session)
    return try desk.tell(try desk.carry(decisions), of: decisions.map { ($0, "discarded") }, json: shared.json)
  }
}
