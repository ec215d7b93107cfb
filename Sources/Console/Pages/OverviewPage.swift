import Exchange
package import Operations

/// The first page: how it stands, what needs a person, how the last day went.
package struct OverviewPage: PageContent {
  let facts: OverviewFacts
  /// What the process that carries files left word of; nil where there is none, or it cannot be read.
  let heartbeat: Heartbeat?
  let viewer: Viewer

  package init(_ facts: OverviewFacts, heartbeat: Heartbeat?, _ viewer: Viewer) {
    self.facts = facts
    self.heartbeat = heartbeat
    self.viewer = viewer
  }

  package var section: Section? { .overview }
  package var live: String? { Link.overview.text }

  package func title(_ words: Words) -> String { words.overview }

  package func main(_ words: Words) -> Markup {
    sentence(words)
    ul(.class("tiles")) {
      Markup.joined(tiles(words).map { tile in li { tile.markup } })
    }
    part("h-todo", words.say("Needs attention", "Zu tun")) { todo(words) }
    part("h-day", words.say("The last 24 hours", "Die letzten 24 Stunden")) { chart(words) }
  }

  package func fragments(_ words: Words) -> [Fragment] {
    [Fragment("say", sentence(words))] + tiles(words).map { Fragment($0.id, $0.markup) }
      + [Fragment("todo", todo(words)), Fragment("chart", chart(words))]
  }

  // MARK: - Sentence and chart

  private func sentence(_ words: Words) -> Markup {
    say {
      if isCarrying(words) {
        words.say("Files are being carried", "Der Austausch läuft")
      } else {
        Status.bad(words.say("Nobody carries files just now", "Der Austausch steht"))
      }
      paused(words)
      if open(words).isEmpty {
        facts.pauses.isEmpty ? words.say("; nothing needs you.", "; es ist nichts zu tun.") : "."
      } else {
        words.say(". Open: ", ". Offen: ") + words.list(open(words)) + "."
      }
    }
  }

  /// Nothing goes the way of a flow that is paused, however well the rest goes.
  @MarkupBuilder private func paused(_ words: Words) -> Markup {
    if !facts.pauses.isEmpty {
      "; "
      Status.held(
        facts.pauses.count == 1
          ? words.say("1 flow is paused", "1 Fluss ist angehalten")
          : words.say(
            "\(words.number(facts.pauses.count)) flows are paused",
            "\(words.number(facts.pauses.count)) Flüsse sind angehalten"))
    }
  }

  private func open(_ words: Words) -> [String] {
    var open: [String] = []
    if let rejected = facts.open.rejected { open.append(words.count(rejected.count, .rejectedFile)) }
    if let held = facts.open.held { open.append(words.count(held.count, .heldRecord)) }
    if facts.open.inConflict.count > 0 {
      open.append(words.count(facts.open.inConflict.count, orMore: facts.open.inConflict.isMore, .conflict))
    }
    if !facts.incidents.isEmpty { open.append(words.count(facts.incidents.count, .incident)) }
    return open
  }

  private func chart(_ words: Words) -> Markup {
    let hours = facts.hours.map { hour in
      HourChart.Hour(words.hour(hour.from), accepted: hour.accepted, rejected: hour.rejected)
    }
    return HourChart(hours, zone: words.zone.abbreviation(at: words.now, in: words.language), words).markup
  }

  // MARK: - Whether anybody carries

  /// Longer than a scan of a service takes to show that it moves, in milliseconds.
  private static let patience: Int64 = 120_000
  /// Where no service runs, a timer starts a scan now and then; less than once a day is none.
  private static let day: Int64 = 86_400_000

  private func isCarrying(_ words: Words) -> Bool {
    guard let heartbeat, heartbeat.trouble == nil else { return false }
    let silence = words.now.milliseconds - heartbeat.moved.timestamp.milliseconds
    return switch heartbeat.kind {
    case .service: heartbeat.ended == nil && silence < Self.patience
    case .scan: silence < Self.day
    }
  }

  // MARK: - Tiles

  private typealias Tile = (id: String, markup: Markup)

  private func tiles(_ words: Words) -> [Tile] {
    [
      waiting(words), rejected(words), held(words), conflicts(words), acknowledgements(words), outboxes(words),
      disk(words), node(words),
    ]
  }

  private func waiting(_ words: Words) -> Tile {
    let count = facts.open.underWay.values.reduce(0) { $0 + $1.count }
    let oldest = facts.open.underWay.values.map(\.since).min()
    let markup = tile(
      "t-waiting", words.say("Files under way", "Dateien in Arbeit"), words.number(count),
      to: Section.interchanges.link
    ) {
      if let oldest { since(oldest, words) } else { words.say("all are done", "alle sind erledigt") }
    }
    return ("t-waiting", markup)
  }

  private func rejected(_ words: Words) -> Tile {
    let markup = tile(
      "t-rejected", words.say("Rejected, still open", "Abgewiesen, offen"),
      words.number(facts.open.rejected?.count ?? 0), to: Section.rejected.link
    ) {
      if let backlog = facts.open.rejected {
        Status.bad(words.open)
        " "
        since(backlog.since, words)
      } else {
        words.say("nothing to put right", "nichts zu berichtigen")
      }
    }
    return ("t-rejected", markup)
  }

  private func held(_ words: Words) -> Tile {
    let markup = tile(
      "t-held", words.say("Held records", "Zurückgestellte Datensätze"), words.number(facts.open.held?.count ?? 0),
      to: Section.held.link
    ) {
      if let backlog = facts.open.held {
        Status.held(words.say("waits", "wartet"))
        " "
        since(backlog.since, words)
      } else {
        words.none
      }
    }
    return ("t-held", markup)
  }

  private func conflicts(_ words: Words) -> Tile {
    let open = facts.open.inConflict
    let markup = tile(
      "t-conflicts", words.conflicts, words.number(open.count) + (open.isMore ? "+" : ""), to: Section.conflicts.link
    ) {
      if open.count > 0 { Status.doubt(words.say("to be decided", "zu entscheiden")) } else { words.none }
    }
    return ("t-conflicts", markup)
  }

  private func acknowledgements(_ words: Words) -> Tile {
    let late = facts.open.unconfirmed.filter { $0.value.count.count > 0 }
    let markup = tile(
      "t-acks", words.say("Acknowledgements overdue", "Empfangsbestätigungen überfällig"),
      facts.asked.confirming.isEmpty ? "–" : Self.total(late, words), to: late.isEmpty ? nil : Section.system.link
    ) {
      if facts.asked.confirming.isEmpty {
        words.say("nobody has to confirm", "niemand muss bestätigen")
      } else {
        Self.share(late, words)
      }
    }
    return ("t-acks", markup)
  }

  private func outboxes(_ words: Words) -> Tile {
    let standing = facts.open.standing.filter { $0.value.count.count > 0 }
    let markup = tile(
      "t-outbox", words.say("In the outboxes", "In den Ausgängen"),
      facts.asked.outboxes.isEmpty ? "–" : Self.total(standing, words), to: standing.isEmpty ? nil : Section.system.link
    ) {
      if facts.asked.outboxes.isEmpty {
        words.say("nobody watches what is taken", "was abgeholt wird, beobachtet niemand")
      } else if standing.isEmpty {
        words.say("all fetched", "alles abgeholt")
      } else {
        Self.share(standing, words)
      }
    }
    return ("t-outbox", markup)
  }

  private func disk(_ words: Words) -> Tile {
    let markup = tile(
      "t-disk", words.say("Disk free", "Freier Speicher"),
      facts.disk.map { words.size(Int64(clamping: $0.free)) } ?? "–", to: Section.system.link
    ) {
      if let disk = facts.disk {
        words.say("of ", "von ") + words.size(Int64(clamping: disk.total)) + " "
        disk.free < disk.total / 20
          ? Status.bad(words.say("nearly full", "fast voll")) : Status.well(words.say("well", "in Ordnung"))
      } else {
        Status.bad(words.say("cannot be asked", "nicht zu erfahren"))
      }
    }
    return ("t-disk", markup)
  }

  private func node(_ words: Words) -> Tile {
    let isCarrying = isCarrying(words)
    let markup = tile(
      "t-node", words.say("Node", "Rechner"), words.number(isCarrying ? 1 : 0), to: Section.system.link
    ) {
      if let heartbeat {
        nodeState(heartbeat, isCarrying, words)
        if let scan = heartbeat.lastScan {
          " " + words.say("last scan ", "letzter Lauf ")
          words.ago(scan.timestamp)
        }
      } else {
        Status.bad(words.say("nothing has run yet", "noch nichts gelaufen"))
      }
    }
    return ("t-node", markup)
  }

  private func nodeState(_ heartbeat: Heartbeat, _ isCarrying: Bool, _ words: Words) -> Markup {
    if heartbeat.kind == .service, heartbeat.ended != nil { return Status.bad(words.say("ended", "beendet")) }
    if !isCarrying { return Status.bad(words.say("does not move", "rührt sich nicht")) }
    return heartbeat.reasons.isEmpty
      ? Status.well(words.say("well", "in Ordnung"))
      : Status.warned(words.say("not ready: a folder or the configuration", "nicht bereit: Ordner oder Einstellungen"))
  }

  private func since(_ moment: Timestamp, _ words: Words) -> Markup {
    Markup(words.say("oldest ", "älteste ")) + words.ago(moment)
  }

  private static func total(_ backlogs: [String: CappedBacklog], _ words: Words) -> String {
    let isMore = backlogs.values.contains { $0.count.isMore }
    return words.number(backlogs.values.reduce(0) { $0 + $1.count.count }) + (isMore ? "+" : "")
  }

  @MarkupBuilder private static func share(_ backlogs: [String: CappedBacklog], _ words: Words) -> Markup {
    backlogs.isEmpty
      ? words.none
      : backlogs.sorted { $0.key < $1.key }.map { system, backlog in
        "\(system) \(words.number(backlog.count.count))\(backlog.count.isMore ? "+" : "")"
      }.joined(separator: ", ")
    if let oldest = backlogs.values.compactMap(\.since).min() {
      words.say("; oldest ", "; älteste ")
      words.ago(oldest)
    }
  }
}
