package import XMLEngine

extension EntityShape {
  /// A canonical record of what holds, in the order of the schema, members in the order of their keys.
  ///
  /// What the schema does not allow to be empty is left out where it is; so is a member that lacks what it must have,
  /// since only part of it is known. Whether single values are right, such as codes and numbers, is for the schema to say.
  ///
  /// - Parameter keys: the entity's own; one of them at least.
  /// - Throws: ``XMLEngineError/Code/input``, with the field as subject, for one that is no field of this entity, that is
  ///   no well-formed XML where it must be, or that is missing (see ``missing(in:)``).
  package func document(
    keys: (crm: String?, erp: String?), stage: Stage?, version: RecordVersion, fields: [FieldName: String],
    deleted: Bool = false
  ) throws(XMLEngineError) -> XMLDocument {
    if let gap = missing(in: fields).first {
      throw XMLEngineError(.input, "nobody has said it yet, and a \(entity.rawValue) needs it", subject: gap.text)
    }
    guard keys.crm != nil || keys.erp != nil else {
      throw XMLEngineError(.input, "a \(entity.rawValue) needs at least one key", subject: "CrmId")
    }
    let document = try XMLDocument(root: entity.rawValue, namespace: Format.canonicalNamespace)
    guard let root = document.root else { return document }
    try root.setAttribute("changed", to: version.changed.description)
    try root.setAttribute("sequence", to: version.sequence.map(String.init))
    if deleted { try root.setAttribute("deleted", to: "true") }
    if let key = keys.crm { try root.insert("CrmId", key) }
    if let key = keys.erp { try root.insert("ErpNumber", key) }
    if let stage { try root.insert("Stage", stage.rawValue) }
    try FieldTree(fields, of: self).write(parts, to: root)
    return document
  }

  /// The fields of the record itself that the schema requires, and that are empty or were never said.
  package func missing(in fields: [FieldName: String]) -> [FieldName] {
    parts.filter { $0.presence == .required }.map { FieldName($0.name) }.filter { fields[$0]?.isEmpty ?? true }
  }
}

/// Fields by the steps of their names, as they will stand in the record.
private struct FieldTree {
  /// A field that ends here.
  private var value: (name: FieldName, text: String)?
  /// By name; by key, empty for what has none.
  private var below: [String: [String: FieldTree]] = [:]

  private init() {}

  init(_ fields: [FieldName: String], of shape: EntityShape) throws(XMLEngineError) {
    for (name, text) in fields {
      guard let steps = name.steps, shape.part(at: steps) != nil else {
        throw XMLEngineError(.input, "a \(shape.entity.rawValue) has no such field", subject: name.text)
      }
      add(name, text, at: steps[...])
    }
  }

  private mutating func add(_ name: FieldName, _ text: String, at steps: ArraySlice<FieldPattern.Step>) {
    guard let step = steps.first else {
      value = (name, text)
      return
    }
    below[step.name, default: [:]][step.condition?.value ?? "", default: FieldTree()]
      .add(name, text, at: steps.dropFirst())
  }

  func write(_ parts: [EntityShape.Part], to element: XMLElement) throws(XMLEngineError) {
    for part in parts {
      guard let members = below[part.name] else { continue }
      for (key, member) in members.sorted(by: { Self.stands($0.key, before: $1.key) }) {
        try member.write(part, key: key, to: element)
      }
    }
  }

  /// Numbers by their size, before everything else.
  private static func stands(_ key: String, before other: String) -> Bool {
    let (number, others) = (key.allSatisfy(\.isASCIIDigit), other.allSatisfy(\.isASCIIDigit))
    guard number, others, key.utf8.count != other.utf8.count else { return number == others ? key < other : number }
    return key.utf8.count < other.utf8.count
  }

  private func write(_ part: EntityShape.Part, key: String, to element: XMLElement) throws(XMLEngineError) {
    switch part.content {
    case .value:
      guard let text = value?.text, !text.isEmpty || part.presence == .mayBeEmpty else { return }
      try element.insert(part.name, text)
    case .list:
      guard let value else { return }
      guard !value.text.isEmpty else {
        try element.insert(part.name)
        return
      }
      for item in try CanonicalForm.elements(of: value.text, field: value.name, only: part.name) {
        _ = try Self.copy(item, to: element)
      }
    case .whole(let keyed, _):
      guard let value, !value.text.isEmpty else { return }
      let whole = try CanonicalForm.member(value.text, field: value.name, only: part.name, keyed, key)
      let new = try Self.copy(whole, to: element)
      if keyed.isAttribute { try new.setAttribute(keyed.name, to: key) }
    case .point(let keyed):
      guard let text = value?.text else { return }
      let new = try element.insert(part.name, text)
      try new.setAttribute(keyed.name, to: key)
      try writePreference(to: new)
    case .group(let keyed, let parts):
      let required = parts.filter { $0.presence == .required }
      guard required.allSatisfy({ below[$0.name]?[""]?.value?.text.isEmpty == false }) else { return }
      let new = try element.insert(part.name)
      try new.insert(keyed.name, key)
      try write(parts, to: new)
      try writePreference(to: new)
    }
  }

  private func writePreference(to element: XMLElement) throws(XMLEngineError) {
    guard let preference = below[EntityShape.preferred]?[""]?.value?.text else { return }
    try element.setAttribute(EntityShape.preferred, to: preference == "true" ? "true" : "false")
  }

  /// A copy by libxml2 would declare its namespace once more.
  private static func copy(_ original: XMLElement, to element: XMLElement) throws(XMLEngineError) -> XMLElement {
    let children = Array(original.children)
    let new = try element.insert(original.name, children.isEmpty ? original.text : "")
    for (name, value) in original.attributes.sorted(by: { $0.key < $1.key }) {
      try new.setAttribute(name, to: value)
    }
    for child in children { _ = try copy(child, to: new) }
    return new
  }
}
