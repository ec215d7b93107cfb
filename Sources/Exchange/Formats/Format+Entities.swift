extension Format {
  /// What its files can tell Kontor, in the order of the vocabulary; customers too that come with their orders.
  package var reads: [Entity] {
    let located = Set(records.map(\.entity).filter { isCanonical || readStylesheet(for: $0) != nil })
    return Entity.allCases.filter { located.contains($0) || isCarried($0, by: located) }
  }

  /// What documents in it can tell a system, in the order of the vocabulary; customers too that go with their orders.
  package var writes: [Entity] {
    // What is for Kontor is sent to nobody.
    let written = isCanonical ? Set(Entity.allCases).subtracting([.confirmation, .decision]) : Set(write.keys)
    return Entity.allCases.filter { written.contains($0) || isCarried($0, by: written) }
  }

  /// Whether what is written of an entity comes to its stylesheet in one `Records`, because something can go along.
  func gathers(_ entity: Entity) -> Bool { companions[entity] != nil || carries.contains(entity) }

  private func isCarried(_ entity: Entity, by others: Set<Entity>) -> Bool {
    companions.contains { others.contains($0.key) && $0.value.contains(entity) }
  }
}
