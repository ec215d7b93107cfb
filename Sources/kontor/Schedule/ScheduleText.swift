import Exchange
import Operations

/// Schedules and what comes of them, in lines for a person.
struct ScheduleText {
  private let output: Output
  private let now: Timestamp

  init(_ output: Output, now: Timestamp) {
    self.output = output
    self.now = now
  }

  func print(_ outlook: FlowOutlook) {
    let schedule = outlook.flow.schedule
    let load = outlook.flow.entities.map(\.value.rawValue).joined(separator: ", ")
    output.line(
      "\(output.styled(Printable.line(outlook.flow.name), .strong))  \(load) from "
        + "\(Printable.line(outlook.flow.from.value)) to \(Printable.line(outlook.flow.to.value))")
    let zone = schedule.isAlways ? "" : " (\(schedule.zone))"
    output.line("  rule  \(Printable.line(schedule.words))\(zone)")
    if let pause = outlook.pause {
      let reason = pause.reason.map { ": \(Printable.line($0))" } ?? ""
      output.line(
        "  now   \(output.styled("paused", .warning)) since \(Phrase.moment(pause.since)) by "
          + "\(Printable.line(pause.by))\(reason)")
    }
    if let waiting = outlook.waiting {
      let count = Phrase.count(waiting.count, "document")
      output.line(
        "  waits \(output.styled(count, .warning)), the oldest since \(Phrase.moment(waiting.since))")
    }
    if outlook.pause != nil { return }
    switch outlook.state {
    case .always: output.line("  now   \(output.styled("open", .good))")
    case .open: output.line("  now   \(output.styled("open", .good))")
    case .closed: output.line("  now   \(output.styled("closed", .warning))")
    case .runs: output.line("  now   \(output.styled("waits for its next run", .note))")
    }
    for (index, run) in outlook.runs.enumerated() {
      output.line("  \(index == 0 ? "next" : "    ")  \(line(run, in: schedule.zone))")
    }
    for (index, change) in outlook.changes.enumerated() {
      let what = change.opens ? "opens " : "closes"
      output.line("  \(index == 0 ? "next" : "    ")  \(what) \(line(change.moment, in: schedule.zone))")
    }
    if outlook.state == .runs, outlook.runs.isEmpty {
      output.line("  next  \(output.styled("never", .bad))")
    }
  }

  /// The runs of a schedule, in UTC and as the clocks of its zone show them.
  func print(_ runs: [Timestamp], in zone: Zone) {
    var table = Table(["UTC", zone.name, "IN"])
    for run in runs {
      table.add([
        Cell(String(Phrase.moment(run).dropLast(7))), Cell(LocalTime(run, in: zone).text), Cell(away(run), .faint),
      ])
    }
    table.print(to: output)
  }

  /// `Mon 2026-03-30 06:00 +02:00, in 3 h`.
  private func line(_ moment: Timestamp, in zone: Zone) -> String {
    "\(LocalTime(moment, in: zone).text)  \(output.styled("in \(away(moment))", .faint))"
  }

  private func away(_ moment: Timestamp) -> String {
    Phrase.age(seconds: (moment.milliseconds - now.milliseconds) / 1000)
  }
}
