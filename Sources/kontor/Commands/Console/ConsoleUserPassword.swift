import ArgumentParser
import Console
import Exchange
import Operations

struct ConsoleUserPassword: Action {
  static let configuration = CommandConfiguration(
    commandName: "password", abstract: "Give a user another password, and end all sessions of that user.")

  @Argument(help: "The user.")
  var name: String

  @Flag(help: "Take the password from the first line of standard input.")
  var passwordStdin = false

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let change = try UserChange(session)
    let user = try UserChange.user(name, in: try change.users())
    let hash = try PasswordHash(
      of: PasswordEntry(session: session).newPassword(for: user.name, fromInput: passwordStdin))
    try change.make(.passwordChanged, of: user.name) { list in
      var user = try UserChange.user(name, in: list)
      user.password = hash
      list.put(user)
    }
    try change.tell(.passwordChanged, of: user.name, "\(user.name) has another password")
    return .done
  }
}
