package import XMLEngine

/// One value in a document: the text of an element that holds no others, or an attribute that is in no namespace.
///
/// Text that stands between child elements is no field: none of the formats that systems exchange has any.
package struct DocumentField: Hashable, Sendable {
  /// From the root, `/BOM/BO/Document_Lines/row[2]/ItemCode`. An element has a number where others beside it have its
  /// name.
  package var path: String
  /// The same without numbers.
  package var plainPath: String
  package var value: String
  /// Which child of which child it is, each counted among all elements from 0.
  var steps: [Int]
  /// Nil for the text of the element.
  var attribute: String?

  /// The local name of the element, or of the attribute.
  package var name: String { attribute ?? plainPath.split(separator: "/").last.map(String.init) ?? "" }

  /// All fields of a document in its order, the attributes of an element ahead of what is in it, by name.
  package static func all(of document: XMLDocument) -> [DocumentField] {
    document.root.map { fields(of: $0, path: "/" + $0.name, plain: "/" + $0.name, steps: []) } ?? []
  }

  private static func fields(of element: XMLElement, path: String, plain: String, steps: [Int]) -> [DocumentField] {
    var fields = element.attributes.sorted { $0.key < $1.key }.filter { !$0.key.hasPrefix("{") }.map {
      DocumentField(
        path: "\(path)/@\($0.key)", plainPath: "\(plain)/@\($0.key)", value: $0.value, steps: steps, attribute: $0.key)
    }
    let children = Array(element.children)
    if children.isEmpty {
      // An element that has only attributes says nothing by its text.
      if fields.isEmpty || !element.token.isEmpty {
        fields.append(
          DocumentField(path: path, plainPath: plain, value: element.text, steps: steps, attribute: nil))
      }
      return fields
    }
    let counts = Dictionary(children.map { ($0.name, 1) }, uniquingKeysWith: +)
    var seen: [String: Int] = [:]
    for (index, child) in children.enumerated() {
      let number = seen[child.name, default: 0] + 1
      seen[child.name] = number
      let step = counts[child.name] == 1 ? child.name : "\(child.name)[\(number)]"
      fields += Self.fields(
        of: child, path: "\(path)/\(step)", plain: "\(plain)/\(child.name)", steps: steps + [index])
    }
    return fields
  }

  /// The element that the field is, or that it is an attribute of, in a document of the same structure.
  package func element(in document: XMLDocument) -> XMLElement? {
    document.root.flatMap(element(below:))
  }

  /// The same from the root of its document, wherever that stands.
  package func element(below root: XMLElement) -> XMLElement? {
    var element = Optional(root)
    for step in steps { element = element.flatMap { Array($0.children).dropFirst(step).first } }
    return element
  }

  /// Whether it is a key of a customer, in the customer's own record or where another one names it.
  var isKeyOfCustomer: Bool { ["/Customer/CrmId", "/Customer/ErpNumber"].contains { plainPath.hasSuffix($0) } }

  /// A copy of the document in which everything that names a customer by this key does so by another; nil where nothing
  /// does.
  ///
  /// - Parameter own: whether the field is one of the document, so that others have to be there besides.
  func renamed(to key: String, in document: XMLDocument, including own: Bool) throws(XMLEngineError) -> XMLDocument? {
    let token = value.collapsingWhiteSpace()
    let links = Self.all(of: document).filter {
      $0.isKeyOfCustomer && $0.name == name && $0.value.collapsingWhiteSpace() == token
    }
    guard links.count > (own ? 1 : 0) else { return nil }
    var copy = document
    for link in links { copy = try link.replaced(by: key, in: copy) }
    return copy
  }

  /// A copy of the document in which the field has another value.
  ///
  /// - Parameter value: nil takes the element or the attribute away.
  func replaced(by value: String?, in document: XMLDocument) throws(XMLEngineError) -> XMLDocument {
    let copy = try document.copy()
    guard let element = element(in: copy) else { return copy }
    if let attribute {
      try element.setAttribute(attribute, to: value)
    } else if let value {
      try element.setText(value)
    } else {
      element.remove()
    }
    return copy
  }
}
