import DropFolder

/// Compresses and forgets what its time has come for, once a day and piece by piece, so that no file waits for it long.
final class Housekeeping {
  private let configuration: Configuration
  private let ledger: any Ledger
  private let now: () -> Timestamp
  private let fewFiles: Int
  private let archive: () throws -> Archive
  private let judge: PruneJudge
  private let pruner: Pruner

  /// Links that one piece looks at.
  private static let pageSize = 200
  /// Bytes of files that one piece compresses; a larger file is a piece of its own.
  private static let pieceBytes: Int64 = 32 << 20
  /// Interchanges of which one piece forgets something.
  private static let pieceOfForgetting = 50

  /// - Parameter archive: opens the archive.
  init(
    _ configuration: Configuration, ledger: any Ledger, now: @escaping () -> Timestamp, fewFiles: Int,
    archive: @escaping () throws -> Archive, pruner: Pruner
  ) {
    self.configuration = configuration
    self.ledger = ledger
    self.now = now
    self.fewFiles = fewFiles
    self.archive = archive
    judge = PruneJudge(configuration, ledger: ledger)
    self.pruner = pruner
  }

  /// The next piece of what is due today; false where nothing is left.
  func carryOn() throws -> Bool {
    let unfinished = try ledger.unfinishedPrunings(limit: Self.pieceOfForgetting)
    if !unfinished.isEmpty {
      try pruner.finish(unfinished)
      return true
    }
    if let term = configuration.retention.compress, try step(.compress, { try compress($0, after: term, &$1) }) {
      return true
    }
    let scope = PruneScope(configuration.retention, at: now())
    for kind in scope.classes where try step(HousekeepingTask(kind), { try forget($0, kind, scope, &$1) }) {
      return true
    }
    return false
  }

  /// One piece of a task; false where its run of today is over.
  private func step(
    _ task: HousekeepingTask, _ work: ([Closing], inout HousekeepingProgress) throws -> Void
  ) throws -> Bool {
    let today = now().day
    var progress =
      try ledger.progress(of: task) ?? HousekeepingProgress(day: "", position: 0, floor: 0, isDone: true)
    if progress.day != today {
      progress = HousekeepingProgress(day: today, position: progress.floor, floor: progress.floor, isDone: false)
    }
    guard !progress.isDone else { return false }
    let page = try ledger.closings(after: progress.position, limit: Self.pageSize)
    progress.isDone = page.count < Self.pageSize
    try work(page, &progress)
    try ledger.note(progress, of: task)
    return !progress.isDone
  }

  // MARK: - Compressing

  private func compress(_ page: [Closing], after term: RetentionRule.Term, _ progress: inout HousekeepingProgress)
    throws
  {
    let limit = now() + (.zero - term.duration)
    var files: [FiledFile] = []
    var bytes: Int64 = 0
    for link in page {
      guard let interchange = try ledger.interchange(link.interchange), let place = interchange.place else {
        progress.position = link.number
        continue
      }
      guard let done = interchange.doneAt, done < limit else {
        progress.isDone = true
        break
      }
      if bytes > 0, bytes + interchange.size > Self.pieceBytes {
        progress.isDone = false
        break
      }
      if interchange.verdict != .rejected {
        let erased = try ledger.erasedFiles(of: interchange.id).last { $0.kind == .file }
        let sha256 = erased?.after ?? interchange.sha256
        files.append(FiledFile(place: place, digest: FileDigest(size: interchange.size, sha256: sha256)))
        files += [SideFile.suffix, SideFile.copiesSuffix].map { FiledFile(place: place + $0) }
        bytes += interchange.size
      }
      progress.position = link.number
    }
    _ = try archive().compress(files, fewFiles: fewFiles)
    progress.floor = progress.position
  }

  // MARK: - Forgetting

  private func forget(
    _ page: [Closing], _ kind: RetentionClass, _ scope: PruneScope, _ progress: inout HousekeepingProgress
  ) throws {
    guard let limit = scope[kind] else { return }
    var due: [Pruning] = []
    walk: for link in page {
      let isNothingLeft = progress.floor == progress.position
      guard let interchange = try ledger.interchange(link.interchange) else {
        progress.position = link.number
        continue
      }
      switch try judge.judge(interchange, kind, scope) {
      case .due: due.append(Pruning(interchange.id, kind, rule: limit.rule, saidAt: now()))
      case .nothing: break
      case .later:
        // Of rejected files the time begins when the rejection is closed, which has no order.
        if let done = interchange.doneAt, done >= limit.before {
          progress.isDone = true
          break walk
        }
        fallthrough
      case .kept:
        progress.position = link.number
        continue
      }
      progress.position = link.number
      if isNothingLeft { progress.floor = link.number }
      if due.count == Self.pieceOfForgetting {
        progress.isDone = false
        break
      }
    }
    try pruner.prune(due)
  }
}
