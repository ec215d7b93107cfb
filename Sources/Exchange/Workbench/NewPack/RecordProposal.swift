import XMLEngine

/// Where the records of a sample stand, and why it is thought so.
struct RecordProposal {
  /// From the root down to the record, both included.
  let path: [ElementName]
  let records: [XMLElement]
  /// A part of a sentence.
  private(set) var reason: String

  /// As `format.yaml` writes it.
  var text: String { "/" + path.map(\.local).joined(separator: "/") }

  /// The same with another reason.
  func because(_ reason: String) -> RecordProposal {
    var other = self
    other.reason = reason
    return other
  }

  /// - Parameter wanted: where a person says that they stand; nil to propose a place.
  init(in root: XMLElement, wanted: String?) throws(NewPackError) {
    if let wanted {
      (path, records) = try Self.named(wanted, in: root)
      reason = "as --record says"
    } else {
      let (path, reason) = Self.proposed(in: root)
      (self.path, self.reason) = (path, reason)
      records = Self.elements(at: path, in: root)
    }
    guard let odd = path.first(where: { ElementPath("/" + $0.local) == nil }) else { return }
    throw NewPackError(
      "the element \(odd.local) has a name that format.yaml cannot have in a path; rename it on the way to Kontor")
  }

  private static func named(_ wanted: String, in root: XMLElement) throws(NewPackError) -> ([ElementName], [XMLElement])
  {
    guard let path = ElementPath(wanted), path.attribute == nil else {
      throw NewPackError("--record \(wanted) is no path; name elements, such as /\(root.name) or /Orders/Order")
    }
    if let first = path.root, first != root.name {
      throw NewPackError("--record \(wanted): the root is \(root.name); begin with /\(root.name)")
    }
    var names = [name(of: root)]
    var found = [root]
    for step in path.steps {
      found = found.flatMap { $0.children.filter { $0.name == step } }
      guard let one = found.first else {
        throw NewPackError("--record \(wanted): there is no \(step) at this place of the sample")
      }
      names.append(name(of: one))
    }
    return (names, found)
  }

  private static func name(of element: XMLElement) -> ElementName {
    ElementName(namespace: element.namespace, local: element.name)
  }

  private static func elements(at path: [ElementName], in root: XMLElement) -> [XMLElement] {
    path.dropFirst().reduce([root]) { parents, step in
      parents.flatMap { $0.children.filter { name(of: $0) == step } }
    }
  }

  private static func size(of element: XMLElement) -> Int {
    var size = 0
    element.forEachDescendant { size += 1 + $0.attributes.count }
    return size
  }

  /// Walks down from the root as long as most of the content is below one name.
  private static func proposed(in root: XMLElement) -> ([ElementName], String) {
    var path = [name(of: root)]
    var parents = [root]
    // Measured from here down, since an envelope weighs nothing in a long file.
    while path.count < 8 {
      if let entity = NameWords.recordEntity(of: path[path.count - 1].local) {
        // A list can be called like its members: Order with several Order in it.
        let inner = parents.flatMap { Array($0.children) }.filter { NameWords.recordEntity(of: $0.name) == entity }
        if inner.count < 2 {
          let here = parents.count == 1 && path.count == 1 ? "the root is called like one" : "it is called like one"
          return (path, "\(here), and holds nearly everything")
        }
      }
      var groups: [ElementName: (count: Int, size: Int)] = [:]
      var order: [ElementName] = []
      for child in parents.flatMap({ Array($0.children) }) {
        let name = name(of: child)
        if groups[name] == nil { order.append(name) }
        groups[name, default: (0, 0)].count += 1
        groups[name, default: (0, 0)].size += size(of: child)
      }
      let whole = groups.values.reduce(0) { $0 + $1.size }
      let isLeaf = { (name: ElementName) in (groups[name]?.size ?? 0) == (groups[name]?.count ?? 0) }
      guard let next = order.max(by: { groups[$0]?.size ?? 0 < groups[$1]?.size ?? 0 }), let group = groups[next],
        group.size * 2 > whole, !isLeaf(next) || group.count == 1 && order.count == 1
      else { break }
      let isRecord = NameWords.recordEntity(of: next.local) != nil
      if group.count > 1 {
        guard isRecord || !NameWords.isPart(next.local) else { break }
        let parent = path[path.count - 1].local
        return (path + [next], "\(group.count) of them stand below \(parent), with most of what is in the file")
      }
      // Two parts, such as the head and the lines of one order, are no envelope and its content.
      let isEnvelope = isRecord || order.count == 1 || NameWords.entity(of: next.local) != nil && path.count == 1
      guard isEnvelope, !NameWords.isPart(next.local) else { break }
      path.append(next)
      parents = elements(at: path, in: root)
    }
    let start = [name(of: root)]
    if path.count > 1, NameWords.recordEntity(of: path[path.count - 1].local) != nil {
      return (path, "it is called like one, and holds nearly everything")
    }
    return (start, "nothing below the root is repeated that holds most of the file")
  }
}
