/// What the systems agreed on for records of one entity, whatever flow they travel in.
package struct EntityRules: Sendable, Equatable {
  package var entity: Entity
  /// Where the rules stand in the configuration file.
  package var place: Place
  /// Who has the last word where neither stage nor field says otherwise. Default: the system that the first flow of the
  /// entity starts from.
  package var owner: FieldRule.Owner?
  /// Stages that the configuration does not name are sent, except leads.
  package var stages: [Stage: StageRule]
  /// In the order of the file.
  package var fields: [FieldRule]
  /// Where a record names another one that has to travel ahead of it; the path starts at the record.
  /// Default: an order refers to its customer.
  package var refersTo: [Entity: ElementPath]
  /// What becomes of a record that refers to one that nobody knows. Default: it is held.
  package var missing: Missing
  package var hold: HoldRule
  package var promotion: Promotion
  package var matching: Matching
  /// What becomes of a deletion. Default: it is passed over.
  package var deletion: Deletion
  /// Every system that the rules name, where they name it.
  package var mentions: [Placed<String>]

  package init(
    entity: Entity, place: Place = .start, owner: FieldRule.Owner? = nil, stages: [Stage: StageRule] = [:],
    fields: [FieldRule] = [], refersTo: [Entity: ElementPath] = [:], missing: Missing = .hold,
    hold: HoldRule = .standard, promotion: Promotion = .standard, matching: Matching = .none,
    deletion: Deletion = .ignore, mentions: [Placed<String>] = []
  ) {
    self.entity = entity
    self.place = place
    self.owner = owner
    self.stages = stages
    self.fields = fields
    self.refersTo = refersTo
    self.missing = missing
    self.hold = hold
    self.promotion = promotion
    self.matching = matching
    self.deletion = deletion
    self.mentions = mentions
  }

  /// Whether a record at this stage may leave its system.
  package func sends(at stage: Stage) -> Bool {
    stages[stage]?.sends ?? StageRule.standard(for: stage).sends
  }

  /// What holds when the configuration says nothing.
  package static func standard(for entity: Entity) -> EntityRules {
    switch entity {
    case .customer: EntityRules(entity: entity, matching: .standard)
    case .order: EntityRules(entity: entity, refersTo: [.customer: ElementPath(steps: ["Customer", "CrmId"])])
    case .orderStatus, .invoice, .reminder, .confirmation, .decision: EntityRules(entity: entity)
    }
  }
}

/// What holds for an entity as long as it stands at one stage.
package struct StageRule: Sendable, Equatable {
  /// Nil takes the entity's.
  package var owner: FieldRule.Owner?
  /// Whether a record may leave its system.
  package var sends: Bool
  /// Where it stands in the configuration file.
  package var place: Place

  package init(owner: FieldRule.Owner? = nil, sends: Bool, place: Place = .start) {
    self.owner = owner
    self.sends = sends
    self.place = place
  }

  /// A lead stays where it is; everything else travels.
  package static func standard(for stage: Stage) -> StageRule {
    StageRule(sends: stage != .lead)
  }
}

/// What becomes of a record that refers to one that nobody knows.
package enum Missing: String, Sendable, CaseIterable {
  /// It waits for the other one.
  case hold
  case reject
  /// It goes all the same; the receiver may know better.
  case send
}

/// How long a held record waits, and what happens then.
package struct HoldRule: Sendable, Equatable {
  /// Nil: as long as it takes.
  package var time: Duration?
  package var afterwards: Hold.Afterwards

  package init(time: Duration?, afterwards: Hold.Afterwards) {
    self.time = time
    self.afterwards = afterwards
  }

  /// After a month a person should look at it.
  package static let standard = HoldRule(time: .seconds(30 * 86_400), afterwards: .wait)
}

/// How a lead becomes a customer.
package struct Promotion: Sendable, Equatable {
  /// What makes it one.
  package enum Confirmation: String, Sendable, CaseIterable {
    /// The number that the other system gave it. The default.
    case number
    /// Nothing: being sent is enough.
    case none
  }

  /// What becomes of further orders until then.
  package enum Orders: String, Sendable, CaseIterable {
    /// They travel behind the customer's document. The default.
    case send
    /// They wait for the confirmation.
    case hold
  }

  /// A record of this entity that refers to the lead promotes it. Default: an order.
  package var on: Placed<Entity>
  /// What a lead must have before it is sent. Default: nothing.
  package var needs: [Placed<FieldPattern>]
  package var confirmation: Confirmation
  package var orders: Orders
  /// Where it stands in the configuration file; nil when it is the default.
  package var place: Place?

  package init(
    on: Placed<Entity>, needs: [Placed<FieldPattern>] = [], confirmation: Confirmation = .number,
    orders: Orders = .send, place: Place? = nil
  ) {
    self.on = on
    self.needs = needs
    self.confirmation = confirmation
    self.orders = orders
    self.place = place
  }

  package static let standard = Promotion(on: Placed(.order, at: .start))
}

/// By what a new record is recognised as one that is known already.
package struct Matching: Sendable, Equatable {
  /// Equal means the same: it is linked.
  package var exact: [Identifier.Kind]
  /// Equal means perhaps the same: a person decides.
  package var near: [Identifier.Kind]

  package init(exact: [Identifier.Kind], near: [Identifier.Kind]) {
    self.exact = exact
    self.near = near
  }

  package static let standard = Matching(exact: [.vatId, .email], near: [.nameAndZip, .phone])
  package static let none = Matching(exact: [], near: [])
}

/// What becomes of it when a system deletes an entity.
package enum Deletion: String, Sendable, CaseIterable {
  /// Nothing; the other systems keep theirs.
  case ignore
  /// It is noted, and nothing more is sent for it from there.
  case mark
  /// The other systems are told.
  case send
}
