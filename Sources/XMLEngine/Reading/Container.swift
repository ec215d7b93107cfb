import CLibXML2

/// An open element that holds records or leads to them: the root, or one on the way.
struct Container {
  let layout: LayoutNode
  /// The names from below the root down to this one.
  let path: [String]
  /// What its tag adds to the surroundings of every record in it.
  let weight: Weight
  /// How often each name occurred in it.
  var ordinals: [String: Int] = [:]
  /// What has ended in it.
  var passed = PassedChildren()

  mutating func countOccurrence(of name: String) -> Int {
    let ordinal = ordinals[name, default: 0] + 1
    ordinals[name] = ordinal
    return ordinal
  }
}

/// The children that a container's content model has seen, in order, so that a new validator can be brought to the same
/// state.
///
/// Their names are enough: what was wrong inside them has been reported, and a content model looks at nothing else.
/// Neighbours of one name are counted together, and of interchangeable ones the first stands for all.
struct PassedChildren {
  /// An element's name as the parser gives it: interned, so that addresses can be compared.
  struct Name: Equatable {
    let local: UnsafePointer<xmlChar>?
    let uri: UnsafePointer<xmlChar>?
  }

  struct Run {
    let name: Name
    var count: Int
    /// As ``LayoutNode/interchangeable`` says.
    let kind: Int?
  }

  private(set) var runs: [Run] = []
  /// How many elements a new validator would be fed.
  private(set) var count = 0
  /// Too many to remember.
  private(set) var isIncomplete = false

  private static let most = 250_000

  mutating func append(_ name: Name, kind: Int?) {
    if let last = runs.last {
      if let kind, kind == last.kind { return }
      if last.name == name {
        runs[runs.count - 1].count += 1
        count += 1
        return
      }
    }
    guard runs.count < Self.most else {
      isIncomplete = true
      return
    }
    count += 1
    runs.append(Run(name: name, count: 1, kind: kind))
  }
}

/// What a part of the tree costs in memory, and in time to copy.
struct Weight {
  /// Elements, attributes and namespace declarations.
  var nodes = 0
  /// Bytes of text and of attributes.
  var bytes = 0

  static func += (sum: inout Weight, more: Weight) {
    sum.nodes += more.nodes
    sum.bytes += more.bytes
  }

  static func -= (sum: inout Weight, less: Weight) {
    sum.nodes -= less.nodes
    sum.bytes -= less.bytes
  }
}

extension StartTag {
  /// Whether it has an `xsi:type`.
  var namesType: Bool {
    guard let attributes else { return false }
    return (0..<Int(attributeCount)).contains { index in
      xmlStrEqual(attributes[5 * index], "type") == 1
        && xmlStrEqual(attributes[5 * index + 2], "http://www.w3.org/2001/XMLSchema-instance") == 1
    }
  }

  var weight: Weight {
    var weight = Weight(nodes: 1 + Int(attributeCount) + Int(namespaceCount))
    if let attributes {
      for index in 0..<Int(attributeCount) {
        guard let start = attributes[5 * index + 3], let end = attributes[5 * index + 4] else { continue }
        weight.bytes += end - start
      }
    }
    if let namespaces {
      for index in 0..<Int(namespaceCount) { weight.bytes += Int(xmlStrlen(namespaces[2 * index + 1])) }
    }
    return weight
  }
}
