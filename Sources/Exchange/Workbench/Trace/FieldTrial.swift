import XMLEngine

/// What comes of one field having other values: in ``FieldTrace``, one after the other.
struct FieldTrial {
  struct Place: Hashable {
    let document: Int
    let field: Int
  }

  let field: DocumentField
  /// The fields of the result as it is.
  let before: [[DocumentField]]
  private(set) var relations: [Place: FieldTrace.Relation] = [:]
  private(set) var added: [FieldTrace.Addition] = []
  private var wasTaken = false
  private var refusal: String?
  private var fault: String?

  init(field: DocumentField, before: [[DocumentField]]) {
    self.field = field
    self.before = before
  }

  var effect: FieldTrace.Effect {
    if !relations.isEmpty || !added.isEmpty { return .used }
    if let refusal { return .checked(refusal) }
    return wasTaken ? .lost : .fixed(fault ?? "")
  }

  /// - Parameter map: maps with another value of the field, or without it.
  mutating func run(_ values: [String], _ map: (String?) throws -> FieldTrace.Attempt) throws {
    for value in values { try attempt(value, map) }
    // Whether it is there at all may count where its value does not.
    if relations.isEmpty, added.isEmpty, !field.steps.isEmpty || field.attribute != nil { try attempt(nil, map) }
  }

  /// - Parameter map: maps with another value wherever the field's stands; nil where that is nowhere else.
  mutating func runTogether(_ values: [String], _ map: (String) throws -> FieldTrace.Attempt?) throws {
    for value in values {
      guard let outcome = try map(value) else { return }
      note(outcome, value)
    }
  }

  private mutating func attempt(_ value: String?, _ map: (String?) throws -> FieldTrace.Attempt) throws {
    note(try map(value), value)
  }

  private mutating func note(_ attempt: FieldTrace.Attempt, _ value: String?) {
    switch attempt {
    case .invalid(let reason): fault = fault ?? reason
    case .refused(let reason): refusal = refusal ?? reason
    case .mapped(let documents):
      wasTaken = true
      for index in 0..<max(before.count, documents.count) {
        let old = index < before.count ? before[index] : []
        compare(old, index < documents.count ? DocumentField.all(of: documents[index]) : [], index, value)
      }
    }
  }

  private mutating func compare(_ old: [DocumentField], _ new: [DocumentField], _ document: Int, _ value: String?) {
    let change = FieldChange(from: old, to: new)
    let (own, other) = (field.value.collapsingWhiteSpace(), value?.collapsingWhiteSpace())
    for (index, now) in change.changed {
      let isCopy = old[index].value.collapsingWhiteSpace() == own && now.collapsingWhiteSpace() == other
      note(isCopy ? .copied : .computed, Place(document: document, field: index))
    }
    for index in change.vanished { note(.decides, Place(document: document, field: index)) }
    for appeared in change.appeared {
      let addition = FieldTrace.Addition(document: document, path: appeared.plainPath)
      if !added.contains(addition) { added.append(addition) }
    }
  }

  private mutating func note(_ relation: FieldTrace.Relation, _ place: Place) {
    relations[place] = relations[place].map { min($0, relation) } ?? relation
  }
}
