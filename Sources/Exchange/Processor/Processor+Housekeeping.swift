import DropFolder

/// Once a day, what is old is compressed or forgotten.
extension Processor {
  /// How long files that come may wait for it; then the next scan goes on with it.
  private static let patience = Duration.seconds(2)

  /// The next pieces of it. Where the day's work is done, or nothing is configured, this costs nothing.
  func keepHouse() throws {
    let today = options.now().day
    guard housekeptOn != today, !configuration.retention.isEmpty, options.only == nil, !options.shouldStop(),
      archive.opened != nil
    else { return }
    let housekeeping = Housekeeping(
      configuration, ledger: ledger, now: options.now, fewFiles: options.fewFiles,
      archive: { [archive] in try archive.use() }, pruner: pruner)
    let end = options.clock.now + Self.patience
    do {
      try beginGenerationIfDue()
      var hasMore = true
      while hasMore, options.clock.now < end, !options.shouldStop() { hasMore = try housekeeping.carryOn() }
      if hasMore { nextLook = .zero } else { housekeptOn = today }
    } catch let error as FolderError {
      putOff("housekeeping", error)
    }
  }

  /// Forgets at once what a person asks for, and what an earlier run did not bring to its end.
  ///
  /// - Parameter tell: called with each item; what is due is forgotten a little later.
  /// - Throws: where the archive, or the rejected files of a system, cannot be worked in now.
  package func prune(_ scope: PruneScope, tell: (PruneItem) throws -> Void) throws {
    try openRooms()
    _ = try archive.use()
    try beginGenerationIfDue()
    let pruner = pruner
    while case let unfinished = try ledger.unfinishedPrunings(limit: Self.pieceOfPruning), !unfinished.isEmpty {
      try pruner.finish(unfinished)
    }
    var due: [Pruning] = []
    func prune() throws {
      try pruner.prune(due)
      due = []
    }
    for kind in scope.classes {
      var one = scope
      one.keep(only: [kind])
      try PruneWalk(configuration, ledger: ledger, isTrial: false, calls: options.calls).forEach(one) { item in
        try tell(item)
        guard item.kept == nil, let limit = scope[kind] else { return }
        due.append(Pruning(item.interchange.id, kind, rule: limit.rule, who: scope.who, saidAt: options.now()))
        if due.count == Self.pieceOfPruning { try prune() }
      }
      try prune()
    }
  }

  private static let pieceOfPruning = 100

  var pruner: Pruner {
    Pruner(ledger: ledger, now: options.now) { [archive, weak self] system in
      guard let system else { return try archive.use() }
      return try self?.rejectedFiles(of: system)
    }
  }

  /// A system that has no inbox any more may still have rejected files; nil where it has none.
  func rejectedFiles(of system: String) throws(FolderError) -> Archive? {
    let port = ports.first { $0.system.name == system }
    if let port, port.inbox != nil { return try port.rejected.use() }
    let path = "\(configuration.rejected.absolute)/\(system)"
    do {
      return try Archive(path: path, layout: .flat, calls: options.calls)
    } catch {
      guard error.code == .missing else { throw error }
      return nil
    }
  }
}
