import DropFolder

/// Files that do not come to their end, before or after they are taken.
extension TroubleSearch {
  func unfinishedFiles(_ sight: Sight, _ known: Known) throws -> [Trouble] {
    var troubles: [Trouble] = []
    for system in configuration.systems {
      guard let patience = system.overdue.settled else { continue }
      if let files = sight.unfinished[system.name] {
        troubles += files.map { unfinished($0, of: system.name, patience, sight.now) }
      } else {
        // Nobody looked, so nothing has changed.
        for key in known.keys(of: .fileUnfinished) where key.subject.hasPrefix("\(system.name)/") {
          let since = known.since(key) ?? sight.now
          let detail = known.incidents[key]?.detail ?? Self.sentence("its inbox could not be looked at")
          troubles.append(Trouble(key.cause, key.subject, since: since, patience: patience, detail))
        }
      }
      for waiting in sight.open where waiting.state == .waiting && waiting.sender == system.name {
        guard waiting.receivedAt + patience <= sight.now, try ledger.interchange(waiting.id)?.state == .waiting else {
          continue
        }
        troubles.append(
          Trouble(
            .fileUnfinished, "\(system.name)/\(waiting.fileName.display)", since: waiting.receivedAt,
            patience: patience,
            "It ends too early; interchange \(waiting.id) waits for the rest."))
      }
    }
    return troubles
  }

  private func unfinished(_ file: UnfinishedFile, of system: String, _ patience: Duration, _ now: Timestamp) -> Trouble
  {
    Trouble(
      .fileUnfinished, "\(system)/\(file.name.display)", since: now - file.age, patience: patience,
      Self.sentence(file.reason))
  }

  private static func sentence(_ reason: String) -> String {
    "\(reason.prefix(1).uppercased())\(reason.dropFirst())."
  }

  /// Received, and not decided for a long time.
  func undecided(_ sight: Sight) throws -> [Trouble] {
    var late: [String: [Interchange]] = [:]
    for interchange in sight.open where interchange.state == .received {
      let rules = configuration.system(named: interchange.sender)?.overdue ?? .standard
      guard let limit = rules.validated, interchange.receivedAt + limit <= sight.now else { continue }
      // The scan may have decided it.
      guard let now = try ledger.interchange(interchange.id), now.verdict == nil else { continue }
      late[interchange.sender, default: []].append(interchange)
    }
    return late.sorted { $0.key < $1.key }.compactMap { sender, files in
      guard let oldest = files.min(by: { $0.receivedAt < $1.receivedAt }) else { return nil }
      return Trouble(
        .fileUndecided, sender, since: oldest.receivedAt, count: files.count,
        "\(Words.count(files.count, "file")) in hand and undecided, the oldest is \(oldest.fileName.display) "
          + "(\(oldest.id)), received at \(oldest.receivedAt).")
    }
  }
}

/// A file in an inbox that is not complete.
struct UnfinishedFile: Hashable {
  var name: FileName
  /// For how long it has been seen so.
  var age: Duration
  var reason: String
}
