/// Where the records of a format stand, and which parts of the envelope are wanted: a tree of element names below the
/// root, matched by local name. A root may be a record itself, and the whole file is one record then.
package struct RecordLayout: Hashable, Sendable {
  /// The root element's namespace and local name, `{urn:x}Name`; nil lets ``byRoot`` decide, and the schema.
  package var root: String?

  /// Entity by path of element names below the root, whichever that is: `["Kunden", "Kunde"]`.
  package var records: [[String]: String]

  /// First steps of the envelope's paths: elements directly below the root that are kept whole. Of one that holds
  /// records only the attributes are kept.
  package var envelope: Set<String>

  /// Elements among records that are none, and are passed over: `["Kunden", "Summe"]`.
  package var ignored: Set<[String]>

  /// What holds only below a root of one local name, beside the rest.
  package var byRoot: [String: Part]

  /// What a layout says of files with one root.
  package struct Part: Hashable, Sendable {
    /// Entity by path below this root. Where the path is empty, the root is the record, and there are no others.
    package var records: [[String]: String]
    package var ignored: Set<[String]>

    package init(records: [[String]: String] = [:], ignored: Set<[String]> = []) {
      self.records = records
      self.ignored = ignored
    }
  }

  package init(
    root: String? = nil, records: [[String]: String] = [:], envelope: Set<String> = [], ignored: Set<[String]> = [],
    byRoot: [String: Part] = [:]
  ) {
    self.root = root
    self.records = records
    self.envelope = envelope
    self.ignored = ignored
    self.byRoot = byRoot
  }

  /// The roots of which a file must have one, as they are written; empty where the schema alone decides.
  package var roots: [String] {
    if let root { return [root] }
    return records.isEmpty ? byRoot.filter { !$0.value.records.isEmpty }.keys.sorted() : []
  }

  /// Whether a file may begin with this element.
  package func takes(root name: String, in namespace: String) -> Bool {
    if let root { return root == (namespace.isEmpty ? name : "{\(namespace)}\(name)") }
    return !records.isEmpty || byRoot.isEmpty || byRoot[name]?.records.isEmpty == false
  }

  /// At which levels records stand, the root's being 1.
  var levels: Set<Int> {
    Set(records.keys.map { $0.count + 1 }).union(byRoot.values.flatMap { $0.records.keys.map { $0.count + 1 } })
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

  /// - Parameter root: the local name of the root element, where it is known.
  init(_ layout: RecordLayout, root: String? = nil) {
    let own = root.flatMap { layout.byRoot[$0] } ?? RecordLayout.Part()
    for (path, entity) in layout.records.merging(own.records, uniquingKeysWith: { $1 }) {
      self[path[...]].entity = entity
    }
    for name in layout.envelope { children[name, default: LayoutNode()].isEnvelope = true }
    for path in layout.ignored.union(own.ignored) { self[path[...]].entity = nil }
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
