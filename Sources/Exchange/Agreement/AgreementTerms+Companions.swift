/// What travels in the documents of something else.
extension AgreementTerms {
  /// Whether records of an entity stand ahead of another's in the documents that a system gets of that: the customer of an
  /// order.
  func goesAlong(_ entity: Entity, with other: Entity, to system: System) -> Bool {
    configuration.format(for: system, writing: other)?.companions[other]?.contains(entity) ?? false
  }

  /// Whether a system is sent records of an entity by themselves. Otherwise they reach it with others, and only so.
  func travelsAlone(_ entity: Entity, to system: System) -> Bool {
    configuration.format(for: system, writing: entity) != nil || configuration.formats(for: system).isEmpty
  }
}
