import ArgumentParser
import Operations

struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format",
    abstract: "Begin a format of your own. Those that there are, kontor formats lists.",
    subcommands: [FormatNew.self])
}
