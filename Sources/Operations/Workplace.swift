package import Exchange
import Synchronization

/// What a person's workplace offers: asking the ledger, and putting decisions on the desk. The command line and the
/// console are two faces of it.
package final class Workplace: Sendable {
  /// The configuration file, from the root.
  package let configurationFile: String
  private let configurations: Mutex<Configuration>

  package init(configurationFile: String, configuration: Configuration) {
    self.configurationFile = configurationFile
    configurations = Mutex(configuration)
  }

  /// The configuration in force.
  package var configuration: Configuration { configurations.withLock { $0 } }
}

/// One look at one state of the ledger, with the configuration in force.
package struct Reading {
  package let configuration: Configuration
  package let ledger: any Ledger & ConsoleMemory
}

/// TEMPORARY
package struct Bench { 
  package let configuration: Configuration
  package let catalogue: FormatCatalogue
  package let ledger: any Ledger & ConsoleMemory
}
