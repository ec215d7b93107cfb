/// What stands still between the systems, and what waits for a person. Asked now and then.
extension TroubleSearch {
  func unpublished(_ now: Timestamp) throws -> [Trouble] {
    guard configuration.systems.contains(where: { $0.overdue.delivered != nil }) else { return [] }
    let standings = try ledger.unpublished()
    return overdue(\.delivered, now) {
      standings[$0.name]
    } _: { system, standing in
      Trouble(
        .documentsWaiting, system.name, since: standing.since, count: standing.count,
        "\(Words.count(standing.count, "document")) for \(system.name) not published, the oldest decided at "
          + "\(standing.since).")
    }
  }

  func notTaken(_ sight: Sight) throws -> [Trouble] {
    try overdue(\.taken, sight.now) {
      try sight.inOutbox($0.name)
    } _: { system, standing in
      Trouble(
        .documentsNotTaken, system.name, since: standing.since, count: standing.count,
        "\(Words.count(standing.count, "document")) in the outbox of \(system.name), the oldest since \(standing.since)."
      )
    }
  }

  func unconfirmed(_ now: Timestamp) throws -> [Trouble] {
    try overdue(\.imported, now) { system in
      try ledger.unconfirmed(by: system.name, publishedBy: now - (system.overdue.imported ?? .zero))
    } _: { system, standing in
      Trouble(
        .documentsUnconfirmed, system.name, since: standing.since, count: standing.count,
        "\(Words.count(standing.count, "record")) sent to \(system.name) neither confirmed nor refused, the oldest published "
          + "at \(standing.since).")
    }
  }

  func rejected(_ now: Timestamp) throws -> [Trouble] {
    try overdue(\.rejected, now) { system in
      try ledger.openRejections(from: system.name, since: now - (system.overdue.rejected ?? .zero))
    } _: { system, standing in
      Trouble(
        .rejectedWaiting, system.name, since: standing.since, count: standing.count,
        "\(Words.count(standing.count, "file")) of \(system.name) to be put right, the first since \(standing.since).")
    }
  }

  /// The systems for which something has stood for longer than they may take.
  private func overdue(
    _ rule: (OverdueRules) -> Duration?, _ now: Timestamp, _ standing: (System) throws -> Backlog?,
    _ trouble: (System, Backlog) -> Trouble
  ) rethrows -> [Trouble] {
    try configuration.systems.compactMap { system in
      guard let limit = rule(system.overdue), let found = try standing(system), found.since + limit <= now else {
        return nil
      }
      return trouble(system, found)
    }
  }

  func inDoubt(_ now: Timestamp) throws -> [Trouble] {
    try ledger.inDoubt().sorted { $0.key < $1.key }.map { system, standing in
      Trouble(
        .documentsInDoubt, system, since: standing.since, count: standing.count,
        "\(Words.count(standing.count, "document")) for \(system) in doubt: they may have arrived, or not.")
    }
  }

  func held(_ now: Timestamp) throws -> [Trouble] {
    guard let standing = try ledger.overdueHolds(at: now) else { return [] }
    return [
      Trouble(
        .heldOverdue, "held records", since: standing.since, count: standing.count,
        "\(Words.count(standing.count, "record")) waiting beyond the time by which a person was to look at them, the first "
          + "since \(standing.since).")
    ]
  }

  func paused(_ now: Timestamp) throws -> [Trouble] {
    guard let patience = configuration.incidents.paused else { return [] }
    return try ledger.pauses().filter { $0.since + patience <= now }.map { pause in
      let reason = pause.reason.map { ": \($0)" } ?? ", without a reason"
      return Trouble(
        .flowPaused, pause.flow, since: pause.since,
        Printable.line("Paused by \(pause.by) since \(pause.since)\(reason)."))
    }
  }

  func conflicts(_ now: Timestamp) throws -> [Trouble] {
    guard let patience = configuration.incidents.conflicts else { return [] }
    let count = try ledger.conflicts(limit: Trouble.mostConflicts)
    guard count > 0 else { return [] }
    let number = count == Trouble.mostConflicts ? "at least \(count) records" : Words.count(count, "record")
    return [
      Trouble(
        .conflictsWaiting, "conflicts", since: now, count: count, patience: patience,
        "\(number) with fields that a person has to decide.")
    ]
  }
}

extension Trouble {
  /// More conflicts are not counted.
  package static let mostConflicts = 1000
}
