/// What becomes of notices that are due: which go now, in which messages, and how it went with those that went before.
struct NoticeRound {
  let ways: [TellingWay]
  let node: String

  /// So many due events of a way are told one by one; more are told together, so that an outage is no flood.
  static let mostAlone = 5

  /// A way waits after a failure, and twice as long after each further one.
  static let firstPause = Duration.seconds(60)
  static let longestPause = Duration.seconds(3600)

  /// A notice as it is after it was told, or tried in vain; with the next reminder where one follows.
  func after(_ result: TellingResult, _ notice: IncidentNotice, _ incident: Incident?, at now: Timestamp) -> (
    changed: IncidentNotice, next: IncidentNotice?
  ) {
    var changed = notice
    guard let failure = result.failure else {
      changed.toldAt = now
      changed.failure = nil
      guard notice.event == .reminder, let incident, needsReminder(incident),
        let way = ways.first(where: { $0.name == notice.way }), let remind = way.remind
      else { return (changed, nil) }
      let due = way.moment(from: now + remind, incident.severity)
      var next = IncidentNotice(.reminder, of: notice.key, by: notice.way, at: now, due: due)
      next.incident = notice.incident
      return (changed, next)
    }
    changed.attempts += 1
    changed.failure = failure
    let pause = (0..<min(notice.attempts, 10)).reduce(Self.firstPause) { pause, _ in pause * 2 }
    changed.due = now + min(pause, Self.longestPause)
    return (changed, nil)
  }

  func needsReminder(_ incident: Incident) -> Bool {
    incident.state == .open && incident.acknowledged == nil
  }

  /// What is to be told by one way now, in messages.
  func messages(_ due: [(notice: IncidentNotice, incident: Incident)], by way: TellingWay) -> [IncidentMessage] {
    let items = due.map { notice, incident in
      (number: notice.number, item: IncidentMessage.Item(notice.event, at: notice.at, incident))
    }
    let isTogether = !way.tellsOneByOne && (way.digest != nil || items.count > Self.mostAlone)
    if isTogether {
      return items.isEmpty ? [] : [IncidentMessage(items.map(\.item), notices: items.map(\.number), node: node)]
    }
    return items.map { IncidentMessage([$0.item], notices: [$0.number], node: node) }
  }
}
