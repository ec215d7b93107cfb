extension ConfigurationCheck {
  /// Whether every schedule comes at all.
  mutating func checkSchedules(from moment: Timestamp) {
    for flow in configuration.flows where !flow.schedule.isAlways {
      let schedule = flow.schedule
      var isPossible = true
      if case .at(let expressions) = schedule.rhythm {
        for expression in expressions where !expression.everComes {
          isPossible = false
          note(
            flow.schedulePlace, "\"\(expression)\" never comes: no year has such a day",
            "kontor schedule try shows when an expression comes")
        }
      }
      if isPossible { checkMeeting(schedule, of: flow, from: moment) }
      for window in schedule.windows where window.onHolidays && schedule.holidays.isEmpty {
        warn(
          flow.schedulePlace, "the window \"\(window)\" names holidays, and the schedule has none",
          "add except with the name of a calendar")
      }
    }
  }

  /// Whether windows, holidays and points in time leave anything.
  private mutating func checkMeeting(_ schedule: Schedule, of flow: Flow, from moment: Timestamp) {
    let isReached =
      schedule.hasRuns
      ? schedule.nextRun(after: moment) != nil
      : schedule.isOpen(at: moment) || schedule.nextChange(after: moment) != nil
    guard !isReached else { return }
    let years = Schedule.horizon / (366 * 86_400)
    warn(
      flow.schedulePlace,
      schedule.hasRuns
        ? "the points in time and the windows of flow \"\(flow.name)\" do not meet in the next \(years) years: nothing "
          + "would ever be sent"
        : "the windows of flow \"\(flow.name)\" do not open in the next \(years) years: nothing would ever be sent",
      "kontor schedule shows when a flow runs")
  }
}
