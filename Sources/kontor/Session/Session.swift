import Exchange
import Foundation
import LedgerSQLite
import Operations

/// One run of one command: where it prints, and how it comes by configuration, formats and ledger.
final class Session {
  let options: SharedOptions
  let out: Output
  let err: Output

  init(_ options: SharedOptions, onBrokenPipe: Output.BrokenPipe) {
    self.options = options
    out = Output(descriptor: 1, color: options.color, onBrokenPipe: onBrokenPipe)
    err = Output(descriptor: 2, color: options.color, onBrokenPipe: .goesSilent)
  }

  func complain(_ failure: Failure) {
    out.flush()
    for line in failure.message.split(separator: "\n") {
      let isProblem = line.contains(": error: ") || line.contains(": warning: ")
      err.line((isProblem ? "" : "kontor: ") + Printable.line(String(line)))
    }
    err.flush()
  }

  // MARK: - What commands work with

  func configuration() throws(ConfigurationError) -> Configuration {
    try Configuration.read(from: options.configurationPath)
  }

  /// The configuration file, from the root.
  var configurationFile: String {
    ConfiguredPath.absolute(options.configurationPath, from: FileManager.default.currentDirectoryPath)
  }

  /// A configuration that Kontor can run with.
  ///
  /// - Parameter path: the file; nil for the one that the command line names.
  func checkedConfiguration(from path: String? = nil) throws(ConfigurationError) -> Configuration {
    try Configuration.checked(from: path ?? options.configurationPath)
  }

  /// - Parameter creating: make it where there is none. Only `init` does: a ledger that is gone was lost, and a new one
  ///   would know nothing of what was sent.
  func ledger(of configuration: Configuration, for access: SQLiteLedger.Access, creating: Bool = false)
    throws(LedgerError) -> any Ledger
  {
    let path = configuration.ledger.absolute
    if access == .processing, !creating, PathFacts(path: path).kind == .missing {
      throw LedgerError(
        .unusable,
        "There is no ledger. If this is a new installation, run kontor init; if the ledger was lost, kontor rebuild.",
        path: path)
    }
    return try SQLiteLedger(path: path, access: access)
  }

  // MARK: - Asking for a folder or a system

  /// The managed folder that an option names, as the configuration writes it or by its path.
  func managedFolder(_ named: String, of configuration: Configuration) throws(Failure) -> String {
    let candidates = [configuration.folder, FileManager.default.currentDirectoryPath].map {
      ConfiguredPath.absolute(named, from: $0)
    }
    if let folder = configuration.managedFolders.first(where: { candidates.contains($0) }) { return folder }
    throw Failure(
      .usage,
      "\(named) is none of the folders that bear a marker: \(configuration.managedFolders.joined(separator: ", "))")
  }

  /// The system that an option names.
  func system(named name: String?, in configuration: Configuration) throws(Failure) -> System? {
    guard let name else { return nil }
    if let system = configuration.system(named: name) { return system }
    let names = configuration.systems.map(\.name)
    let remedy =
      NearestName.of(name, among: names).map { "did you mean \($0)?" }
      ?? "the configuration has \(names.joined(separator: ", "))"
    throw Failure(.usage, "there is no system \(name); \(remedy)")
  }
}
