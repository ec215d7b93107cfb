package import XMLEngine

/// Canonical XML in one spelling, so that equal means equal: no white space between elements, no prefixes, attributes
/// in the order of their names, values as ``ValueKind`` says.
package enum CanonicalForm {
  /// An element with everything in it.
  ///
  /// - Parameter omitted: attributes of the element itself that are left out.
  package static func text(of element: XMLElement, omitting omitted: Set<String> = []) -> String {
    String(decoding: bytes(of: element, omitting: omitted), as: UTF8.self)
  }

  /// The same as UTF-8.
  static func bytes(of element: XMLElement, omitting omitted: Set<String> = []) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2048)
    withExtendedLifetime(element.document) { write(element.view, within: nil, omitting: omitted, to: &bytes) }
    return bytes
  }

  /// - Parameter canonical: an element that is known to be in the canonical namespace.
  private static func write(
    _ element: ElementView, within canonical: ElementView?, omitting omitted: Set<String>, to bytes: inout [UInt8]
  ) {
    var canonical = canonical
    if canonical.map(element.sharesNamespace) != true, element.isIn(namespace: Format.canonicalNamespace) {
      canonical = element
    }
    let isCanonical = canonical.map(element.sharesNamespace) ?? false
    bytes.append(UInt8(ascii: "<"))
    appendName(of: element, isCanonical, to: &bytes)
    writeAttributes(of: element, omitting: omitted, to: &bytes)
    bytes.append(UInt8(ascii: ">"))
    let start = bytes.count
    var child = element.firstChild
    if child == nil {
      element.withText { append(ValueKind.of(element: element.name), $0, quotes: false, to: &bytes) }
    }
    while let current = child {
      write(current, within: canonical, omitting: [], to: &bytes)
      child = current.next
    }
    if bytes.count == start {
      bytes[start - 1] = UInt8(ascii: "/")
      bytes.append(UInt8(ascii: ">"))
    } else {
      bytes.append(UInt8(ascii: "<"))
      bytes.append(UInt8(ascii: "/"))
      appendName(of: element, isCanonical, to: &bytes)
      bytes.append(UInt8(ascii: ">"))
    }
  }

  private static func appendName(of element: ElementView, _ isCanonical: Bool, to bytes: inout [UInt8]) {
    if !isCanonical {
      bytes.append(UInt8(ascii: "{"))
      if let namespace = element.namespace { bytes.append(contentsOf: namespace) }
      bytes.append(UInt8(ascii: "}"))
    }
    bytes.append(contentsOf: element.name)
  }

  private static func writeAttributes(of element: ElementView, omitting omitted: Set<String>, to bytes: inout [UInt8]) {
    guard let first = element.firstAttribute else { return }
    var attributes: [(name: String, view: AttributeView)] = []
    var next: AttributeView? = first
    while let attribute = next {
      var name = String(decoding: attribute.name, as: UTF8.self)
      if let namespace = attribute.namespace { name = "{\(String(decoding: namespace, as: UTF8.self))}\(name)" }
      if !omitted.contains(name) { attributes.append((name, attribute)) }
      next = attribute.next
    }
    if attributes.count > 1 { attributes.sort { $0.name < $1.name } }
    for (name, attribute) in attributes {
      bytes.append(UInt8(ascii: " "))
      bytes.append(contentsOf: name.utf8)
      bytes.append(contentsOf: "=\"".utf8)
      attribute.withValue { append(ValueKind.of(attribute: name), $0, quotes: true, to: &bytes) }
      bytes.append(UInt8(ascii: "\""))
    }
  }

  /// Adds a value in its one spelling, escaped.
  private static func append(_ kind: ValueKind, _ value: ElementView.Bytes, quotes: Bool, to bytes: inout [UInt8]) {
    let start = bytes.count
    kind.append(value, to: &bytes)
    // What the value has not, its one spelling has not either.
    guard value.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x26 || $0 == 0x3C || $0 == 0x3E }) else { return }
    let text = String(decoding: bytes[start...], as: UTF8.self)
    bytes.removeSubrange(start...)
    bytes.append(contentsOf: escaped(text, quotes: quotes).utf8)
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
