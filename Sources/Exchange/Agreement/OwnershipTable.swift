/// The agreement on one entity as a table: a row for each group of fields that one rule holds for, in the order of the
/// vocabulary.
package struct OwnershipTable: Sendable {
  package let entity: Entity
  /// None where the entity goes through no stages; then every row has one owner.
  package let stages: [Stage]
  /// At which of the stages nothing is sent.
  package let kept: [Stage]
  /// Whether both systems' values are compared field by field.
  package let isMerged: Bool
  package let rows: [Row]

  package struct Row: Sendable {
    /// The first name of its fields.
    fileprivate let group: String
    /// The name of a field, or the pattern of the rule where it is about some members of a group only.
    package let field: String
    /// At each stage, or the one that always holds.
    package let owners: [FieldRule.Owner]
    package let ways: [Way]
    package let conflict: FieldRule.Conflict
    /// Whether the field is shared at some stage, so that there can be a conflict.
    package let isShared: Bool
    /// Who wins where nothing else tells, at those stages.
    package let lastWords: [String]
    package let standard: String?
  }

  /// Between which systems values go.
  package struct Way: Hashable, Sendable {
    package let from: String
    package let to: String
    package let isTwoWay: Bool
  }

  package init(_ entity: Entity, of configuration: Configuration) {
    let rules = configuration.rules(for: entity)
    let ownership = Ownership(configuration)
    let shape = EntityShape.of(entity)
    self.entity = entity
    stages = entity.stages
    kept = stages.filter { !rules.sends(at: $0) }
    isMerged = shape != nil
    let places = shape?.places(toTellApart: rules.fields.map(\.pattern)) ?? [.whole]
    let inForce = rules.fields.inForce()
    var known: Set<String> = []
    var rows: [Row] = []
    for place in places {
      let rule = inForce.first { $0.pattern.matches(place) }
      let field = Self.name(of: place, rule)
      guard known.insert(field).inserted else { continue }
      let askedAt: [Stage?] = stages.isEmpty ? [nil] : stages
      let terms = askedAt.map { ownership.terms(entity, $0, place) }
      let sent = zip(askedAt, terms).filter { ownership.sends(entity, at: $0.0) }.map(\.1)
      let shared = terms.filter { $0.owner == .shared }
      rows.append(
        Row(
          group: Self.group(of: place), field: field, owners: terms.map(\.owner),
          ways: configuration.ways(of: entity, by: sent),
          conflict: rule?.conflict ?? .ownerWins, isShared: !shared.isEmpty,
          lastWords: Array(Set(shared.map(\.lastWord))).sorted(), standard: rule?.standard))
    }
    self.rows = Self.generalFirst(rows, in: places)
  }

  /// Of the rows of one group, the one for all other members leads.
  private static func generalFirst(_ rows: [Row], in places: [FieldPlace]) -> [Row] {
    var names: [String] = []
    for name in places.map(Self.group) where names.last != name { names.append(name) }
    return names.flatMap { name in
      let group = rows.filter { $0.group == name }
      return group.filter { $0.field == name } + group.filter { $0.field != name }
    }
  }

  private static func group(of place: FieldPlace) -> String { place.steps.first?.name ?? FieldName.whole.text }

  /// The rule's own words where it tells members of a group apart, or parts of them.
  private static func name(of place: FieldPlace, _ rule: FieldRule?) -> String {
    let name = group(of: place)
    guard let pattern = rule?.pattern, !pattern.steps.isEmpty else { return name }
    return pattern.takesAllBelow ? String(pattern.text.dropLast(2)) : pattern.text
  }
}

extension FieldPlace {
  /// Of the one field of an entity that is not merged field by field.
  package static let whole = FieldPlace([])
}

extension Configuration {
  /// A system's value goes where a flow leads, unless another system's word is the last at every stage.
  fileprivate func ways(of entity: Entity, by terms: [FieldTerms]) -> [OwnershipTable.Way] {
    let open = flows.filter { flow in
      flow.carries(entity)
        && terms.contains { $0.sending.reaches(flow.to.value) && $0.lets(flow.from.value) }
    }
    var ways: [OwnershipTable.Way] = []
    for flow in open {
      let (from, to) = (flow.from.value, flow.to.value)
      if ways.contains(where: { $0.from == to && $0.to == from }) { continue }
      let isTwoWay = open.contains { $0.from.value == to && $0.to.value == from }
      ways.append(OwnershipTable.Way(from: from, to: to, isTwoWay: isTwoWay))
    }
    return ways
  }
}

extension FieldTerms {
  /// Whether what a system says can come to hold.
  fileprivate func lets(_ system: String) -> Bool {
    owner == .shared || owner == .system(system) || conflict == .fillIfEmpty
  }
}
