import DropFolder

/// Deletes what is to be forgotten, so that a crash at any moment leaves nothing missing without a reason in the ledger.
///
/// First the ledger says what is going to be deleted. Then the side file is written anew, which says the same, and only
/// then the files go. Last, the ledger notes that they are gone. What was said and not noted is done again.
struct Pruner {
  private let ledger: any Ledger
  private let now: () -> Timestamp
  /// The archive, or the rejected files of a system; nil where that is gone.
  private let archive: (_ rejectedFrom: String?) throws -> Archive?

  init(
    ledger: any Ledger, now: @escaping () -> Timestamp, archive: @escaping (_ rejectedFrom: String?) throws -> Archive?
  ) {
    self.ledger = ledger
    self.now = now
    self.archive = archive
  }

  func prune(_ prunings: [Pruning]) throws {
    guard !prunings.isEmpty else { return }
    try ledger.begin(prunings)
    try finish(prunings)
  }

  /// Does what was said, also where an earlier run was ended in the middle of it.
  func finish(_ prunings: [Pruning]) throws {
    var interchanges: [Interchange] = []
    for pruning in prunings {
      guard let interchange = try ledger.interchange(pruning.interchange) else { continue }
      if interchanges.last?.id != interchange.id { interchanges.append(interchange) }
    }
    for interchange in interchanges { try writeSideFile(of: interchange) }
    for pruning in prunings {
      guard let interchange = interchanges.first(where: { $0.id == pruning.interchange }) else { continue }
      try deleteFiles(of: interchange, pruning.class)
    }
    try ledger.end(prunings, at: now())
  }

  /// Writes the side file as the ledger has it now. Where it is gone, nobody needs it.
  func writeSideFile(of interchange: Interchange) throws {
    guard let archive = try archive(interchange.rejectedFrom), let place = try place(of: interchange, in: archive)
    else {
      return
    }
    let name = try FileName.safe(interchange.id.text + SideFile.suffix)
    let sequences = try ledger.sequences()
    var file = try archive.incoming.create(anew: name, permissions: 0o640)
    try SideFile(interchange, sequences: sequences, ledger: ledger).write(to: &file)
    try file.end(durably: true)
    try archive.storeSideFile(name, beside: place, suffix: SideFile.suffix)
    try archive.removeCompressed(place + SideFile.suffix)
  }

  /// Where the side file of an interchange lies now; nil where it is gone.
  private func place(of interchange: Interchange, in archive: Archive) throws -> String? {
    guard let place = interchange.place else { return nil }
    return try interchange.places.first { try archive.holds($0 + SideFile.suffix) }
      ?? (archive.holds(place) ? place : nil)
  }

  private func deleteFiles(of interchange: Interchange, _ kind: RetentionClass) throws {
    guard let name = interchange.place?.split(separator: "/").last.map(String.init) else { return }
    switch kind {
    case .payload:
      guard let archive = try archive(nil), let place = interchange.place else { return }
      try archive.remove(place, suffixes: kind.suffixes)
    case .rejected:
      guard let archive = try archive(interchange.sender) else { return }
      for place in ["\(RejectedFolder.closed.display)/\(name)", name] {
        try archive.remove(place, suffixes: kind.suffixes)
      }
    case .metadata: break
    }
  }
}

extension Interchange {
  /// The system among whose rejected files its own lies; nil for the archive.
  fileprivate var rejectedFrom: String? { verdict == .rejected ? sender : nil }

  /// Where its file may lie, by what became of it.
  fileprivate var places: [String] {
    guard let place else { return [] }
    return verdict == .rejected ? ["\(RejectedFolder.closed.display)/\(place)", place] : [place]
  }
}
