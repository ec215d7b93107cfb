import ArgumentParser
import Console
import Exchange
import Operations

struct ConsoleUserToken: Action {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Make a token by which a program uses the API with a user's rights, or withdraw one.",
    discussion: """
      It is printed once, and kept nowhere: only its SHA-256 is. The program sends it as Authorization: Bearer TOKEN.

        kontor console user add reports --role viewer --without-password
        kontor console user token reports --name dashboard > token.txt
        kontor console user token reports --name dashboard --withdraw
      """)

  @Argument(help: "The user.")
  var user: String

  @Option(help: "What the token is for; no two of a user have the same name.")
  var name: String

  @Flag(help: "Withdraw it: whoever has it is refused from now on.")
  var withdraw = false

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    guard ConsoleUser.isName(name) else {
      throw Failure(
        .usage,
        "\(Printable.line(name)) cannot name a token: use letters, digits, . _ - and @ (ASCII, at most 64), and begin with "
          + "a letter or digit.")
    }
    let change = try UserChange(session)
    let owner = try UserChange.user(user, in: try change.users())
    return withdraw ? try end(owner.name, change) : try issue(owner.name, change)
  }

  private func issue(_ owner: String, _ change: UserChange) throws -> Outcome {
    let secret = Secret()
    try change.make(.tokenIssued, of: owner, detail: name) { list in
      var user = try UserChange.user(owner, in: list)
      guard !user.tokens.contains(where: { $0.name == name }) else {
        throw Failure(.usage, "\(owner) has a token \(name) already; withdraw it first, or give this one another name.")
      }
      user.tokens.append(ConsoleUser.Token(name: name, digest: secret.digest, issued: .now()))
      list.put(user)
    }
    try change.tell(.tokenIssued, of: owner, "it is shown only now", secret: secret.text)
    return .done
  }

  private func end(_ owner: String, _ change: UserChange) throws -> Outcome {
    try change.make(.tokenWithdrawn, of: owner, detail: name) { list in
      var user = try UserChange.user(owner, in: list)
      guard user.tokens.contains(where: { $0.name == name }) else {
        throw Failure(.usage, "\(owner) has no token \(name). kontor console user list shows all.")
      }
      user.tokens.removeAll { $0.name == name }
      list.put(user)
    }
    try change.tell(.tokenWithdrawn, of: owner, "withdrew \(name) of \(owner)")
    return .done
  }
}
