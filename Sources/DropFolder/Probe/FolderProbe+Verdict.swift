extension FolderProbe {
  /// What all findings come to, in plain words: whether it can be used, how files are taken, what can be promised.
  package var verdict: [String] {
    guard weight != .fault else { return FolderProbe.unusable }
    return [method, promise].compactMap { $0 }
  }

  /// The verdict on a folder that has a fault.
  package static let unusable = ["cannot be used"]

  private var method: String? {
    let verb: String
    switch role {
    case .inbox: verb = "claims"
    case .outbox: verb = "publishes"
    case .store: verb = "files"
    case .ledger: return nil
    }
    switch renaming {
    case .neverReplacing: return "\(verb) by rename, never replacing (renameat2)"
    case .afterListing: return "\(verb) by rename after a look at the list (renameat2 cannot promise it here)"
    case nil: return nil
    }
  }

  private var promise: String {
    switch (durability, role) {
    case (.memory, _): "keeps nothing when this machine stops; over crashes of Kontor alone it is exactly once"
    case (.unknown, _): "can promise exactly once over crashes of Kontor; of power cuts nothing is known"
    case (.thisMachine, .inbox): "can promise exactly once over crashes and power cuts of this machine"
    case (.server, .inbox):
      "can promise exactly once over crashes; a power cut of the server may offer a file again, which "
        + "the ledger recognises"
    case (.thisMachine, .outbox):
      "can promise exactly once over crashes; a power cut of this machine may offer a document twice that was "
        + "fetched in that very moment"
    case (.server, .outbox):
      "can promise exactly once over crashes; a power cut of the server may offer a document twice"
    case (.thisMachine, .store), (.thisMachine, .ledger):
      "keeps what is written over crashes and power cuts of this machine"
    case (.server, .store), (.server, .ledger): "keeps what is written as well as the server does"
    }
  }
}
