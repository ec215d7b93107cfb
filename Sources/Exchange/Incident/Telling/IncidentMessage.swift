/// What one message says: one event, or several that are told together.
package struct IncidentMessage: Hashable, Sendable {
  /// One of the events that it tells.
  package struct Item: Hashable, Sendable {
    package var event: IncidentBook.News.Event
    package var at: Timestamp
    package var incident: Incident

    package init(_ event: IncidentBook.News.Event, at moment: Timestamp, _ incident: Incident) {
      self.event = event
      at = moment
      self.incident = incident
    }
  }

  /// The numbers of the notices that are done when it is told.
  package var notices: [Int64]
  /// Never empty; in the order in which they came up.
  package var items: [Item]
  /// The name of this installation.
  package var node: String

  package init(_ items: [Item], notices: [Int64], node: String) {
    self.items = items
    self.notices = notices
    self.node = node
  }

  /// So many are written out; the rest is counted.
  private static let most = 20

  var severity: IncidentSeverity { items.map(\.incident.severity).max() ?? .warning }

  /// One line: `[kontor main] error: documents are not fetched from the outbox (erp)`.
  var title: String {
    guard items.count == 1, let item = items.first else {
      let open = items.count { $0.event != .closed }
      let closed = items.count - open
      let parts = [open > 0 ? "\(open) open" : "", closed > 0 ? "\(closed) closed" : ""].filter { !$0.isEmpty }
      return "[kontor \(node)] \(severity.rawValue): \(parts.joined(separator: ", "))"
    }
    let subject = Printable.line(item.incident.key.subject)
    return "[kontor \(node)] \(item.word): \(item.incident.entry.title) (\(subject))"
  }

  /// For people, in lines that end with a line feed.
  var text: String {
    // The worst first; what of equal weight came first.
    let order = items.enumerated().sorted {
      ($1.element.incident.severity, $0.offset) < ($0.element.incident.severity, $1.offset)
    }
    var text = order.prefix(Self.most).map(\.element.text).joined(separator: "\n")
    let rest = items.count - Self.most
    if rest > 0 { text += "\nand \(rest) more: kontor incidents lists all\n" }
    return text
  }
}

extension IncidentMessage.Item {
  /// `error`, `closed`, `still open: error`.
  fileprivate var word: String {
    switch event {
    case .opened: incident.severity.rawValue
    case .returned: "again: \(incident.severity.rawValue)"
    case .reminder: "still open: \(incident.severity.rawValue)"
    case .closed: "closed"
    case .test: "test"
    }
  }

  fileprivate var text: String {
    var lines = [
      "\(word): \(incident.entry.title): \(Printable.line(incident.key.subject))",
      "  \(Printable.line(incident.detail))",
      "  since \(incident.since)"
        + (incident.returns > 0 ? ", came back \(Words.count(incident.returns, "time"))" : ""),
    ]
    if let closed = incident.closedAt { lines.append("  closed \(closed)") }
    if event != .closed, event != .test {
      lines.append("  What to do: \(incident.entry.remedy)")
      lines.append(
        "  incident \(incident.id), code \(incident.key.cause.rawValue): kontor incidents show \(incident.id)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
