package import XMLEngine

/// Makes up canonical records: valid by the schema and by the code lists, with values such as people write. The same seed
/// makes the same records.
package struct RecordMaker {
  private let model: SchemaModel
  var values: RecordValues
  /// How likely an optional field is there, from 0 to 1.
  private var density = 1.0
  private var most = 1

  /// - Parameter words: canonical values that the format has codes for, by element.
  package init(model: SchemaModel, words: [String: [String]] = [:], seed: UInt64) {
    self.model = model
    values = RecordValues(words: words, seed: seed)
  }

  /// - Parameters:
  ///   - density: how likely an optional field is there; 1 makes a record with all fields.
  ///   - most: how many members a group has at most.
  package mutating func record(_ entity: Entity, density: Double, most: Int) throws -> XMLDocument {
    (self.density, self.most) = (density, most)
    let document = try XMLDocument(root: entity.rawValue, namespace: Format.canonicalNamespace)
    guard let root = document.root, let declaration = model.element(named: entity.rawValue) else { return document }
    try fill(root, as: declaration, keys: [:])
    try RecordSense().settle(root)
    return document
  }

  /// The same with the customer that it names ahead of it, as ``FormatBench/write(_:_:)`` takes it.
  package mutating func record(
    _ entity: Entity, with customer: Bool, density: Double, most: Int
  ) throws -> XMLDocument {
    let own = try record(entity, density: density, most: most)
    guard customer, let root = own.root, let reference = root.child("Customer") else { return own }
    let ahead = try record(.customer, density: density, most: most)
    guard let party = ahead.root else { return own }
    for name in ["CrmId", "ErpNumber"] {
      party.child(name)?.remove()
      guard let key = reference.token(at: name) else { continue }
      try party.insert(name, key, party.child("CrmId").map { .after($0) } ?? .first)
    }
    let whole = try XMLDocument.wrapping(party, in: "Records")
    whole.append(try XMLDocument.wrapping(root, in: "Records"))
    return whole
  }

  // MARK: - By the schema

  /// - Parameter keys: values of attributes and children by which members of a group are told apart.
  private mutating func fill(
    _ element: XMLElement, as declaration: SchemaModel.Declaration, keys: [String: String]
  ) throws {
    let content = model.content(of: declaration)
    for attribute in content.attributes {
      if let key = keys[attribute.name] {
        try element.setAttribute(attribute.name, to: key)
      } else if attribute.name == "preferred" {
        // At most one of a kind; the first, if any.
        if keys["#"] == "0", isThere() { try element.setAttribute(attribute.name, to: "true") }
      } else if attribute.name == "deleted" {
        if values.chance(0.1) { try element.setAttribute(attribute.name, to: "true") }
      } else if attribute.isRequired || isThere() {
        let type = model.value(of: attribute) ?? ValueType(base: "string")
        try element.setAttribute(attribute.name, to: values.value(of: attribute.name, in: element.name, type))
      }
    }
    if let value = content.value {
      try element.setText(keys["."] ?? values.value(of: element.name, in: declaration.name, value))
    }
    if let particle = content.particle { try add(particle, to: element, keys) }
  }

  private func count(_ occurs: SchemaModel.Occurs, _ chosen: Int) -> Int {
    max(occurs.least, min(occurs.most ?? chosen, chosen))
  }

  private mutating func isThere() -> Bool { density >= 1 || values.chance(density) }

  private mutating func add(
    _ particle: SchemaModel.Particle, to element: XMLElement, _ keys: [String: String]
  ) throws {
    switch particle {
    case .element(let declaration, let occurs):
      let wanted = isThere() ? (occurs.most == nil ? (density >= 1 ? most : values.number(1...most)) : 1) : 0
      let members = count(occurs, wanted)
      let groups = values.keys(of: declaration.name, in: element.name, members)
      for index in 0..<members {
        let child = try element.insert(declaration.name)
        var own = index < groups.count ? groups[index] : [:]
        own["#"] = String(index)
        if let key = keys[declaration.name] { own["."] = key }
        try fill(child, as: declaration, keys: own)
      }
    case .sequence(let parts, let occurs):
      for _ in 0..<count(occurs, occurs.least > 0 || isThere() ? 1 : 0) {
        for part in parts { try add(part, to: element, keys) }
      }
    case .choice(let parts, let occurs):
      for _ in 0..<count(occurs, occurs.least > 0 || isThere() ? 1 : 0) {
        // Mostly the first, which says more in the canonical schema.
        let first = density >= 1 || values.chance(0.85)
        try add(first ? parts[0] : parts[values.number(0...parts.count - 1)], to: element, keys)
      }
    }
  }
}
