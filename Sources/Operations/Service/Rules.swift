import DropFolder
package import Exchange
import XMLEngine

/// A configuration with all that it names, read, checked and compiled.
package struct Rules {
  package let configuration: Configuration
  package let catalogue: FormatCatalogue
  /// All files that were read for it, as they looked before.
  package let stamps: FileStamps

  /// Why some files make no rules.
  package struct Refusal: Error {
    /// Each with its line, where it has one.
    package let problems: [String]
    /// All files that were looked into, as they looked before.
    package let stamps: FileStamps
    package let cause: any Error
  }

  /// Reads everything anew.
  ///
  /// - Parameter known: files that are looked at in any case.
  package static func read(from file: String, known: Set<String>) throws(Refusal) -> Rules {
    // Each file is looked at before it is read where it is known by then, so that one that changes meanwhile is seen to
    // be another one afterwards.
    var stamps = FileStamps(of: known)
    let noted = FilesRead()
    let read = Result {
      let configuration = try RuleFiles.noting(in: noted) { try Configuration.checked(from: file) }
      stamps.add(configuration.files)
      let catalogue = try RuleFiles.noting(in: noted) { try FormatCatalogue(configuration) }
      return (configuration, catalogue)
    }
    // Also of what could not be compiled: when one of its parts is mended, it is worth another try.
    stamps.add(noted.paths)
    switch read {
    case .success(let (configuration, catalogue)):
      return Rules(configuration: configuration, catalogue: catalogue, stamps: stamps)
    case .failure(let error as ConfigurationError):
      throw Refusal(problems: error.problems.map(\.description), stamps: stamps, cause: error)
    case .failure(let error):
      throw Refusal(problems: ["\(error)"], stamps: stamps, cause: error)
    }
  }
}

extension Configuration {
  /// Keys in which it differs from the one in force and which a running process cannot change.
  package func needingRestart(instead of: Configuration) -> [String] {
    var keys: [String] = []
    if node != of.node { keys.append("node") }
    if ledger.absolute != of.ledger.absolute { keys.append("ledger") }
    if archive.absolute != of.archive.absolute { keys.append("archive") }
    if rejected.absolute != of.rejected.absolute { keys.append("rejected") }
    if desk.absolute != of.desk.absolute { keys.append("desk") }
    if service.http != of.service.http { keys.append("service: http") }
    if console?.fixed != of.console?.fixed { keys.append("console") }
    return keys
  }
}

extension ConsoleRule {
  /// What of it cannot become another while it listens, wherever it stands in the file.
  fileprivate var fixed: [String] {
    let parts =
      [listen.description, users.absolute] + trustedProxies.map(\.description) + ["hosts"] + hosts + ["tls"]
    return parts + (encryption.map { [$0.certificate.absolute, $0.key.absolute] } ?? [])
  }
}
