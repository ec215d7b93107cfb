extension Setting {
  /// What holds by default where a configuration file says nothing of it.
  ///
  /// - Parameter written: what the file says.
  package static func standards(of configuration: Configuration, besides written: [Setting]) -> [Setting] {
    var known: Set<String> = []
    for setting in written {
      // A map that is written counts as said as far as its keys go, and so do all the keys that lead to it.
      var path = setting.path[...]
      known.insert(String(path))
      while let dot = path.lastIndex(of: ".") {
        path = path[..<dot]
        known.insert(String(path))
      }
    }
    return candidates(of: configuration).filter { !known.contains($0.path) }
  }

  private static func candidates(of configuration: Configuration) -> [Setting] {
    var all: [Setting] = []
    func add(_ path: String, _ value: String) { all.append(Setting(path, value, from: .standard)) }
    add("node", configuration.node)
    add("environment", configuration.environment.rawValue)
    add("language", configuration.language.rawValue)
    add("time-zone", configuration.timeZone.name)
    add("ledger", configuration.ledger.written)
    add("archive", configuration.archive.written)
    add("rejected", configuration.rejected.written)
    add("desk", configuration.desk.written)
    add("reserve", "\(configuration.reserve >> 20) MiB")
    for system in configuration.systems {
      let path = "systems.\(system.name)"
      add("\(path).names", system.names.joined(separator: ", "))
      add("\(path).order", system.order.rawValue)
      add("\(path).acknowledge.records", system.acknowledge.records.rawValue)
    }
    for (index, flow) in configuration.flows.enumerated() {
      let path = "flows.\(index + 1)"
      add("\(path).name", flow.name)
      add("\(path).accept", flow.accept.rawValue)
      add("\(path).when", flow.schedule.words)
    }
    return all
  }
}
