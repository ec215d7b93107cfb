/// The three-way merge of one field: what a system says now, against what it said and was sent before, and against what
/// the other side made of it meanwhile.
///
/// Pure: everything it goes by is handed in, so that the table of `docs/agreement.md` can be tested row by row.
///
/// A system *changed* a field where it says something that it neither said before nor was sent. That it says again what
/// it said before is no change, even while something newer is on the way to it; that it says what it was sent is an
/// echo. Times decide only what is late, and, by one rule, which of two changes is the newer one.
package enum Merge {
  /// One value as a record says it.
  package struct Word: Sendable {
    package var value: String
    package var system: String
    package var version: RecordVersion
    package var source: RecordReference
    /// The owner has the entity in its system, so that a value it does not show is one it does not want.
    package var ownerKnowsEntity: Bool
    /// See ``Merge/importProved(by:of:_:in:)``.
    package var importProved: Int64?
    /// Where a record that was put right has its place: at the interchange that was rejected. What came after that is
    /// the newer word, where times do not say.
    package var place: InterchangeID?
    /// The places of interchanges that spoke of the entity before, as far as they put something right.
    package var places: [InterchangeID: InterchangeID]

    package init(
      _ value: String, by system: String, _ version: RecordVersion, source: RecordReference,
      ownerKnowsEntity: Bool = true, importProved: Int64? = nil, place: InterchangeID? = nil,
      places: [InterchangeID: InterchangeID] = [:]
    ) {
      self.value = value
      self.system = system
      self.version = version
      self.source = source
      self.ownerKnowsEntity = ownerKnowsEntity
      self.importProved = importProved
      self.place = place
      self.places = places
    }
  }

  /// The last document to a system that a record of it proves to be imported: it shows a value of that document which
  /// it did not have before.
  ///
  /// One field proves it for all. A field that was sent what it had already cannot tell by itself whether the document
  /// is still on its way, and would overwrite what a user enters meanwhile.
  package static func importProved(
    by record: [FieldName: String], of system: String, _ version: RecordVersion, in fields: [FieldName: FieldState]
  ) -> Int64? {
    record.compactMap { name, value in fields[name]?.sides[system]?.importProved(by: value, version) }.max()
  }

  /// Takes in what a record says of a field, and answers what became of it.
  package static func take(_ word: Word, into field: inout FieldState, by terms: FieldTerms, at now: Timestamp)
    -> FieldResult
  {
    var side = field.sides[word.system] ?? FieldState.Side()
    if let known = side.version {
      if word.version.isOlder(than: known) { return .late }
      if word.version.isSame(as: known, whereUnnumbered: word.value == side.said) { return .unchanged }
      if let place = word.place, let last = side.source?.interchange, word.places[last] ?? last > place,
        word.version.isSame(as: known, whereUnnumbered: true)
      {
        return .late
      }
    }
    var isEcho = false
    var last = word.importProved.flatMap { side.arrived(through: $0) }
    // What is left may still hold the value: then that document came after the one that another field proves.
    if last != word.value, let proved = side.importProved(by: word.value, word.version) {
      last = side.arrived(through: proved)
    }
    if let last, word.value != side.said {
      side.said = last
      side.believed = last
      isEcho = word.value == last
    }
    let knewWhatHolds = side.said == field.agreed || field.agreedBy == word.system
    let isChange = word.value != side.said
    let isDue = word.value != field.target(of: word.system)
    side.said = word.value
    side.version = word.version
    side.source = word.source
    if isChange || !isDue {
      side.believed = word.value
      side.wasReminded = false
    } else if !isEcho, side.believed != word.value, !side.wasReminded {
      // It should have something else by now. It may not have looked yet, or somebody set it back: told once more.
      side.wasReminded = true
      side.believed = word.value
    }
    field.sides[word.system] = side
    if isChange, isDue { return change(word, &field, terms, knewWhatHolds: knewWhatHolds, at: now) }
    field.settleBase()
    return isEcho ? .echo : .unchanged
  }

  /// The system changed the field: whose word counts?
  private static func change(
    _ word: Word, _ field: inout FieldState, _ terms: FieldTerms, knewWhatHolds: Bool, at now: Timestamp
  ) -> FieldResult {
    if field.conflict != nil { return change(word, inConflict: &field, terms) }
    switch terms.owner {
    case .system(word.system):
      field.adopt(word)
      return .applied
    case .system(let owner):
      let isEmpty = field.agreed?.isEmpty ?? true
      let isFree = isEmpty && (terms.conflict == .fillIfEmpty || (field.agreed == nil && !word.ownerKnowsEntity))
      // Who proposed something may correct it as long as the owner has not heard of it.
      let isOwnProposal = field.agreedBy == word.system && field.sides[owner] == nil
      if isFree || isOwnProposal {
        field.adopt(word)
        return .applied
      }
      return .keptOwnerValue
    case .shared:
      if knewWhatHolds {
        field.adopt(word)
        return .applied
      }
      return settle(word, &field, terms, at: now)
    }
  }

  /// Both changed a shared field since they were last at one.
  private static func settle(_ word: Word, _ field: inout FieldState, _ terms: FieldTerms, at now: Timestamp)
    -> FieldResult
  {
    if terms.conflict == .ask {
      var values = [word.system: word.value]
      for (system, side) in field.sides where system != word.system && side.believed != nil {
        values[system] = field.agreed
      }
      field.conflict = FieldState.Conflict(values: values, source: word.source, since: now, rule: terms.rule)
      return .conflict(winner: nil)
    }
    let winner = wins(word, field, terms) ? word.system : field.agreedBy ?? terms.lastWord
    if winner == word.system { field.adopt(word) }
    return .conflict(winner: winner)
  }

  private static func wins(_ word: Word, _ field: FieldState, _ terms: FieldTerms) -> Bool {
    switch terms.conflict {
    case .ownerWins, .ask: return word.system == terms.lastWord
    case .newest:
      guard let other = field.agreedVersion?.changed, other != word.version.changed else {
        return word.system == terms.lastWord
      }
      return word.version.changed > other
    case .fillIfEmpty: return field.agreed?.isEmpty ?? true
    case .longest:
      let (mine, others) = (word.value.count, field.agreed?.count ?? 0)
      return mine == others ? word.system == terms.lastWord : mine > others
    }
  }

  private static func change(_ word: Word, inConflict field: inout FieldState, _ terms: FieldTerms) -> FieldResult {
    field.conflict?.values[word.system] = word.value
    guard let values = field.conflict?.values, Set(values.values).count == 1 else { return .conflict(winner: nil) }
    // Both sides came to the same by themselves.
    field.conflict = nil
    field.adopt(word)
    field.settleBase()
    return .applied
  }
}

/// What became of one field of one record.
package enum FieldResult: Hashable, Sendable {
  case applied
  case unchanged
  /// The system shows what it was sent.
  case echo
  /// A later record of the same system said something of this field already.
  case late
  /// Another system has the last word, and its value stays.
  case keptOwnerValue
  /// Both sides changed it. Nil: a person decides.
  case conflict(winner: String?)

  /// It came to something worth telling.
  package var isEvent: Bool {
    switch self {
    case .applied, .keptOwnerValue, .conflict: true
    case .unchanged, .echo, .late: false
    }
  }
}

extension FieldState {
  mutating func adopt(_ word: Merge.Word) {
    hold(word.value, by: word.system, word.version)
  }

  /// A person decided.
  package mutating func decide(_ value: String, by person: String, at now: Timestamp) {
    conflict = nil
    hold(value, by: person, RecordVersion(changed: now))
  }

  private mutating func hold(_ value: String, by whom: String, _ version: RecordVersion) {
    if agreed != value { for system in sides.keys { sides[system]?.wasReminded = false } }
    agreed = value
    agreedBy = whom
    agreedVersion = version
    settleBase()
  }
}
