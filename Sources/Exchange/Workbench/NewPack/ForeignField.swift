import XMLEngine

/// A place in the records of a sample at which a value stands.
struct ForeignField {
  /// From the record down, without the record itself.
  let steps: [ElementName]
  let attribute: String?
  /// The local name of a type of XML Schema.
  let type: String
  /// Whether there can be several in a record.
  let isRepeated: Bool

  /// The last name.
  var name: String { attribute ?? steps.last?.local ?? "." }

  func isBelow(_ path: [ElementName]) -> Bool { steps.starts(with: path) }

  /// The values that stand there in a record.
  func values(in record: XMLElement) -> [String] {
    let elements = steps.reduce([record]) { parents, step in
      parents.flatMap { $0.children.filter { $0.name == step.local && $0.namespace == step.namespace } }
    }
    return elements.compactMap { element in attribute.map { element.attribute($0) } ?? element.token }
  }
}

/// The fields of the records of a sample.
struct ForeignFields {
  private(set) var all: [ForeignField] = []
  /// Whether some were left out, because there are so many.
  private(set) var isCutOff = false
  /// From the record down to the elements that are its lines; nil where none are seen.
  private(set) var lines: [ElementName]?

  /// Elements that name each other could go on for ever.
  private static let most = 1_000

  init(of record: ElementShape) {
    walk(record, at: [], isRepeated: false, within: [])
    lines = Self.lines(of: record)
  }

  private mutating func walk(
    _ shape: ElementShape, at steps: [ElementName], isRepeated: Bool, within above: Set<ObjectIdentifier>
  ) {
    guard !above.contains(ObjectIdentifier(shape)) else { return }
    guard all.count < Self.most else {
      isCutOff = true
      return
    }
    for name in shape.attributes where !name.hasPrefix("{") {
      all.append(
        ForeignField(steps: steps, attribute: name, type: shape.type(ofAttribute: name), isRepeated: isRepeated))
    }
    if shape.isLeaf, !steps.isEmpty, shape.hasText || shape.attributes.isEmpty {
      all.append(ForeignField(steps: steps, attribute: nil, type: shape.type, isRepeated: isRepeated))
    }
    for child in shape.sequence ?? shape.children {
      walk(
        child, at: steps + [child.name], isRepeated: isRepeated || shape.repeats(child),
        within: above.union([ObjectIdentifier(shape)]))
    }
  }

  /// The outermost repeated elements that are called like lines, or else the outermost that hold others.
  private static func lines(of record: ElementShape) -> [ElementName]? {
    var repeated: [(path: [ElementName], shape: ElementShape)] = []
    var level: [(path: [ElementName], shape: ElementShape)] = [([], record)]
    for _ in 0..<6 {
      var next: [(path: [ElementName], shape: ElementShape)] = []
      for (path, shape) in level {
        for child in shape.children {
          let place = (path: path + [child.name], shape: child)
          if shape.repeats(child) { repeated.append(place) } else { next.append(place) }
        }
      }
      level = Array(next.prefix(200))
    }
    let whole = repeated.filter { !$0.shape.isLeaf || !$0.shape.attributes.isEmpty }
    return (whole.first { NameWords.isLine($0.shape.name.local) } ?? whole.first)?.path
  }
}
