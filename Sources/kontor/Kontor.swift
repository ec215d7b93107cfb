import ArgumentParser
import Exchange
import Foundation
import Glibc
import Operations

/// The program. Every command reads the configuration, does one thing, and ends with an exit code that a script can use.
@main
struct Kontor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kontor",
    abstract: "Exchange XML files between business systems, dependably.",
    discussion: """
      Kontor takes files out of inboxes, proves that they are complete, validates them against XML Schema, decides record \
      by record what may pass, writes documents into outboxes, and answers every file with an acknowledgement.

      A first try:
        kontor init         make the folders, and a configuration if there is none
        kontor check        see whether the configuration is right
        kontor ownership    see who owns what
        kontor doctor       see what the folders can promise
        kontor scan         take what lies in the inboxes
        kontor status       see how things stand

      Exit codes: 0 done; 1 something was rejected, held, incomplete or put off, does not agree or should be changed; 2 the \
      command line is wrong; 66 a file cannot be read; 69 nothing runs; 74 a folder or the ledger cannot be used; 75 the ledger is in \
      use, try again; 78 the configuration is wrong.
      """,
    version: "kontor \(KontorVersion.text)",
    subcommands: [
      Init.self, Check.self, FormatsCommand.self, FormatCommand.self, OwnershipCommand.self, Doctor.self, Run.self,
      Scan.self,
      Validate.self, Map.self, TestMappings.self, CoverageCommand.self,
      Status.self, HealthCommand.self, Incidents.self, List.self, Show.self, Explain.self, Codes.self, Rejected.self,
      Edit.self,
      Reprocess.self,
      Resend.self,
      Held.self, Release.self, Discard.self, Conflicts.self, Resolve.self, Transfer.self, Reconcile.self, Audit.self,
      ScheduleCommand.self, ReplayCommand.self, Verify.self, Backup.self, RebuildCommand.self, Prune.self, Erase.self,
      ConsoleCommand.self, ProbeFolder.self,
    ])

  static func main() {
    // A reader that has seen enough closes the pipe; that is told by an error of `write`, not by a signal.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      // The argument parser would end with 64; scripts know 2 for a wrong command line, from every shell tool.
      guard exitCode(for: error) == .validationFailure, !(error is ExitCode) else { exit(withError: error) }
      FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
      Glibc.exit(Outcome.usage.rawValue)
    }
  }
}
