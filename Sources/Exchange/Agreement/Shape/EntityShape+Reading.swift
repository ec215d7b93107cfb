package import XMLEngine

extension EntityShape {
  /// What a valid canonical record says, field by field, in the order of the schema. What it leaves out is not in the
  /// answer.
  package func fields(of record: XMLElement) -> [FieldReading] {
    Reader.readings(of: parts, in: record, below: Spot())
  }

  /// Where a field stands that is known by its name and value, for the patterns that could be about it.
  package func place(of name: FieldName, value: String) -> FieldPlace {
    if name.isPlain { return FieldPlace([FieldPlace.Step(name.text)]) }
    guard let steps = name.steps else { return FieldPlace([FieldPlace.Step(name.text)]) }
    return FieldPlace(
      steps.enumerated().map { index, step in
        guard let key = step.condition else { return FieldPlace.Step(step.name) }
        var attributes = [key.attribute: key.value]
        if index == steps.count - 1, let part = part(at: steps), case .whole(_, let also) = part.content {
          for attribute in also.keys { attributes[attribute] = Reader.attribute(attribute, in: value) }
        }
        return FieldPlace.Step(step.name, attributes: attributes, isMember: true)
      })
  }

  /// The part that a field belongs to; that of the member for ``preferred``. Nil for a name that no field has.
  func part(at steps: [FieldPattern.Step]) -> Part? {
    guard let first = steps.first, let part = parts.first(where: { $0.name == first.name }), part.takes(first) else {
      return nil
    }
    return part.part(at: steps.dropFirst())
  }
}

extension EntityShape.Part {
  var key: EntityShape.Key? {
    switch content {
    case .value, .list: nil
    case .whole(let key, _), .point(let key), .group(let key, _): key
    }
  }

  /// Whether a step of a field's name names the part, or a member of it by a key that there can be.
  func takes(_ step: FieldPattern.Step) -> Bool {
    guard let key else { return step.condition == nil }
    return step.condition.map { $0.attribute == key.name && key.values?.contains($0.value) ?? true } ?? false
  }

  fileprivate func part(at rest: ArraySlice<FieldPattern.Step>) -> Self? {
    guard let next = rest.first else {
      // A contact person is no field, only what belongs to it.
      if case .group = content { return nil }
      return self
    }
    switch content {
    case .value, .list, .whole: return nil
    case .point: return rest.isPreferred ? self : nil
    case .group(_, let parts):
      if rest.isPreferred { return self }
      guard let part = parts.first(where: { $0.name == next.name }), part.takes(next) else { return nil }
      return part.part(at: rest.dropFirst())
    }
  }
}

extension Collection<FieldPattern.Step> {
  var isPreferred: Bool { count == 1 && first?.name == EntityShape.preferred && first?.condition == nil }
}

/// Reads the parts of a record, or of a member of a group.
private enum Reader {
  static func readings(of parts: [EntityShape.Part], in element: XMLElement, below spot: Spot) -> [FieldReading] {
    let children = Dictionary(grouping: element.children, by: \.name)
    return parts.flatMap { part in children[part.name].map { readings(of: part, $0, below: spot) } ?? [] }
  }

  private static func readings(
    of part: EntityShape.Part, _ elements: [XMLElement], below spot: Spot
  ) -> [FieldReading] {
    switch part.content {
    case .value:
      return elements.prefix(1).map {
        spot.below(part.name).reading(ValueKind.of(element: part.name).normal($0.text))
      }
    case .list:
      // One that is empty says that there is nothing; beside others it says nothing.
      let items = elements.filter { !$0.text.isEmpty }.map { CanonicalForm.text(of: $0) }
      return [spot.below(part.name).reading(items.joined())]
    case .whole(let key, let also):
      let omitted: Set<String> = key.isAttribute ? [key.name] : []
      return elements.map { element in
        var own = spot.below(element, key)
        own.note(also.keys, of: element)
        return own.reading(CanonicalForm.text(of: element, omitting: omitted))
      }
    case .point(let key):
      return members(elements, key, below: spot) { element, own in [own.reading(element.token)] }
    case .group(let key, let parts):
      return members(elements, key, below: spot) { readings(of: parts, in: $0, below: $1) }
    }
  }

  /// A record that says of one member whether it is the preferred one says it of all. One that says it of none comes
  /// from a system that knows no preference.
  private static func members(
    _ elements: [XMLElement], _ key: EntityShape.Key, below spot: Spot, _ content: (XMLElement, Spot) -> [FieldReading]
  ) -> [FieldReading] {
    let says = elements.contains { $0.attribute(EntityShape.preferred) != nil }
    return elements.flatMap { element in
      let own = spot.below(element, key)
      var readings = content(element, own)
      if says {
        let written = element.attribute(EntityShape.preferred).map(ValueKind.boolean.normal)
        readings.append(own.below(EntityShape.preferred).reading(written == "true" ? "true" : ""))
      }
      return readings
    }
  }

  /// An attribute in the start tag of a value in canonical form.
  static func attribute(_ name: String, in value: String) -> String? {
    guard value.first == "<", let end = value.firstIndex(of: ">"),
      let start = value[..<end].firstRange(of: " \(name)=\"")?.upperBound,
      let close = value[start...].firstIndex(of: "\"")
    else { return nil }
    return String(value[start..<close])
  }
}

/// A place on the way down, with the name that a field there has.
private struct Spot {
  private var place: [FieldPlace.Step] = []
  private var name: [FieldPattern.Step] = []

  func below(_ part: String) -> Spot {
    var spot = self
    spot.place.append(FieldPlace.Step(part))
    spot.name.append(FieldPattern.Step(name: part))
    return spot
  }

  func below(_ member: XMLElement, _ key: EntityShape.Key) -> Spot {
    let value = member.token(at: key.isAttribute ? "@" + key.name : key.name) ?? ""
    var spot = self
    spot.place.append(FieldPlace.Step(member.name, attributes: [key.name: value], isMember: true))
    spot.name.append(
      FieldPattern.Step(name: member.name, condition: FieldPattern.Condition(attribute: key.name, value: value)))
    return spot
  }

  /// Notes attributes that patterns may ask for, beside the key.
  mutating func note(_ attributes: some Sequence<String>, of member: XMLElement) {
    for attribute in attributes { place[place.count - 1].attributes[attribute] = member.token(at: "@" + attribute) }
  }

  func reading(_ value: String) -> FieldReading {
    FieldReading(name: FieldName(name), place: FieldPlace(place), value: value)
  }
}
