package import DropFolder

/// Finds out what would come out of archived interchanges: by other rules, or by the present ones.
///
/// With other rules it decides every interchange twice, by the present rules and by the others, side by side. Without, it
/// holds what comes out against what the side files say was made then. Each run has a ledger of its own. The ledger of
/// the installation is not even opened, and nothing is written but into a scratch folder; so it can run beside a service.
package final class Replay {
  /// Which interchanges are compared. All up to them are decided, because what was known then decides too.
  package struct Window {
    /// Not decided before this moment.
    package var since: Timestamp?
    /// Decided before this moment; what came later is left out.
    package var until: Timestamp?
    /// Of this system.
    package var sender: String?
    /// So many at most, the newest.
    package var limit: Int?

    package init() {}
  }

  package enum Progress {
    case listed(Int)
    case decided(Int, of: Int)
  }

  private let filed: FiledInterchanges
  private let present: ReplayRules
  private let changed: ReplayRules?
  private let window: Window
  private let scratchLedger: (_ path: String) throws -> any Ledger
  private let progress: (Progress) -> Void
  private let scratch: ScratchFolder
  private let numbers = DocumentNumbers()
  private var tally = ReplayTally()

  /// - Parameters:
  ///   - present: the rules of the installation, whose archive is read.
  ///   - changed: the rules that are tried; nil to try the present ones against what was made then.
  ///   - scratchLedger: makes an empty ledger at a path.
  package init(
    _ present: ReplayRules, changed: ReplayRules?, window: Window,
    scratchLedger: @escaping (String) throws -> any Ledger,
    progress: @escaping (Progress) -> Void = { _ in }
  ) throws(FolderError) {
    self.present = present
    self.changed = changed
    self.window = window
    self.scratchLedger = scratchLedger
    self.progress = progress
    filed = FiledInterchanges(present.configuration)
    scratch = try ScratchFolder()
  }

  /// - Parameters:
  ///   - shouldStop: asked between two interchanges.
  ///   - tell: called with each interchange that comes out otherwise. What its documents hold can be asked until it
  ///     returns.
  /// - Throws: where a folder or a ledger cannot be used; what is wrong with single files is told in the tally.
  package func run(
    shouldStop: () -> Bool = { false }, tell: (ReplayDifference, ReplayContents) throws -> Void
  ) throws -> ReplayTally {
    let (all, unusable) = try filed.list { progress(.listed($0)) }
    let entries = all.filter { entry in window.until.map { entry.decided < $0 } ?? true }
    let compared = self.compared(of: entries)
    let places = Dictionary(entries.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let runs = try (
      before: changed == nil ? nil : run(by: present, "before", places),
      after: run(by: changed ?? present, "after", places)
    )
    if changed != nil { tally.drifted = 0 }
    for (count, entry) in entries.enumerated() where !shouldStop() {
      progress(.decided(count, of: entries.count))
      try replay(entry, isCompared: compared.contains(entry.id), before: runs.before, after: runs.after, tell)
    }
    for one in unusable where try !filed.isUsableNow(one) {
      tally.failures.append(ReplayTally.Failure(subject: one.path, message: one.reason))
    }
    return tally
  }

  private func compared(of entries: [FiledInterchanges.Entry]) -> Set<InterchangeID> {
    let inWindow = entries.filter { entry in
      (window.since.map { entry.decided >= $0 } ?? true) && (window.sender.map { entry.sender == $0 } ?? true)
    }
    return Set(inWindow.suffix(window.limit ?? inWindow.count).map(\.id))
  }

  private func run(
    by rules: ReplayRules, _ name: String, _ places: [InterchangeID: FiledInterchanges.Entry]
  ) throws -> ReplayRun {
    let folder = try Folder(path: scratch.path, calls: FleetingFileCalls()).subfolder(FileName(name))
    return try ReplayRun(
      rules, ledger: scratchLedger("\(scratch.path)/\(name).sqlite"), in: folder.path, filed, places)
  }

  // MARK: - One interchange

  private func replay(
    _ entry: FiledInterchanges.Entry, isCompared: Bool, before: ReplayRun?, after: ReplayRun,
    _ tell: (ReplayDifference, ReplayContents) throws -> Void
  ) throws {
    let archived: Interchange
    let then: ReplayedOutcome
    do {
      let reader = try filed.sideFile(of: entry)
      let header = try reader.header()
      archived = try header.interchange(at: entry.place)
      then = try ReplayedOutcome(reader, of: archived)
      if let erased = entry.erased, !Set(header.positionsErased).isEmpty {
        return fail(
          entry, "It was \(erased): what it told of a person is not there any more, so it cannot be decided again.")
      }
    } catch let fault as SideFileFault {
      return fail(entry, "Its side file cannot be used: \(fault.reason). Restore that from a backup.")
    } catch let error as FolderError where !error.code.isEverywhere {
      return fail(entry, error.description)
    }
    // The changed rules first: which record a decision means is asked of the present ones before they carry it out.
    let newNumbers = numbers.next(after: then.documents)
    let oldNumbers = numbers.next(after: then.documents)
    let new = try after.decide(
      archived, then: then, newNumbers, hold: before.map { before in { try Self.hold($0, of: before, in: after) } })
    let old = try before?.decide(archived, then: then, oldNumbers, hold: nil) ?? .decided(then)
    numbers.goOn(after: newNumbers)
    numbers.goOn(after: oldNumbers)
    switch (old, new) {
    case (.failed(let reason), _), (_, .failed(let reason)): fail(entry, reason)
    case (.decided(let old), .decided(let new)):
      guard isCompared else {
        tally.decidedOnly += 1
        break
      }
      let difference = try ReplayDifference(archived, before: old, after: new, contents: after.contents)
      tally.add(difference)
      if let before, try !ReplayDifference(archived, before: then, after: old, contents: before.contents).isEmpty {
        tally.drifted? += 1
      }
      if !difference.isEmpty { try tell(difference, ReplayContents(before: before, after: after)) }
    }
    try before?.discardDocuments()
    try after.discardDocuments()
  }

  private func fail(_ entry: FiledInterchanges.Entry, _ message: String) {
    tally.failures.append(ReplayTally.Failure(subject: entry.id.text, message: message))
  }

  /// The number under which a held record waits in another run; one that no record has where it does not.
  private static func hold(_ number: Int64, of run: ReplayRun, in other: ReplayRun) throws(LedgerError) -> Int64 {
    guard let hold = try run.ledger.hold(number), hold.state == .open else { return 0 }
    return try other.ledger.hold(of: hold.record.kind, sender: hold.record.sender, key: hold.record.key)?.id ?? 0
  }
}

/// What the documents of one interchange hold.
package struct ReplayContents {
  /// Nil where it is compared with what was sent, of which only hash and size are known.
  let before: ReplayRun?
  let after: ReplayRun

  /// The lines in which a document differs; nil where one of its contents is not known, or too large to be shown.
  package func lines(of change: ReplayDifference.DocumentChange) throws -> [DocumentLines.Line]? {
    let old = try change.before.map { document in try before?.contents(of: document) }
    let new = try change.after.map { document in try after.contents(of: document) }
    switch (old, new) {
    case (.some(nil), _), (_, .some(nil)): return nil
    default: return DocumentLines.difference(from: (old ?? nil) ?? [], to: (new ?? nil) ?? [])
    }
  }
}
