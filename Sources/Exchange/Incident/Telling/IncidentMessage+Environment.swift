extension IncidentMessage {
  /// What a program is told beside the text, for its own decisions.
  var environment: [(name: String, value: String)] {
    var variables = [
      ("KONTOR_INCIDENT_NODE", node), ("KONTOR_INCIDENT_COUNT", String(items.count)),
      ("KONTOR_INCIDENT_SEVERITY", severity.rawValue), ("KONTOR_INCIDENT_TITLE", title),
    ]
    if items.count == 1, let item = items.first {
      variables += [
        ("KONTOR_INCIDENT_EVENT", item.event.rawValue), ("KONTOR_INCIDENT_ID", String(item.incident.id)),
        ("KONTOR_INCIDENT_CODE", item.incident.key.cause.rawValue),
        ("KONTOR_INCIDENT_SUBJECT", Printable.line(item.incident.key.subject)),
        ("KONTOR_INCIDENT_SINCE", item.incident.since.description),
        ("KONTOR_INCIDENT_ACTOR", item.incident.entry.actor.rawValue),
      ]
    } else {
      variables.append(("KONTOR_INCIDENT_EVENT", "digest"))
    }
    // The environment is made of strings that end with a zero byte.
    return variables.map { (name: $0.0, value: $0.1.filter { $0 != "\0" }) }
  }

  /// One event as a JSON object, with a line feed at its end.
  func json(of item: Item) -> [UInt8] {
    let incident = item.incident
    var json = JSONLine()
    json.line { line in
      line.put("acknowledgedBy", incident.acknowledged?.by)
      line.put("actor", incident.entry.actor.rawValue)
      line.put("at", item.at.description)
      line.put("closed", incident.closedAt?.description)
      line.put("code", incident.key.cause.rawValue)
      line.put("count", incident.count)
      line.put("detail", incident.detail)
      line.put("event", item.event.rawValue)
      line.put("id", incident.id)
      line.put("node", node)
      line.put("opened", incident.openedAt.description)
      line.put("remedy", incident.entry.remedy)
      line.put("severity", incident.severity.rawValue)
      line.put("since", incident.since.description)
      line.put("subject", incident.key.subject)
      line.put("title", incident.entry.title)
    }
    return json.bytes
  }
}
