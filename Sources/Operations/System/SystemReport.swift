package import Exchange
import Glibc

/// How an installation is made and how it stands, without a look at any folder but the ledger's own.
package struct SystemReport: Sendable {
  package var version: String
  package var environment: String
  package var node: String
  /// The configuration file, as it was named.
  package var configuration: String
  /// The ledger's file, as the configuration has it.
  package var ledger: String
  /// The database with its log, in bytes.
  package var ledgerSize: Int64
  package var generation: Int64
  /// How many files it knows.
  package var interchanges: Int64
  /// Of the file system on which the ledger lies, in bytes; nil where it cannot be asked.
  package var free: Int64?
  package var total: Int64?
  package var settings: [Setting]
  /// Why the configuration file could not be read just now.
  package var settingsProblem: String?
  package var folders: [SystemFolder]
}

/// A folder of the configuration, by name alone.
package struct SystemFolder: Sendable {
  /// Nil for Kontor's own.
  package var system: String?
  /// `inbox`, `outbox` and so on.
  package var title: String
  /// As the configuration has it.
  package var path: String
}

extension Reading {
  package func system() throws -> SystemReport {
    let size = ["", "-wal"].map { Self.size(of: configuration.ledger.absolute + $0) }.reduce(0, +)
    var space = statvfs()
    let isKnown = statvfs(configuration.ledgerFolder, &space) == 0
    let (settings, problem) = configuration.settings()
    let block = Int64(space.f_frsize)
    return SystemReport(
      version: KontorVersion.text, environment: configuration.environment.rawValue, node: configuration.node,
      configuration: configuration.file, ledger: configuration.ledger.written, ledgerSize: size,
      generation: try ledger.generation(), interchanges: try ledger.lastArrival(),
      free: isKnown ? Int64(space.f_bavail) * block : nil, total: isKnown ? Int64(space.f_blocks) * block : nil,
      settings: settings, settingsProblem: problem,
      folders: configuration.examinedFolders().map {
        SystemFolder(system: $0.system, title: $0.title, path: $0.written.written)
      })
  }

  private static func size(of path: String) -> Int64 {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int64(facts.st_size) : 0
  }
}
