import ArgumentParser

struct ScheduleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Show when the documents of each flow go, and try a schedule out.",
    discussion: """
      Without a subcommand it shows the flows of the configuration.

        kontor schedule
        kontor schedule crm-erp --count 10
        kontor schedule try "*/15 6-20 * * mon-fri" --time-zone Europe/Berlin
      """,
    subcommands: [ScheduleShow.self, ScheduleTry.self],
    defaultSubcommand: ScheduleShow.self)
}
