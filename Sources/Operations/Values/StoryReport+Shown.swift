import Exchange

extension StoryReport {
  /// With those values alone that may be seen.
  package func showing(_ shown: ShownValues) -> StoryReport {
    var report = self
    report.fields = fields.map { $0.showing(shown) }
    report.story = story.map { $0.showing(shown) }
    if !shown.seesPayloads {
      report.refusal = refusal.map { _ in ShownValues.hidden }
      report.statuses = statuses.map { status in
        var status = status
        status.state = status.state.map { _ in ShownValues.hidden }
        status.date = status.date.map { _ in ShownValues.hidden }
        status.reason = status.reason.map { _ in ShownValues.hidden }
        return status
      }
    }
    return report
  }
}

extension StoryFieldReport {
  fileprivate func showing(_ shown: ShownValues) -> StoryFieldReport {
    var report = self
    report.value = shown.value(value, of: field)
    report.base = shown.value(base, of: field)
    report.systems = systems.mapValues { side in
      var side = side
      side.said = shown.value(side.said, of: field)
      side.has = shown.value(side.has, of: field)
      return side
    }
    report.conflict = conflict?.mapValues { shown.value($0, of: field) ?? "" }
    return report
  }
}

extension StoryChapterReport {
  fileprivate func showing(_ shown: ShownValues) -> StoryChapterReport {
    var chapter = self
    chapter.events = events.map { event in
      var event = event
      event.fields = event.fields.map { field in
        var field = field
        let name = field.field
        field.before = shown.value(field.before, of: name)
        field.value = shown.value(field.value, of: name)
        field.said = shown.value(field.said, of: name)
        return field
      }
      return shown.seesPayloads ? event : event.withoutQuotations
    }
    return chapter
  }
}

extension StoryChapterReport.Event {
  /// What was wrong with a record, or why it was refused, may quote what it said.
  fileprivate var withoutQuotations: Self {
    var event = self
    let system = subject ?? "A system"
    switch EntityEvent.What(rawValue: what) {
    case .rejected: event.sentence = "A record of it was rejected."
    case .refused: event.sentence = "\(system) refused it."
    // Of an order, in which state it is there.
    case .confirmed where document == nil: event.sentence = "\(system) has it."
    default: return self
    }
    event.detail = nil
    return event
  }
}
