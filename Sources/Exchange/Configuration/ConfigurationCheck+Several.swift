/// Whether each format that a system names is of use to it, and whether its files can be told apart.
extension ConfigurationCheck {
  mutating func checkUse(ofFormatsOf system: System) {
    for name in system.formats where system.sendsOthers || !isRead(name) {
      guard let format = configuration.format(named: name.value), !isWritten(format, for: system) else { continue }
      if let other = writer(ofAllThat: format, for: system) {
        warn(
          name.place, "nothing is ever written for \"\(system.name)\" in format \"\(format.name)\"",
          "format \"\(other)\" stands ahead of it and writes the same: take one of them out, or change their order")
      } else if system.sendsOthers {
        warn(
          name.place, "format \"\(format.name)\" writes nothing for \"\(system.name)\"",
          "add what it writes to write of format \"\(format.name)\", or name it under sends only")
      } else {
        warn(
          name.place,
          "format \"\(format.name)\" is of no use to \"\(system.name)\": it reads nothing and writes nothing",
          "add records and read, or write, to format \"\(format.name)\", or take it out")
      }
    }
    for name in system.sends where system.sendsOthers && !isRead(name) {
      guard let format = configuration.format(named: name.value) else { continue }
      warn(
        name.place, "format \"\(format.name)\" reads nothing, so no file of \"\(system.name)\" is in it",
        "add records and read to format \"\(format.name)\", or take it out of sends")
    }
    checkRoots(of: system)
  }

  /// A file goes to the first format that has its root element; a second one with the same would never be asked. Where
  /// formats leave the root to their schemas, ``FormatCatalogue`` finds that out.
  private mutating func checkRoots(of system: System) {
    for (index, name) in system.sends.enumerated() {
      guard let root = configuration.format(named: name.value)?.root,
        let earlier = system.sends[..<index].first(where: { configuration.format(named: $0.value)?.root == root })
      else { continue }
      note(
        name.place,
        "files of format \"\(name.value)\" cannot be told from those of \"\(earlier.value)\": both begin with \(root)",
        "name one of them only, or make one format of them")
    }
  }

  private func isRead(_ name: Placed<String>) -> Bool {
    configuration.format(named: name.value)?.reads.isEmpty == false
  }

  private func isWritten(_ format: Format, for system: System) -> Bool {
    format.writes.contains { configuration.format(for: system, writing: $0)?.name == format.name }
  }

  /// The format that leaves nothing to write to a later one.
  private func writer(ofAllThat format: Format, for system: System) -> String? {
    format.writes.compactMap { configuration.format(for: system, writing: $0)?.name }.first
  }
}
