/// Where the records of a format stand, and which parts of the envelope are wanted: a tree of element names below the
/// root, matched by local name.
package struct RecordLayout: Hashable, Sendable {
  /// The root element's namespace and local name, `{urn:x}Name`; nil lets the schema alone decide.
  package var root: String?

  /// Entity by path of element names below the root: `["Kunden", "Kunde"]`.
  package var records: [[String]: String]

  /// First steps of the envelope's paths: elements directly below the root that are kept whole. Of one that holds
  /// records only the attributes are kept.
  package var envelope: Set<String>

  /// Elements among records that are none, and are passed over: `["Kunden", "Summe"]`.
  package var ignored: Set<[String]>

  package init(
    root: String? = nil, records: [[String]: String], envelope: Set<String> = [], ignored: Set<[String]> = []
  ) {
    self.root = root
    self.records = records
    self.envelope = envelope
    self.ignored = ignored
  }
}

/// The same as a tree to walk along while reading.
struct LayoutNode {
  var children: [String: LayoutNode] = [:]
  var entity: String?
  var isEnvelope = false
  /// After children of one number the same may follow, as far as the schema goes; see ``RepeatingContent``.
  var interchangeable: [String: Int] = [:]

  /// A child that is no record stands among records, so it may be a misspelt one.
  var holdsRecords: Bool { children.values.contains { $0.entity != nil } }

  /// Records stand in it, or further down.
  var leadsToRecords: Bool { children.values.contains { $0.entity != nil || $0.leadsToRecords } }

  init() {}

  init(_ layout: RecordLayout) {
    for (path, entity) in layout.records { self[path[...]].entity = entity }
    for name in layout.envelope { children[name, default: LayoutNode()].isEnvelope = true }
    for path in layout.ignored { self[path[...]].entity = nil }
  }

  /// The node at a path, made where there is none.
  private subscript(path: ArraySlice<String>) -> LayoutNode {
    get { path.first.map { children[$0, default: LayoutNode()][path.dropFirst()] } ?? self }
    set {
      guard let first = path.first else {
        self = newValue
        return
      }
      children[first, default: LayoutNode()][path.dropFirst()] = newValue
    }
  }
}
