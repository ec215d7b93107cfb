import Exchange
import Operations

/// The status in lines for a person.
struct StatusText {
  let status: StatusReport
  let output: Output

  /// Names passed over that are shown; the rest is counted.
  private static let mostNames = 10

  func print() {
    if status.environment == SiteEnvironment.test.rawValue { HealthText.banner(.test, to: output) }
    if status.health.heartbeat != nil {
      output.line(Printable.line(status.health.summary))
      output.line()
    }
    var folders = Table(["SYSTEM", "FOLDER", "PATH", "FILES", ""])
    for system in status.systems {
      for (title, folder) in [("inbox", system.inbox), ("outbox", system.outbox)] {
        guard let folder else { continue }
        let note = folder.fault ?? (folder.unfinished > 0 ? "\(folder.unfinished) unfinished" : "")
        folders.add([
          Cell(system.name, .strong), Cell(title), Cell(Printable.line(folder.path)),
          Cell(folder.fault == nil ? String(folder.files) : "?"),
          Cell(Printable.line(note), folder.fault == nil ? .faint : .bad),
        ])
      }
    }
    if status.desk.files > 0, status.desk.fault == nil {
      folders.add([
        Cell("desk", .strong), Cell("inbox"), Cell(Printable.line(status.desk.path)), Cell(String(status.desk.files)),
        Cell(""),
      ])
    }
    // These are told only when something is wrong with them; then nothing is taken in at all.
    for (title, folder) in [
      ("desk", status.desk), ("archive", status.archive), ("rejected", status.rejected), ("ledger", status.ledger),
    ] {
      guard let fault = folder.fault else { continue }
      folders.add([
        Cell("all", .strong), Cell(title), Cell(Printable.line(folder.path)), Cell("?"),
        Cell(Printable.line(fault), .bad),
      ])
    }
    folders.print(to: output)
    output.line()
    if status.open.isEmpty { output.line("Nothing is under way.") }
    for open in status.open {
      output.line("\(open.count) \(open.state), the oldest for \(Phrase.age(seconds: open.ageInSeconds))")
    }
    counts("Files", status.interchanges, InterchangeVerdict.allCases.map(\.rawValue))
    counts("Records", status.records, RecordVerdict.allCases.map(\.rawValue))
    var documents = "Documents: \(status.documentsPublished) sent"
    if status.documentsPrepared > 0 {
      documents += ", " + output.styled("\(status.documentsPrepared) not yet", .warning)
    }
    if status.documentsWaiting > 0 {
      documents += ", " + output.styled("\(status.documentsWaiting) waiting for their flow", .faint)
    }
    if status.documentsInDoubt > 0 { documents += ", " + output.styled("\(status.documentsInDoubt) in doubt", .bad) }
    output.line(documents)
    for system in status.systems {
      guard let count = system.standing, count > 0, let age = system.standingForSeconds else { continue }
      let isShared = status.systems.count { $0.outbox?.path == system.outbox?.path } > 1
      let parts = [
        system.outbox.map { "in \(Printable.line($0.path))" },
        system.outbox == nil || isShared ? "for \(system.name)" : nil,
      ]
      let place = parts.compactMap(\.self).joined(separator: " ")
      output.line(
        "\(Phrase.count(count, "document")) \(count == 1 ? "lies" : "lie") \(place), the oldest for "
          + Phrase.age(seconds: age))
    }
    if let age = status.heldForSeconds {
      let text = "\(Phrase.count(status.held, "record")) waits"
      output.line(
        output.styled(status.held == 1 ? text : text.replacing("waits", with: "wait"), .warning)
          + ", the first for \(Phrase.age(seconds: age)): kontor held")
    }
    if status.inConflict > 0 {
      output.line(
        output.styled("\(Phrase.count(status.inConflict, "conflict")) to decide", .warning) + ": kontor conflicts")
    }
    if let age = status.rejectionsForSeconds {
      output.line(
        output.styled("\(Phrase.count(status.rejections, "rejected file")) to put right", .warning)
          + ", the first for \(Phrase.age(seconds: age))")
    }
    let incidents = IncidentSeverity.allCases.reversed().compactMap { severity in
      status.incidents[severity.rawValue].map { "\($0) \(severity.rawValue)" }
    }
    if !incidents.isEmpty {
      output.line(output.styled("Incidents: \(incidents.joined(separator: ", "))", .bad) + ": kontor incidents")
    }
    printPassedOver()
  }

  private func counts(_ title: String, _ counts: [String: Int], _ order: [String]) {
    let parts = order.compactMap { word in counts[word].map { "\($0) \(word)" } }
    output.line("\(title): \(parts.isEmpty ? "none yet" : parts.joined(separator: ", "))")
  }

  private func printPassedOver() {
    guard !status.passedOver.isEmpty else { return }
    output.line()
    output.line("Passed over:")
    for name in status.passedOver.prefix(Self.mostNames) {
      output.line("  \(name.system)/\(name.name) \(Printable.line(name.reason))")
    }
    let rest = status.passedOver.count - Self.mostNames
    if rest > 0 { output.line("  and \(rest) more; --json lists all") }
  }
}
