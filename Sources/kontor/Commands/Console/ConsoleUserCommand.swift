import ArgumentParser

struct ConsoleUserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user",
    abstract: "Say who may use the console, and what each may do.",
    discussion: """
      A role is viewer (looks), operator (puts rejected files right, releases, resolves, resends) or admin (stops and starts \
      flows besides, and sees how the installation is made). The right to see what files hold is given by itself, with \
      --payloads. A running console takes a change within a second; whoever loses his password or is removed is logged out.

        kontor console user add a.brandt --role operator --payloads
        kontor console user password a.brandt
        kontor console user token reports --name dashboard
      """,
    subcommands: [
      ConsoleUserList.self, ConsoleUserAdd.self, ConsoleUserChange.self, ConsoleUserPassword.self,
      ConsoleUserRemove.self, ConsoleUserToken.self,
    ],
    defaultSubcommand: ConsoleUserList.self)
}
