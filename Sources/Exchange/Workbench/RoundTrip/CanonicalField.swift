import XMLEngine

/// All fields that a canonical record can have, by the schema.
package struct CanonicalShape: Sendable {
  /// In the order of the schema: `@sequence`, `Address/StreetName`.
  package private(set) var paths: [String] = []
  private var types: [String: ValueType] = [:]

  package init(of entity: Entity, _ model: SchemaModel) {
    guard let declaration = model.element(named: entity.rawValue) else { return }
    add(declaration, at: "", model)
  }

  private mutating func add(_ declaration: SchemaModel.Declaration, at path: String, _ model: SchemaModel) {
    func below(_ name: String) -> String { path.isEmpty ? name : path + "/" + name }
    let content = model.content(of: declaration)
    for attribute in content.attributes { note(below("@" + attribute.name), model.value(of: attribute)) }
    if let value = content.value { note(path, value) }
    func walk(_ particle: SchemaModel.Particle) {
      switch particle {
      case .element(let child, _): add(child, at: below(child.name), model)
      case .sequence(let parts, _), .choice(let parts, _): parts.forEach { walk($0) }
      }
    }
    if let particle = content.particle { walk(particle) }
  }

  private mutating func note(_ path: String, _ type: ValueType?) {
    guard types.updateValue(type ?? ValueType(base: "string"), forKey: path) == nil else { return }
    paths.append(path)
  }

  /// The fields of a record with values in one spelling: 1.50 is 1.5, and 08:00+01:00 is 07:00Z.
  func fields(of record: XMLDocument) -> [DocumentField] {
    DocumentField.all(of: record).map { field in
      var field = field
      field.plainPath = Self.below(field.plainPath)
      field.value = Spelling.one(of: field.value, types[field.plainPath]?.base ?? "string")
      return field
    }
  }

  /// A path from the record's root without that root.
  static func below(_ path: String) -> String {
    path.split(separator: "/").dropFirst().joined(separator: "/")
  }
}

/// One spelling for values that mean the same.
private enum Spelling {
  static func one(of text: String, _ base: String) -> String {
    guard base != "string" else { return text }
    let token = text.collapsingWhiteSpace()
    switch base {
    case "boolean": return token == "1" ? "true" : token == "0" ? "false" : token
    case "decimal", "integer", "positiveInteger", "nonNegativeInteger": return number(token)
    case "dateTime": return Timestamp(dateTime: token).map { "\($0)" } ?? token
    default: return token
    }
  }

  private static func number(_ token: String) -> String {
    let isNegative = token.hasPrefix("-")
    let parts = token.drop { $0 == "-" || $0 == "+" }.split(separator: ".", omittingEmptySubsequences: false)
    let whole = parts.first.map { String($0.drop { $0 == "0" }) } ?? ""
    var fraction = parts.count > 1 ? String(parts[1]) : ""
    while fraction.hasSuffix("0") { fraction.removeLast() }
    let text = (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction)
    return isNegative && text != "0" ? "-" + text : text
  }
}
