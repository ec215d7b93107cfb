extension ConfigurationCheck {
  /// Whether what is expected of systems can come, and people can be told.
  mutating func checkIncidents(folders: Bool) {
    for system in configuration.systems {
      if system.inbox == nil {
        for expectation in system.expect {
          note(
            expectation.place, "system \"\(system.name)\" has no inbox, so no file can come from it",
            "give it an inbox, or remove the entry")
        }
        if system.overdue.imported != nil {
          warn(
            system.overdue.place, "system \"\(system.name)\" has no inbox through which it could confirm imports",
            "give it an inbox, or remove imported")
        }
      }
      if system.overdue.taken != nil, !system.receipts.taken {
        warn(
          system.overdue.place, "what system \"\(system.name)\" takes is not looked at, so nothing can be late",
          "remove taken here, or receipts: { taken: no }")
      }
      let isReceiver = [system.overdue.delivered, system.overdue.taken, system.overdue.imported].contains { $0 != nil }
      if system.outbox == nil, isReceiver {
        warn(
          system.overdue.place, "system \"\(system.name)\" has no outbox, so no document for it can be late",
          "remove delivered, taken and imported")
      }
    }
    for way in configuration.incidents.tell { check(way, folders: folders) }
  }

  private mutating func check(_ way: TellingWay, folders: Bool) {
    switch way.means {
    case .drop(let path):
      let own = Managed(
        role: .own, title: "", path: path, resolved: PathFacts.resolved(path.absolute).split(separator: "/"),
        identity: look(path.absolute).identity)
      if let other = managed.first(where: { own.isSame(as: $0) || own.isInside($0) }) {
        note(path.place, "events would be dropped into \(other.title)", "name a folder of its own")
      }
      if folders, look(path.absolute).kind != .folder {
        warn(path.place, "there is no folder \"\(path.written)\" for events", "make it")
      }
    case .command(let words, _):
      if let program = words.first { check(program: program, of: way, folders) }
    case .mail(_, _, let via, _): check(program: via, of: way, folders)
    }
  }

  private mutating func check(program: String, of way: TellingWay, _ folders: Bool) {
    guard folders, look(program).kind != .file else { return }
    warn(way.place, "there is no program \(program)", "install it, or name another one; kontor incidents test tries it")
  }
}
