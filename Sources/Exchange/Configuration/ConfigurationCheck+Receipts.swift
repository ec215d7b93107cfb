extension ConfigurationCheck {
  /// What a receiver moves its documents to must be nobody else's: Kontor would take it in, or look for word where only it
  /// writes itself.
  mutating func checkReceipts() {
    let all = managed
    for system in configuration.systems {
      let folders = [("done", system.receipts.done?.folder), ("error", system.receipts.error)]
      for case (let key, let path?) in folders {
        let resolved = PathFacts.resolved(path.absolute).split(separator: "/")
        let identity = look(path.absolute).identity
        guard
          let other = all.first(where: { $0.resolved == resolved || (!identity.isEmpty && $0.identity == identity) })
        else { continue }
        note(
          path.place, "\(key) of \"\(system.name)\" is \(other.title) too", "name a folder of the system's own")
      }
    }
  }
}
