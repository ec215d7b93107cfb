import DropFolder
import Exchange
import XMLEngine

/// Why a command could not do what it was told, with the exit code that says so.
package struct Failure: Error {
  package let outcome: Outcome
  /// One or more lines, each with what to do.
  package let message: String

  package init(_ outcome: Outcome, _ message: String) {
    self.outcome = outcome
    self.message = message
  }

  /// The one place where errors of all rooms become exit codes. Nil for what is none of ours.
  package init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let unclear as UnclearName: self = unclear.failure
    case let error as ConfigurationError: self.init(.configuration, error.description)
    case let error as FormatError: self.init(.configuration, "\(error)")
    case let error as LedgerError: self.init(error.code == .busy ? .temporary : .ioError, "\(error)")
    case let error as FolderError: self.init(error.code == .locked ? .temporary : .ioError, "\(error)")
    case let error as XMLEngineError:
      switch error.code {
      case .schema, .stylesheet: self.init(.configuration, "\(error)")
      case .input: self.init(.noInput, "\(error)")
      case .transformation, .library: self.init(.software, "\(error)")
      }
    default: return nil
    }
  }
}
