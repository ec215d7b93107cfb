/// Which notices come of what has happened: by which ways, and when. Pure.
struct NoticeBook {
  let ways: [TellingWay]
  /// What waits to be told.
  let waiting: [IncidentNotice]

  /// What is to be written down.
  struct Change: Hashable {
    var added: [IncidentNotice] = []
    /// Numbers of those that need not be told any more.
    var dropped: [Int64] = []
  }

  func change(for news: [IncidentBook.News], at now: Timestamp) -> Change {
    var change = Change()
    for item in news {
      for way in ways where item.incident.severity >= way.least { note(item, by: way, at: now, in: &change) }
    }
    // What no way of the configuration tells any more.
    let known = Set(ways.map(\.name))
    change.dropped += waiting.filter { !known.contains($0.way) }.map(\.number)
    return change
  }

  private func note(_ item: IncidentBook.News, by way: TellingWay, at now: Timestamp, in change: inout Change) {
    let key = item.incident.key
    let untold = waiting.filter { $0.way == way.name && $0.key == key && $0.toldAt == nil }
    if item.event == .closed {
      change.dropped += untold.filter { $0.event == .reminder }.map(\.number)
      // Nobody was told that it had opened, so nobody has to be told that it is over.
      let openings = untold.filter { ($0.event == .opened || $0.event == .returned) && $0.attempts == 0 }
      change.dropped += openings.map(\.number)
      if !openings.isEmpty { return }
    }
    let due = due(item.incident.severity, by: way, at: now, change)
    change.added.append(IncidentNotice(item.event, of: key, by: way.name, at: now, due: due))
    if item.event != .closed, let remind = way.remind, item.incident.acknowledged == nil {
      let next = way.moment(from: due + remind, item.incident.severity)
      change.added.append(IncidentNotice(.reminder, of: key, by: way.name, at: now, due: next))
    }
  }

  /// With what is being collected already, or after the time for which it is collected; never in quiet hours.
  private func due(_ severity: IncidentSeverity, by way: TellingWay, at now: Timestamp, _ change: Change) -> Timestamp {
    guard let digest = way.digest else { return way.moment(from: now, severity) }
    let collected = (waiting + change.added).filter {
      $0.way == way.name && $0.toldAt == nil && $0.event != .reminder && $0.attempts == 0 && $0.due > now
    }
    if let first = collected.map(\.due).min(), first <= now + digest { return first }
    return way.moment(from: now + digest, severity)
  }
}
