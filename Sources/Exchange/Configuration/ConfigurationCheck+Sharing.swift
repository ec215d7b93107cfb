extension ConfigurationCheck {
  /// Whether documents for two systems that share an outbox would have the same names. Nothing is replaced there, so the
  /// second would wait until somebody takes the first; and word of the one would be taken for word of the other.
  mutating func checkSharedOutboxes() {
    let receivers = configuration.systems.filter { system in
      configuration.flows.contains { $0.to.value == system.name }
    }
    for (index, later) in receivers.enumerated() {
      guard let outbox = later.outbox, case let names = documentNames(for: later) else { continue }
      let path = PathFacts.resolved(outbox.absolute)
      for earlier in receivers[..<index] {
        guard let other = earlier.outbox, PathFacts.resolved(other.absolute) == path,
          documentNames(for: earlier).contains(where: names.contains)
        else { continue }
        warn(
          outbox.place,
          "documents for \"\(earlier.name)\" and \"\(later.name)\" would have the same names in one outbox",
          "give each an outbox of its own, or formats with different names of documents")
      }
    }
  }

  private func documentNames(for system: System) -> [NameTemplate] {
    configuration.formats(for: system).map(\.document.name)
  }
}
