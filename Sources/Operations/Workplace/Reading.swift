package import Exchange

/// One look at one state of the ledger, with the configuration in force. It is not kept: the state would be old, and the
/// ledger's log could not be cut meanwhile.
package struct Reading {
  package let configuration: Configuration
  package let ledger: any Ledger & ConsoleMemory
}

/// What is needed to judge files and to tell stories: a look at the ledger, and all formats compiled.
package struct Bench {
  package let configuration: Configuration
  package let catalogue: FormatCatalogue
  package let ledger: any Ledger & ConsoleMemory
}
