/// How people are told of incidents.
extension ConfigurationReader {
  private enum IncidentsKey: String, CaseIterable {
    case grace
    case again
    case conflicts
    case paused
    case tell
  }

  mutating func readIncidents(_ node: ConfigurationNode) -> IncidentRules {
    let section = section(node, "incidents", at: node.place, keys: IncidentsKey.self)
    var rules = IncidentRules.standard
    rules.grace = duration(section[.grace], default: rules.grace)
    rules.again = duration(section[.again], default: rules.again)
    rules.conflicts = limit(section[.conflicts], default: rules.conflicts)
    rules.paused = limit(section[.paused], default: rules.paused)
    for item in list(section[.tell], "a list of ways to tell people") {
      guard let way = readWay(item) else { continue }
      if let first = rules.tell.first(where: { $0.name == way.name }) {
        note(
          item.place, "two ways are called \"\(way.name)\"", "it stands in line \(first.place.line); give one a name")
      }
      rules.tell.append(way)
    }
    return rules
  }

  private enum WayKey: String, CaseIterable {
    case command
    case mail
    case drop
    case name
    case timeout
    case at
    case digest
    case quiet
    case timeZone = "time-zone"
    case except
    case remind
  }

  private mutating func readWay(_ node: ConfigurationNode) -> TellingWay? {
    let section = section(node, "a way to tell people", at: node.place, keys: WayKey.self)
    guard section.isMap else { return nil }
    let kinds = [WayKey.command, .mail, .drop].filter { section[$0] != nil }
    if kinds.count != 1 {
      note(node.place, "a way has exactly one of command, mail and drop", "make a way of its own of each")
    }
    let timeout = duration(section[.timeout], default: .seconds(30))
    if let node = section[.timeout], timeout <= .zero || timeout > .seconds(600) {
      note(node.place, "a way takes from some milliseconds to ten minutes", "write a timeout such as 30s")
    }
    guard let means = readMeans(section, timeout: timeout) else { return nil }
    let name = text(section[.name], "a name")
    if let name, !Self.isSafeName(name.value) {
      note(name.place, "\"\(name.written)\" cannot name a way", Self.safeNames)
    }
    var way = TellingWay(means, name: name?.value ?? means.standardName, place: node.place)
    way.least = choice(section[.at], "severity", default: .warning)
    way.digest = section[.digest].map { duration($0, default: .seconds(3600)) }
    if way.tellsOneByOne, let digest = section[.digest] {
      note(digest.place, "each event has a file of its own, so nothing is collected", "take digest out")
      way.digest = nil
    }
    way.remind = section[.remind].map { duration($0, default: .seconds(86_400)) }
    if let remind = way.remind, remind < .seconds(60), let node = section[.remind] {
      note(node.place, "people are reminded every minute at most", "write a time such as 24h")
    }
    readQuiet(section, into: &way)
    return way
  }

  private mutating func readQuiet(_ section: Section<WayKey>, into way: inout TellingWay) {
    let zone = zone(section[.timeZone], default: timeZone)
    way.exempt = section[.except].map { choice($0, "severity", default: .critical) }
    guard let quiet = section[.quiet] else {
      for key in [WayKey.timeZone, .except] {
        if let unused = section[key] {
          note(unused.place, "\(key.rawValue) belongs to quiet hours", "add quiet, or take it out")
        }
      }
      return
    }
    let windows = texts(quiet, "a window such as \"20:00-06:00\"").compactMap { window($0) }
    guard !windows.isEmpty else { return }
    for window in windows where window.onHolidays {
      note(
        quiet.place, "the window \"\(window)\" names holidays, and quiet hours have none", "name days of the week alone"
      )
    }
    way.quiet = Schedule(during: windows, in: zone)
  }

  private enum MailKey: String, CaseIterable {
    case to
    case from
    case via
  }

  private mutating func readMeans(_ section: Section<WayKey>, timeout: Duration) -> TellingWay.Means? {
    if let node = section[.command] {
      let words = texts(node, "the path of a program").map(\.value)
      guard let program = words.first else { return nil }
      guard program.hasPrefix("/"), !words.contains(where: { $0.contains("\0") }) else {
        note(node.place, "expected the whole path of a program, found \"\(program)\"", "no shell looks for it")
        return nil
      }
      return .command(words, timeout: timeout)
    }
    if let node = section[.drop] { return path(node, "a folder").map { .drop($0) } }
    guard let node = section[.mail] else { return nil }
    let mail = self.section(node, "mail", at: node.place, keys: MailKey.self)
    let to = required(mail, .to).map { texts($0, "an address") } ?? []
    let from = text(required(mail, .from), "an address")
    let via = text(mail[.via], "the path of a program")
    for address in to + [from].compactMap(\.self) where !MailAddress.isSafe(address.value) {
      note(
        address.place, "\"\(address.written)\" is no address", "expected one such as it@example.com, without a name")
    }
    if let via, !via.value.hasPrefix("/") {
      note(via.place, "expected the whole path of a program, found \"\(via.written)\"", "no shell looks for it")
    }
    guard let from, !to.isEmpty else { return nil }
    return .mail(to: to.map(\.value), from: from.value, via: via?.value ?? "/usr/sbin/sendmail", timeout: timeout)
  }
}

extension TellingWay.Means {
  /// What a way is called that has no name: by what it does, and with whom.
  var standardName: String {
    switch self {
    case .command(let words, _): "command \(words.first ?? "")"
    case .mail(let to, _, _, _): "mail \(to.joined(separator: ","))"
    case .drop(let path): "drop \(path.written)"
    }
  }
}
