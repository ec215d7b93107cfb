/// Which formats systems are sent, and send.
extension Configuration {
  /// The formats of the documents for a system, those that there are.
  package func formats(for system: System) -> [Format] {
    system.formats.compactMap { format(named: $0.value) }
  }

  /// The formats of the files that a system drops, those that there are.
  package func formats(from system: System) -> [Format] {
    system.sends.compactMap { format(named: $0.value) }
  }

  /// The format in which records of an entity are written for a system: the first one that has a stylesheet for it, or is
  /// canonical. Nil where none does; then they reach it along with others, or not at all.
  package func format(for system: System, writing entity: Entity) -> Format? {
    formats(for: system).first { $0.isCanonical || $0.write[entity] != nil }
  }
}
