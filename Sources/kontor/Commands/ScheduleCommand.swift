import ArgumentParser
import Operations

struct ScheduleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Show when the documents of each flow go, let them go, and pause a flow.",
    discussion: """
      Without a subcommand it shows the flows of the configuration.

        kontor schedule
        kontor schedule crm-erp --count 10
        kontor schedule run crm-erp
        kontor schedule pause crm-erp --reason "the ERP is being updated"
        kontor schedule try "*/15 6-20 * * mon-fri" --time-zone Europe/Berlin
      """,
    subcommands: [
      ScheduleShow.self, ScheduleRun.self, SchedulePause.self, ScheduleResume.self, ScheduleTry.self,
    ],
    defaultSubcommand: ScheduleShow.self)
}
