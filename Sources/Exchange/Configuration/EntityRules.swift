/// How records of one entity are treated, whatever flow they travel in.
package struct EntityRules: Sendable, Equatable {
  package var entity: Entity
  /// The stages whose records stay where they are. Default: `lead` for a customer.
  package var keptStages: Set<Stage>
  /// Where a record names another one that has to travel ahead of it; the path starts at the record.
  /// Default: an order refers to its customer.
  package var refersTo: [Entity: ElementPath]

  package init(entity: Entity, keptStages: Set<Stage>, refersTo: [Entity: ElementPath]) {
    self.entity = entity
    self.keptStages = keptStages
    self.refersTo = refersTo
  }

  /// Whether a record at this stage may leave its system.
  package func sends(at stage: Stage) -> Bool {
    !keptStages.contains(stage)
  }

  /// What holds when the configuration says nothing.
  package static func standard(for entity: Entity) -> EntityRules {
    switch entity {
    case .customer:
      EntityRules(entity: entity, keptStages: [.lead], refersTo: [:])
    case .order:
      EntityRules(entity: entity, keptStages: [], refersTo: [.customer: ElementPath(steps: ["Customer", "CrmId"])])
    case .orderStatus, .invoice, .reminder, .confirmation, .decision:
      EntityRules(entity: entity, keptStages: [], refersTo: [:])
    }
  }
}
