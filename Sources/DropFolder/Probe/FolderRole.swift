/// What a folder is used for, as far as it decides what is asked of it.
package enum FolderRole: String, Hashable, Sendable, Codable, CaseIterable {
  case inbox, outbox
  /// The archive and the folder for rejected files.
  case store
  case ledger

  /// The folder inside it that only this program works in.
  var workingFolder: FileName? {
    switch self {
    case .inbox: ".claimed"
    case .outbox: ".prepared"
    case .store, .ledger: nil
    }
  }
}
