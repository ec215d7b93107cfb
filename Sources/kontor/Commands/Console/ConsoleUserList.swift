import ArgumentParser
import Console
import Exchange
import Operations

struct ConsoleUserList: Action {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show the users, what each may do, and their tokens.")

  @OptionGroup var shared: SharedOptions

  private struct Report: Encodable {
    var file: String
    var users: [User]

    struct User: Encodable {
      var name: String
      var role: String
      var payloads: Bool
      var language: String?
      var hasPassword: Bool
      var tokens: [Token]
    }

    struct Token: Encodable {
      var name: String
      var issued: String
    }
  }

  func perform(_ session: Session) throws -> Outcome {
    let change = try UserChange(session)
    let list = try change.users()
    if shared.json {
      try session.out.json(report(list, change.file.path))
    } else if list.isEmpty {
      session.out.line(
        "no users in \(Printable.line(change.file.path)); add one with kontor console user add NAME --role admin")
    } else {
      table(list).print(to: session.out)
    }
    if try change.file.content()?.isGuarded == false {
      session.err.line(
        "kontor: \(change.file.path) can be read by everybody, or changed by others: chmod 0640 \(change.file.path)")
      return .attention
    }
    return .done
  }

  private func table(_ list: UserList) -> Table {
    var table = Table(["NAME", "ROLE", "PAYLOADS", "LANGUAGE", "PASSWORD", "TOKENS"])
    for user in list.users {
      table.add([
        Cell(user.name), Cell(user.role.rawValue), Cell(user.seesPayloads ? "yes" : "no"),
        Cell(user.language?.rawValue ?? "browser's"), Cell(user.password == nil ? "none" : "yes"),
        Cell(user.tokens.map(\.name).joined(separator: " ")),
      ])
    }
    return table
  }

  private func report(_ list: UserList, _ path: String) -> Report {
    Report(
      file: path,
      users: list.users.map { user in
        Report.User(
          name: user.name, role: user.role.rawValue, payloads: user.seesPayloads, language: user.language?.rawValue,
          hasPassword: user.password != nil,
          tokens: user.tokens.map { Report.Token(name: $0.name, issued: $0.issued.description) })
      })
  }
}
