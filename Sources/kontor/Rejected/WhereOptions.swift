import ArgumentParser
import Exchange
import Operations

/// Interchanges by what they are.
struct WhereOptions: ParsableArguments {
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only those for which all of this holds.",
      discussion:
        "Conditions divided by spaces: system=, code=, entity=, file= (with * and ?), age> and age< (30m, 2h, 2d): "
        + "\"system=crm code=value-invalid age>2d\"",
      valueName: "conditions"))
  var clause: String?

  /// Nil where there is no such condition.
  func filter(_ configuration: Configuration) throws(Failure) -> InterchangeFilter? {
    guard let clause else { return nil }
    return try WhereClause(clause, configuration).filter
  }

  /// Open rejections for which the conditions hold.
  func openRejections(_ configuration: Configuration) throws(Failure) -> InterchangeFilter? {
    guard var filter = try filter(configuration) else { return nil }
    guard (filter.rejection ?? .open) == .open else {
      throw Failure(.usage, "--where: only what is still to be put right is meant here, so leave rejection= out")
    }
    filter.rejection = .open
    return filter
  }
}
