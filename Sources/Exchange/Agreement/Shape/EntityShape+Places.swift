/// The places that fields can have, for all that is said of fields before there are any.
extension EntityShape {
  /// Whether there can be a field that a pattern is about. One that never matches is a slip.
  package func isKnown(_ pattern: FieldPattern) -> Bool {
    Self.templates(of: parts).contains { $0.suits(pattern) }
  }

  /// One place for each kind of field that some patterns can tell apart, in the order of the schema: a member of a group
  /// for each key that there can be, or that a pattern names, and one with another key.
  func places(toTellApart patterns: [FieldPattern]) -> [FieldPlace] {
    let conditions = patterns.flatMap(\.steps).compactMap(\.condition)
    let named = Dictionary(grouping: conditions, by: \.attribute).mapValues { Set($0.map(\.value)) }
    return Self.templates(of: parts).flatMap { $0.places(named: named) }
  }

  /// A place with any key.
  fileprivate struct Template {
    struct Step {
      var name: String
      /// What conditions may ask for, and the values that there can be; nil for any.
      var conditions: [String: [String]?] = [:]
      var isMember = false
    }

    var steps: [Step]

    /// The same as ``FieldPattern/matches(_:)``, for all keys at once.
    func suits(_ pattern: FieldPattern) -> Bool {
      guard pattern.steps.count <= steps.count else { return false }
      for (wanted, step) in zip(pattern.steps, steps) {
        guard wanted.name == step.name else { return false }
        guard let condition = wanted.condition else { continue }
        guard let values = step.conditions[condition.attribute], values?.contains(condition.value) ?? true else {
          return false
        }
      }
      return pattern.takesAllBelow || pattern.steps.count == steps.count || steps[pattern.steps.count - 1].isMember
    }

    func places(named: [String: Set<String>]) -> [FieldPlace] {
      steps.reduce([FieldPlace([])]) { places, step in
        places.flatMap { place in step.members(named: named).map { FieldPlace(place.steps + [$0]) } }
      }
    }
  }

  private static func templates(of parts: [Part]) -> [Template] {
    parts.flatMap { part in
      var step = Template.Step(name: part.name, isMember: part.key != nil)
      if let key = part.key { step.conditions[key.name] = key.values }
      switch part.content {
      case .value, .list: return [Template(steps: [step])]
      case .whole(_, let also):
        for (attribute, values) in also { step.conditions[attribute] = values }
        return [Template(steps: [step])]
      case .point: return [[], [Template.Step(name: preferred)]].map { Template(steps: [step] + $0) }
      case .group(_, let parts):
        let below = templates(of: parts).map(\.steps) + [[Template.Step(name: preferred)]]
        return below.map { Template(steps: [step] + $0) }
      }
    }
  }
}

extension EntityShape.Template.Step {
  /// A key that no pattern can name, since in a pattern it has at least one character.
  private static let otherKey = ""

  fileprivate func members(named: [String: Set<String>]) -> [FieldPlace.Step] {
    var members = [FieldPlace.Step(name, isMember: isMember)]
    for (attribute, values) in conditions.sorted(by: { $0.key < $1.key }) {
      let all = values ?? [Self.otherKey] + (named[attribute]?.sorted() ?? [])
      members = members.flatMap { member in
        all.map { value in
          var member = member
          member.attributes[attribute] = value
          return member
        }
      }
    }
    return members
  }
}
