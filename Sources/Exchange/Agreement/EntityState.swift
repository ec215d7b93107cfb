/// What the ledger knows of one business object, such as one customer.
package struct EntityState: Hashable, Sendable {
  /// The ledger's own number for it; 0 until it is added.
  package var id: Int64
  package var kind: Entity
  /// Nil for a kind that goes through no stages.
  package var stage: Stage?
  /// The system that brought it first. Never changes.
  package var origin: String
  /// The record that brought it.
  package var created: RecordReference
  /// Its key in each system that knows it: the present one, see ``CrossReference`` for earlier ones.
  package var keys: [String: String]
  /// For a kind that is not merged field by field there is only ``FieldName/whole``, whose value is a hash.
  package var fields: [FieldName: FieldState]
  /// Where its present content can be read again, for a kind whose content the ledger does not keep.
  package var content: RecordReference?
  /// Systems that said that they deleted it.
  package var deletedBy: Set<String>
  /// A system has refused it, and nothing newer was sent since.
  package var refusal: String?

  package init(kind: Entity, stage: Stage?, origin: String, created: RecordReference) {
    id = 0
    self.kind = kind
    self.stage = stage
    self.origin = origin
    self.created = created
    keys = [:]
    fields = [:]
    deletedBy = []
  }

  /// Fields on which a person has to decide, by name.
  package var conflicts: [FieldName] { fields.filter { $0.value.conflict != nil }.map(\.key).sorted() }
}

/// One key that one system uses, or used, for an entity.
package struct CrossReference: Hashable, Sendable {
  package enum Standing: String, Hashable, Sendable, CaseIterable {
    case present
    /// The system gave it another key since.
    case former
    /// A second key of the same system for the same thing: a duplicate there.
    case alias
  }

  package var entity: Int64
  package var kind: Entity
  package var system: String
  package var key: String
  package var standing: Standing
  /// The record by which it became known.
  package var source: RecordReference
  package var since: Timestamp

  package init(
    entity: Int64, kind: Entity, system: String, key: String, standing: Standing = .present, source: RecordReference,
    since: Timestamp
  ) {
    self.entity = entity
    self.kind = kind
    self.system = system
    self.key = key
    self.standing = standing
    self.source = source
    self.since = since
  }
}

/// Something by which one entity can be recognised as another: a VAT id, a name with its zip code.
package struct Identifier: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case vatId = "vat-id"
    case email
    case nameAndZip = "name-and-zip"
    case phone
  }

  package var kind: Kind
  /// Normalised, so that equal means equal.
  package var value: String

  package init(_ kind: Kind, _ value: String) {
    self.kind = kind
    self.value = value
  }
}

/// One step in the story of an entity, in the order in which they were decided.
package struct EntityEvent: Hashable, Sendable {
  package enum What: String, Hashable, Sendable, CaseIterable {
    /// A record of it was taken in, with what became of its fields.
    case told
    case linked
    case stage
    /// A document about it was written.
    case sent
    case held
    case released
    case expired
    case discarded
    case superseded
    case confirmed
    case refused
    case decided
    case deleted
    /// What was known of it was erased on request.
    case erased
    case key
    /// A record of it was rejected. Told in its story only: the ledger's row of the record says so.
    case rejected
  }

  package var entity: Int64
  /// The record that brought it about.
  package var source: RecordReference
  package var at: Timestamp
  package var what: What
  /// A system, a stage, a document, a key: what it is about.
  package var subject: String?
  /// In a sentence.
  package var detail: String?
  package var fields: [FieldOutcome]

  package init(
    entity: Int64, source: RecordReference, at: Timestamp, _ what: What, _ subject: String? = nil,
    _ detail: String? = nil, fields: [FieldOutcome] = []
  ) {
    self.entity = entity
    self.source = source
    self.at = at
    self.what = what
    self.subject = subject
    self.detail = detail
    self.fields = fields
  }
}

/// What became of one field, as acknowledgements and `explain` tell it.
package struct FieldOutcome: Hashable, Sendable, Codable {
  package enum Word: String, Hashable, Sendable, Codable, CaseIterable {
    case applied
    case unchanged
    case keptOwnerValue = "kept-owner-value"
    case conflict
  }

  package var field: FieldName
  package var outcome: Word
  /// What holds now; nil where nobody has said anything.
  package var value: String?
  /// What the record said.
  package var said: String?
  /// Whose value holds; nil while a person has to decide.
  package var winner: String?
  package var rule: String

  package init(
    _ field: FieldName, _ outcome: Word, value: String?, said: String?, winner: String?, rule: String
  ) {
    self.field = field
    self.outcome = outcome
    self.value = value
    self.said = said
    self.winner = winner
    self.rule = rule
  }
}

/// One entity in one import document, and what its receiver made of it.
package struct Delivery: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    case sent, imported, refused
  }

  package var document: String
  package var entity: Int64
  package var system: String
  /// Counts the documents about the entity for the system from 1.
  package var number: Int64
  /// The record that the document passes on. Of a held record this is not the one that released it.
  package var source: RecordReference
  package var state: State

  package init(
    document: String, entity: Int64, system: String, number: Int64 = 1, source: RecordReference, state: State = .sent
  ) {
    self.document = document
    self.entity = entity
    self.system = system
    self.number = number
    self.source = source
    self.state = state
  }
}
