package import XMLEngine

/// Canonical XML in one spelling, so that equal means equal: no white space between elements, no prefixes, attributes
/// in the order of their names, values as ``ValueKind`` says.
package enum CanonicalForm {
  /// An element with everything in it.
  ///
  /// - Parameter omitted: attributes of the element itself that are left out.
  package static func text(of element: XMLElement, omitting omitted: Set<String> = []) -> String {
    var text = ""
    write(element, omitting: omitted, to: &text)
    return text
  }

  private static func write(_ element: XMLElement, omitting omitted: Set<String>, to text: inout String) {
    let isCanonical = element.namespace == Format.canonicalNamespace
    let name = isCanonical ? element.name : "{\(element.namespace)}\(element.name)"
    text += "<\(name)"
    for (attribute, value) in element.attributes.sorted(by: { $0.key < $1.key }) where !omitted.contains(attribute) {
      let value = ValueKind.of(attribute: attribute).normal(value)
      text += " \(attribute)=\"\(escaped(value, quotes: true))\""
    }
    var isLeaf = true
    var content = ""
    for child in element.children {
      isLeaf = false
      write(child, omitting: [], to: &content)
    }
    if isLeaf { content = escaped(ValueKind.of(element: element.name).normal(element.text), quotes: false) }
    text += content.isEmpty ? "/>" : ">\(content)</\(name)>"
  }

  /// The elements of a value that ``text(of:omitting:)`` gave, or that a person wrote likewise.
  ///
  /// - Parameter name: what all of them must be.
  static func elements(of value: String, field: FieldName, only name: String) throws(XMLEngineError) -> [XMLElement] {
    let bytes = Array("<Records xmlns=\"\(Format.canonicalNamespace)\">\(value)</Records>".utf8)
    let document: XMLDocument
    do {
      document = try XMLDocument.parse(bytes, location: field.text)
    } catch {
      throw XMLEngineError(.input, "its value is not well-formed XML: \(error.message)", subject: field.text)
    }
    let elements = document.root.map { Array($0.children) } ?? []
    guard !elements.isEmpty, elements.allSatisfy({ $0.name == name && $0.namespace == Format.canonicalNamespace })
    else {
      throw XMLEngineError(.input, "its value must be an element \(name), such as <\(name)/>", subject: field.text)
    }
    return elements
  }

  /// The one element that is the value of a group's member; what it says of its key must be the key.
  static func member(
    _ value: String, field: FieldName, only name: String, _ keyed: EntityShape.Key, _ key: String
  ) throws(XMLEngineError) -> XMLElement {
    let elements = try elements(of: value, field: field, only: name)
    guard let element = elements.first, elements.count == 1 else {
      throw XMLEngineError(.input, "its value must be one element \(name), not several", subject: field.text)
    }
    let written = element.token(at: keyed.isAttribute ? "@" + keyed.name : keyed.name)
    guard written == key || keyed.isAttribute && written == nil else {
      throw XMLEngineError(
        .input, "its value is of another member: \(keyed.name) is \(written.map { "“\($0)”" } ?? "missing")",
        subject: field.text)
    }
    return element
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || [0x22, 0x26, 0x3C, 0x3E].contains($0) }) else { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\r": escaped += "&#13;"
      case "\"" where quotes: escaped += "&quot;"
      case "\t" where quotes: escaped += "&#9;"
      case "\n" where quotes: escaped += "&#10;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
