/// Where the records of a format stand, and which parts of the envelope are wanted: a tree of element names below the
/// root, matched by local name.
package struct RecordLayout: Hashable, Sendable {
  /// The root element's namespace and local name, `{urn:x}Name`; nil lets the schema alone decide.
  package var root: String?

  /// Entity by path of element names below the root: `["Kunden", "Kunde"]`.
  package var records: [[String]: String]

  /// First steps of the envelope's paths: elements directly below the root that are kept whole.
  package var envelope: Set<String>

  package init(root: String? = nil, records: [[String]: String], envelope: Set<String> = []) {
    self.root = root
    self.records = records
    self.envelope = envelope
  }
}

/// The same as a tree to walk along while reading.
struct LayoutNode {
  var children: [String: LayoutNode] = [:]
  var entity: String?
  var isEnvelope = false

  /// A child that is no record stands among records, so it may be a misspelt one.
  var holdsRecords: Bool { children.values.contains { $0.entity != nil } }

  init() {}

  init(_ layout: RecordLayout) {
    for (path, entity) in layout.records { insert(path[...], entity: entity) }
    for name in layout.envelope { children[name, default: LayoutNode()].isEnvelope = true }
  }

  private mutating func insert(_ path: ArraySlice<String>, entity: String) {
    guard let first = path.first else {
      self.entity = entity
      return
    }
    children[first, default: LayoutNode()].insert(path.dropFirst(), entity: entity)
  }
}
