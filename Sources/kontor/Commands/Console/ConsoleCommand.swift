import ArgumentParser

struct ConsoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console",
    abstract: "The operator's console in the browser.",
    subcommands: [ConsoleUserCommand.self])
}
