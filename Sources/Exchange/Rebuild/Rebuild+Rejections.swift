import DropFolder

/// What was rejected, how it was settled, and the attempts that were in hand.
extension Rebuild {
  /// A side file that can only be used when another one was: what it settles is still to come.
  struct ComesLater: Error {}

  /// By which file each rejected one was put right, where that was before side files told so: the first that corrects it
  /// and was not rejected itself, or else the first.
  static func corrections(in filed: [FiledInterchange]) -> [InterchangeID: InterchangeID] {
    var corrections: [InterchangeID: InterchangeID] = [:]
    let told = filed.filter { !$0.header.tellsSettlements && $0.header.isTest != true }
    for isRejected in [false, true] {
      for item in told where (item.rejectedFrom != nil) == isRejected {
        guard let corrected = item.header.corrects.map({ InterchangeID($0) }) else { continue }
        corrections[corrected] = corrections[corrected] ?? item.id
      }
    }
    return corrections
  }

  /// Settles all that is open of an interchange, as the step from a ledger without rejections does.
  func settleAll(of corrected: InterchangeID, by row: Interchange, _ log: any Restoration) throws {
    guard let rejection = try log.rejection(of: corrected), rejection.state == .open, let moment = row.decidedAt else {
      return
    }
    let state: Rejection.State = row.verdict == .rejected ? .replaced : .corrected
    func settle(_ position: Int?) throws(LedgerError) {
      try log.settle(Settlement(of: corrected, position: position, by: row.id, byPosition: nil, state, at: moment))
    }
    var last = 0
    while case let page = try log.openRejections(of: corrected, after: last, limit: 1000), let end = page.last {
      for position in page { try settle(position) }
      last = end
    }
    if last == 0 { try settle(nil) }
  }

  /// What was removed with its day cannot be settled any more.
  func restore(_ settlement: Settlement, _ pending: Set<InterchangeID>, _ log: any Restoration) throws {
    if try log.interchange(settlement.interchange) != nil { return try log.settle(settlement) }
    if pending.contains(settlement.interchange) { throw ComesLater() }
  }

  /// Whether the files of a rejection lie among those that need no work any more.
  func isPutAway(_ item: FiledInterchange, _ row: Interchange) throws -> Bool {
    if item.rejectedFrom != nil { return item.isPutAway }
    // Partly accepted: the file is in the archive, and what is to be put right among the rejected ones, so named too.
    guard let name = item.place.split(separator: "/").last else { return false }
    do {
      return try RejectedFolder(configuration, of: row.sender, calls: calls).findClosed(String(name)) != nil
    } catch let error where error.code == .missing {
      return false
    }
  }

  // MARK: - Attempts in hand

  /// An attempt that a decision handed in and that was not filed: its content lies where copies lie until then.
  struct AttemptFound {
    let row: Interchange
    let tags: Int64
  }

  /// All that are neither filed nor claimed. One that no side file speaks of is told, and left where it lies.
  func attemptsInHand(_ claims: [ClaimFound], _ log: any Restoration) throws -> [AttemptFound] {
    let claimed = Set(claims.map(\.id))
    let archive = try Folder(path: configuration.archive.absolute, calls: calls)
    guard let incoming = try archive.subfolder(ifPresent: ".incoming") else { return [] }
    var found: [AttemptFound] = []
    for name in try incoming.entries().map(\.name).sorted() {
      guard let id = InterchangeID(written: name.display), !claimed.contains(id), try log.interchange(id) == nil else {
        continue
      }
      guard let (decision, attempt) = handedIn[id] else {
        report.left.append(
          RebuildReport.Doubt(
            path: incoming.path(of: name),
            message: "It was in hand, and no side file says whose it is. Its documents may have been sent: ask the "
              + "receivers, and move it away."))
        continue
      }
      var row = try attempt.row(handedInBy: decision, try incoming.open(name).digest())
      row.corrects = try row.corrects.flatMap { try log.interchange($0)?.id }
      found.append(AttemptFound(row: row, tags: try Self.tags(in: try incoming.open(name))))
    }
    return found
  }
}
