import XMLEngine

/// The field of a canonical record from which a value of a document comes, as far as the text tells: a stylesheet does
/// not say what it took from where.
struct ValueSource: Hashable {
  /// `Lines/Line[2]/Name`, below the record.
  let field: String
  /// As it stands in the record.
  let value: String
  /// The value of the document is this one, and not only for its greater part.
  let isWhole: Bool

  /// The source of a value in the records that a stylesheet gets; nil where none of their values can be it, or several.
  ///
  /// - Parameters:
  ///   - written: the value in the document.
  ///   - form: what becomes of a value of a record on the way into the document, besides what the stylesheet does.
  static func of(_ written: String, in records: [XMLElement], form: (String) -> String) -> ValueSource? {
    let written = written.collapsingWhiteSpace()
    var whole: [Leaf] = []
    var parts: [Leaf] = []
    for record in records {
      forEachLeaf(of: record) { leaf in
        let value = form(leaf.value)
        if value == written {
          whole.append(leaf)
        } else if 2 * value.unicodeScalars.count > written.unicodeScalars.count, written.contains(value) {
          parts.append(leaf)
        }
      }
    }
    let found = whole.isEmpty ? parts : whole
    guard found.count == 1, let leaf = found.first else { return nil }
    let ahead = records.last?.name == leaf.record.name ? "" : leaf.record.name + "/"
    return ValueSource(field: ahead + leaf.field, value: leaf.value, isWhole: !whole.isEmpty)
  }

  // MARK: - Leaves of a record

  /// An element without elements below it, or an attribute.
  private struct Leaf {
    let record: XMLElement
    let element: XMLElement
    /// Its local name.
    let attribute: String?
    let value: String

    /// Elements that are not alone of their name are told by their type, or else counted.
    var field: String {
      var steps: [String] = []
      var above = record
      for name in element.path(below: record).split(separator: "/") {
        let bare = name.prefix { $0 != "[" }
        let like = above.children.filter { $0.name == bare }
        guard let number = Int(name.dropFirst(bare.count + 1).dropLast()), like.indices.contains(number - 1) else {
          break
        }
        above = like[number - 1]
        let type = above.attribute("type")
        if like.count == 1 {
          steps.append(String(bare))
        } else if let type, like.count(where: { $0.attribute("type") == type }) == 1 {
          steps.append("\(bare)[type=\(type)]")
        } else {
          steps.append(String(name))
        }
      }
      return (steps + (attribute.map { ["@" + $0] } ?? [])).joined(separator: "/")
    }
  }

  private static func forEachLeaf(of record: XMLElement, _ body: (Leaf) -> Void) {
    func add(_ value: String, _ element: XMLElement, _ attribute: String?) {
      let value = value.collapsingWhiteSpace()
      if !value.isEmpty { body(Leaf(record: record, element: element, attribute: attribute, value: value)) }
    }
    record.forEachDescendant { element in
      for (name, value) in element.localAttributes { add(value, element, name) }
      if element.isLeaf { add(element.text, element, nil) }
    }
  }
}

extension Record {
  /// The element of the file in which a value stands, or whose attribute it is; nil where that is none, or not only one.
  ///
  /// - Parameter name: the local name that the canonical field has, by which one of several is chosen.
  func element(holding value: String, named name: String?) -> (element: XMLElement, attribute: String?)? {
    var found: [(element: XMLElement, attribute: String?)] = []
    root?.forEachDescendant { element in
      for (name, other) in element.localAttributes where other.collapsingWhiteSpace() == value {
        found.append((element, name))
      }
      if element.isLeaf, element.token == value { found.append((element, nil)) }
    }
    if found.count > 1 { found = found.filter { ($0.attribute ?? $0.element.name) == name } }
    return found.count == 1 ? found.first : nil
  }
}

extension XMLElement {
  /// Without elements below it.
  fileprivate var isLeaf: Bool { !children.contains { _ in true } }

  /// Attributes by local name, in order of their names.
  fileprivate var localAttributes: [(name: String, value: String)] {
    attributes.sorted { $0.key < $1.key }.map { name, value in
      (name.lastIndex(of: "}").map { String(name[name.index(after: $0)...]) } ?? name, value)
    }
  }
}
