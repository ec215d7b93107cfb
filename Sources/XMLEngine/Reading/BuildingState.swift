import CLibXML2

/// Where the reader stands in the document while parser events arrive.
struct BuildingState {
  /// What the current element is to the reader.
  enum Mode {
    /// Among containers: the root, or elements on the way to records.
    case outside
    /// In a part of the envelope that is kept. `depth` is that of its outermost element.
    case envelope(depth: Int)
    /// In an element that only the validator looks at.
    case passing(depth: Int)
    /// In a record.
    case record(depth: Int)
  }

  /// One open element.
  struct Open {
    var name: String
    var position: Position
    /// Among the siblings of the same name, from 1; only outside of records, where the tree does not tell.
    var ordinal: Int
  }

  var mode = Mode.outside
  /// Open elements down to the record's own; inside a record the tree knows the rest.
  var open: [Open] = []
  /// The root and the open elements between it and the records.
  var containers: [Container] = []
  var depth = 0
  /// Places of the open elements, all the way down.
  var places: [Position] = []
  /// Namespace declarations of the open elements that have some.
  var declarations: [(depth: Int, count: Int)] = []
  var declarationCount = 0
  var record: Record?
  /// The document with containers and envelope, without records. The parser owns it.
  var main: xmlDocPtr?
  /// The whole document, where its root is the record. The record owns it too.
  var whole: XMLDocument?
  /// Attributes of containers that ended, by path: `Kunden/@anzahl`.
  var endedAttributes: [String: String] = [:]
  /// What surrounds a record: the tags of the open containers, and the parts of the envelope that are kept.
  var surroundings = Weight()
  /// How often something else than a record began or ended outside of records.
  var changes = 0
  var sawMarkup = false
  /// The validator met an unexpected child of a container and will look at nothing more inside it.
  var isPoisoned = false
  /// How often that happened.
  var poisonings = 0
  /// How many elements have been fed again to validators that began anew.
  var replayed = 0
  /// How many records the validators before the present one have seen.
  var recordsBeforeValidator = 0
  /// The latest violation and its place, to leave out the next one where it says the same in other words.
  var lastViolation: (violation: SchemaViolation, place: Position?)?
  /// The node of the element that is open, where one is built.
  var node: xmlNodePtr?

  var openElement: String? {
    if case .record = mode, let node, node.pointee.type == XML_ELEMENT_NODE {
      return String(cString: node.pointee.name)
    }
    return open.last?.name
  }

  /// The path of the open element with positions.
  var currentPath: String? {
    guard !open.isEmpty else { return nil }
    let outer = open.enumerated().map { index, element in
      index == 0 ? "/\(element.name)" : "/\(element.name)[\(element.ordinal)]"
    }.joined()
    guard case .record = mode, let recordNode = record?.recordNode, var current = node, current != recordNode else {
      return outer
    }
    var inner: [String] = []
    while current != recordNode, current.pointee.type == XML_ELEMENT_NODE, let parent = current.pointee.parent {
      inner.append(Self.step(to: current))
      current = parent
    }
    return outer + inner.reversed().joined()
  }

  /// The last step of a path: the name, and its position where a sibling has the same name.
  static func step(to node: xmlNodePtr) -> String {
    var earlier = 0
    var sibling = node.pointee.prev
    while let current = sibling {
      if current.pointee.type == XML_ELEMENT_NODE, xmlStrEqual(current.pointee.name, node.pointee.name) == 1 {
        earlier += 1
      }
      sibling = current.pointee.prev
    }
    let name = String(cString: node.pointee.name)
    return "/\(name)[\(earlier + 1)]"
  }
}
