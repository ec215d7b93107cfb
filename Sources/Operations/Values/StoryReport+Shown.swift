import Exchange

extension StoryReport {
  /// With those values alone that may be seen.
  package func showing(_ shown: ShownValues) -> StoryReport {
    var report = self
    report.fields = fields.map { $0.showing(shown) }
    report.story = story.map { $0.showing(shown) }
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
    guard what == EntityEvent.What.rejected.rawValue || what == EntityEvent.What.refused.rawValue else { return self }
    var event = self
    event.detail = nil
    event.sentence =
      what == EntityEvent.What.rejected.rawValue
      ? "A record of it was rejected." : "\(subject ?? "A system") refused it."
    return event
  }
}
