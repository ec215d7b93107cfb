/// Files that have to come by some time. Between deadlines, with nothing missing, this asks the ledger nothing.
extension TroubleSearch {
  func expectedFiles(_ now: Timestamp, _ known: Known, _ findings: inout Findings) throws {
    for system in configuration.systems {
      for expectation in system.expect {
        let key = IncidentKey(.fileMissing, "\(system.name) \(Printable.line(expectation.words))")
        let isMissing = known.since(key) != nil
        if !isMissing, let next = nextDeadlines[key.subject], now < next { continue }
        try look(expectation, of: system, key, now, known, &findings)
      }
    }
  }

  private func look(
    _ expectation: Expectation, of system: System, _ key: IncidentKey, _ now: Timestamp, _ known: Known,
    _ findings: inout Findings
  ) throws {
    let names = (judged: "judged \(key.subject)", used: "used \(key.subject)")
    let memory: Expectation.Memory
    if let judged = known.marks[names.judged], let used = known.marks[names.used] {
      memory = Expectation.Memory(judged: Timestamp(milliseconds: judged), used: used)
    } else {
      // What was to come before it was said to be expected is not missed.
      memory = Expectation.Memory(judged: now, used: try ledger.lastArrival())
      findings.marks[names.judged] = now.milliseconds
      findings.marks[names.used] = memory.used
    }
    let missing = known.since(key).map { since in
      Expectation.Missing(since: since, deadlines: expectation.deadlines(from: since, through: memory.judged))
    }
    let start = missing == nil ? memory.used : max(memory.used, lookedThrough[key.subject] ?? 0)
    let arrivals = try arrivals(of: expectation, from: system, after: start, key)
    let outcome = expectation.look(memory, missing: missing, arrivals: arrivals, at: now)
    if outcome.memory.judged != memory.judged { findings.marks[names.judged] = outcome.memory.judged.milliseconds }
    if outcome.memory.used != memory.used { findings.marks[names.used] = outcome.memory.used }
    nextDeadlines[key.subject] = expectation.deadlines.nextRun(after: now) ?? now + .seconds(86_400)
    if let came = outcome.came, let missing {
      findings.endings[key] =
        "It came at \(came), \(Words.time(came.since(missing.since))) after it was due at \(missing.since)."
    }
    guard let still = outcome.missing else {
      lookedThrough[key.subject] = nil
      return
    }
    let times = still.deadlines == 1 ? "" : " It has not come \(still.deadlines) times in a row."
    findings.troubles.append(
      Trouble(
        .fileMissing, key.subject, since: still.since, count: still.deadlines,
        "\(system.name) was to drop \(Printable.line(expectation.words)) by \(still.since).\(times)"))
  }

  private static let page = 500

  /// Files that fit, in the order of receipt.
  private func arrivals(of expectation: Expectation, from system: System, after number: Int64, _ key: IncidentKey)
    throws -> [Expectation.Arrival]
  {
    let pattern = expectation.name.map { NamePattern($0) }
    var found: [Expectation.Arrival] = []
    var last = number
    while case let page = try ledger.arrivals(from: system.name, after: last, limit: Self.page), !page.isEmpty {
      for file in page {
        // What an undecided file brings is not known yet; the next look begins with it.
        if !expectation.entities.isEmpty, !file.isDecided { return found }
        last = file.number
        guard !file.isRepeat, pattern?.matches(file.name) ?? true else { continue }
        if try !expectation.entities.isEmpty && !ledger.hasRecord(of: expectation.entities, in: file.interchange) {
          continue
        }
        found.append(Expectation.Arrival(number: file.number, at: file.at))
      }
      if found.isEmpty { lookedThrough[key.subject] = last }
    }
    return found
  }
}

extension Expectation {
  /// How many deadlines there are from one on, which counts, through a moment.
  fileprivate func deadlines(from first: Timestamp, through end: Timestamp) -> Int {
    var count = 1
    var last = first
    while count < 10_000, let next = deadlines.nextRun(after: last), next <= end { (count, last) = (count + 1, next) }
    return count
  }
}
