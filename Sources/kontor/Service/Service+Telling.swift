import DropFolder
import Exchange
import Operations

/// How others come to know how the service is: systemd, the heartbeat beside the ledger, metrics, and who asks by HTTP.
extension Service {
  private static let pauseBetweenMoves = Duration.seconds(1)
  private static let pauseBetweenStandings = Duration.seconds(5)

  /// Says that the thread moves. Called between files and every few hundred records, so it does something only now and
  /// then; and never asks the ledger, which may be in the middle of a transaction.
  ///
  /// - Parameter atOnce: also where it was said a moment ago.
  func tellMove(atOnce: Bool = false) {
    let now = clock.now
    if !atOnce, let told = toldMove, now - told < Self.pauseBetweenMoves { return }
    toldMove = now
    board.noteMove()
    notice.isMoving()
    if let told = toldStanding, now - told >= Self.pauseBetweenStandings { tellStanding() }
  }

  /// Looks at ledger and disks, where it is time. Between two scans only.
  func lookAround() {
    guard metrics.isDue(at: clock.now) else { return }
    do {
      var standing: [String: OutboxStanding] = [:]
      for system in rules.configuration.systems where system.receipts.taken && system.outbox != nil {
        standing[system.name] = try ledger.standing(inOutboxOf: system.name)
      }
      metrics.note(
        try ledger.counts(), try ledger.openIncidents(), standing: standing, DiskFacts(of: rules.configuration),
        at: clock.now)
    } catch {
      log.once("\(error)", .error, "ledger not counted", ["reason": "\(error)"])
    }
  }

  /// Puts up how things stand for all who ask.
  func tellStanding() {
    toldStanding = clock.now
    heartbeat.moved = Timestamp.now().moment
    heartbeat.away = standings.compactMap { standing in
      standing.fault.map { Heartbeat.Away(path: standing.path, reason: $0) }
    }
    let reasons = heartbeat.reasons
    metrics.note(standings, isReady: reasons.isEmpty)
    metrics.note(ProcessFacts())
    let text = MetricText(registry: metrics.registry).text()
    board.put(
      metrics: text,
      Board.Readiness(
        ready: reasons.isEmpty, environment: rules.configuration.environment.rawValue, reasons: reasons))
    do throws(FolderError) {
      try heartbeat.leave(in: rules.configuration.ledgerFolder)
      if let file = rules.configuration.service.metricsFile { try post(text, to: file.absolute) }
    } catch {
      log.once(error.description, .warn, "state not written", ["reason": error.description])
    }
    tellStatus(away: heartbeat.away.count)
  }

  private func post(_ text: String, to path: String) throws(FolderError) {
    let parts = path.split(separator: "/")
    let folder = try Folder(path: "/" + parts.dropLast().joined(separator: "/"))
    // node exporter runs as another user.
    try folder.post(Array(text.utf8), as: FileName(String(parts.last ?? "")), permissions: 0o644)
  }

  /// One sentence for `systemctl status`, told again when it changes.
  private func tellStatus(away: Int) {
    var parts = ["\(Phrase.count(count, "file")) since the start"]
    if rules.configuration.environment == .test { parts.insert("TEST", at: 0) }
    if away > 0 { parts.append("\(Phrase.count(away, "folder")) away") }
    if heartbeat.refused != nil { parts.append("the configuration on disk is wrong") }
    if heartbeat.trouble != nil { parts.append("the last scan was broken off") }
    let sentence = parts.joined(separator: "; ")
    guard sentence != status else { return }
    status = sentence
    notice.status(sentence)
  }
}
