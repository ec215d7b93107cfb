import ArgumentParser
import Console
import Exchange
import Operations

struct ConsoleUserRemove: Action {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract:
      "Remove a user with all tokens, and end all sessions of that user. What the user did stays in the audit trail.")

  @Argument(help: "The user.")
  var name: String

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let change = try UserChange(session)
    let user = try UserChange.user(name, in: try change.users())
    try change.make(.userRemoved, of: user.name) { list in
      _ = try UserChange.user(name, in: list)
      _ = list.remove(name)
    }
    try change.tell(.userRemoved, of: user.name, "removed \(user.name)")
    if try change.users().isEmpty {
      session.err.line("kontor: nobody can log in any more; where others reach the console, it will not start again")
    }
    return .done
  }
}
