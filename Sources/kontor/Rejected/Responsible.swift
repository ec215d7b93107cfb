import Exchange

/// Who can put a fault right.
enum Responsible: String {
  /// Whoever made the file.
  case sender
  /// Whoever looks after this installation's stylesheets and code tables.
  case mapping
  /// Whoever runs this installation.
  case administrator

  init(code: String) {
    switch IssueCode(rawValue: code) {
    case .mappingFailed, .mappingInvalid, .notCanonical, .codeUntranslatable: self = .mapping
    case .endedTheProgram, .ledgerLost: self = .administrator
    default: self = .sender
    }
  }

  var words: String {
    switch self {
    case .sender: "to be put right in the sender's data"
    case .mapping: "to be put right in our mapping"
    case .administrator: "to be looked at by whoever runs Kontor"
    }
  }
}
