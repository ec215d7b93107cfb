import ArgumentParser
import Console
import Exchange
import Operations

extension Role: ExpressibleByArgument {}

struct ConsoleUserAdd: Action {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a user, and ask for the password.")

  @Argument(help: "The name to log in with; it stands in the audit trail.")
  var name: String

  @Option(help: "viewer, operator or admin.")
  var role: Role

  @Flag(help: "May see what files hold and the values of fields.")
  var payloads = false

  @Option(help: "The language of the console for this user, en or de. Without it: as the browser asks for.")
  var language: LanguageArgument?

  @Flag(help: "Take the password from the first line of standard input.")
  var passwordStdin = false

  @Flag(help: "Give no password: for a program, which comes in by a token.")
  var withoutPassword = false

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if passwordStdin, withoutPassword {
      throw ValidationError("Say either --password-stdin or --without-password.")
    }
  }

  func perform(_ session: Session) throws -> Outcome {
    guard ConsoleUser.isName(name) else {
      throw Failure(
        .usage,
        "\(Printable.line(name)) cannot name a user: use letters, digits, . _ - and @ (ASCII, at most 64), and begin with a "
          + "letter or digit.")
    }
    let change = try UserChange(session)
    try Self.requireNew(name, in: try change.users())
    var user = ConsoleUser(name: name, role: role, seesPayloads: payloads, language: language?.language)
    if !withoutPassword {
      user.password = try PasswordHash(
        of: PasswordEntry(session: session).newPassword(for: name, fromInput: passwordStdin))
    }
    let detail = AccessDetail.text([.role(role.rawValue)] + (payloads ? [.payloads] : []))
    try change.make(.userAdded, of: name, detail: detail) { list in
      try Self.requireNew(name, in: list)
      list.put(user)
    }
    try change.tell(
      .userAdded, of: name, "added \(name) as \(role.rawValue)\(payloads ? ", who may see what files hold" : "")")
    return .done
  }

  private static func requireNew(_ name: String, in list: UserList) throws(Failure) {
    guard let present = list[name] else { return }
    throw Failure(
      .usage,
      "There is a user \(present.name) already. kontor console user change gives another role, password another password."
    )
  }
}

/// `en` or `de`.
struct LanguageArgument: ExpressibleByArgument {
  let language: Language

  init?(argument: String) {
    guard let language = Language(rawValue: argument) else { return nil }
    self.language = language
  }

  static var allValueStrings: [String] { Language.allCases.map(\.rawValue) }
}
