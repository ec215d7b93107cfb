/// What went wrong with the ledger, and what to do about it.
package struct LedgerError: Error, CustomStringConvertible, Sendable {
  package enum Code: String, Sendable, CaseIterable {
    /// Another process has it.
    case busy
    case full
    case permission
    /// It cannot be opened, or is none.
    case unusable
    /// It was written by a newer Kontor.
    case newer
    /// Folders have seen a younger ledger than this one.
    case older
    /// The file system does not keep what it is told to.
    case notDurable = "not-durable"
    case corrupt
    case unexpected

    /// Whether trying again can never help until somebody changes something.
    package var isPermanent: Bool {
      switch self {
      case .busy, .full, .permission: false
      case .unusable, .newer, .older, .notDurable, .corrupt, .unexpected: true
      }
    }
  }

  package let code: Code
  /// What went wrong, and the remedy.
  package let message: String
  /// The ledger's path.
  package let path: String

  package init(_ code: Code, _ message: String, path: String) {
    self.code = code
    self.message = message
    self.path = path
  }

  package var description: String { "\(path): \(message)" }
}
