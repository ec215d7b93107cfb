/// A document that a schema allows, made up to have something of everything: groups that can be repeated have two members.
struct SchemaSample {
  private let model: SchemaModel
  private var open: [String] = []
  private var count = 0
  private(set) var text = ""

  /// Elements that name each other could go on for ever.
  private static let most = 3_000
  private static let deepest = 12

  init(of root: SchemaModel.Declaration, _ model: SchemaModel) {
    self.model = model
    add(root, inside: "", number: 1)
  }

  private mutating func add(_ declaration: SchemaModel.Declaration, inside namespace: String, number: Int) {
    count += 1
    open.append(declaration.name)
    defer { open.removeLast() }
    let content = model.content(of: declaration)
    text += "<" + declaration.name
    if declaration.namespace != namespace { text += " xmlns=\"\(QuotedMarkup.escaped(declaration.namespace))\"" }
    for attribute in content.attributes {
      text += " \(attribute.name)=\"\(QuotedMarkup.escaped(Self.value(model.value(of: attribute), number)))\""
    }
    text += ">"
    if let value = content.value { text += QuotedMarkup.escaped(Self.value(value, number)) }
    if let particle = content.particle { add(particle, inside: declaration.namespace) }
    text += "</\(declaration.name)>"
  }

  private mutating func add(_ particle: SchemaModel.Particle, inside namespace: String) {
    switch particle {
    case .element(let declaration, let occurs):
      let isAgain = open.contains(declaration.name) || open.count >= Self.deepest || count >= Self.most
      // A schema that requires what it is in has no documents at all; nothing is lost by giving up.
      guard open.count < 40, !isAgain || occurs.least > 0 && count < Self.most else { return }
      let wanted = isAgain ? occurs.least : max(occurs.least, occurs.most == nil ? 2 : 1)
      for number in 0..<min(wanted, occurs.most ?? wanted, 20) {
        add(declaration, inside: namespace, number: number + 1)
      }
    case .sequence(let parts, let occurs):
      guard occurs.most != 0 else { return }
      for part in parts { add(part, inside: namespace) }
    case .choice(let parts, let occurs):
      // Where any may come in any number, there is one of each.
      guard occurs.most == nil else { return parts.first.map { add($0, inside: namespace) } ?? () }
      for part in parts { add(part, inside: namespace) }
    }
  }

  private static func value(_ type: ValueType?, _ number: Int) -> String {
    guard let type else { return "" }
    if let word = type.words.first { return word }
    switch type.base {
    case "date": return "2026-01-0\(min(number, 9))"
    case "dateTime": return "2026-01-0\(min(number, 9))T08:00:00Z"
    case "time": return "08:00:00Z"
    case "gYear": return "2026"
    case "boolean": return "true"
    case "decimal", "double", "float": return (type.fractionDigits ?? 2) == 0 ? "\(number)" : "\(number).5"
    case "integer", "int", "long", "short", "byte", "positiveInteger", "nonNegativeInteger", "unsignedInt",
      "unsignedLong", "unsignedShort", "unsignedByte":
      return String(number)
    case "anyURI": return "urn:sample:\(number)"
    case "language": return "de"
    case "base64Binary": return "AAAA"
    default:
      let text = "A\(number)"
      let long = text + String(repeating: "x", count: min(max(0, (type.minLength ?? 0) - text.count), 1_000))
      return String(long.prefix(type.maxLength ?? long.count))
    }
  }
}
