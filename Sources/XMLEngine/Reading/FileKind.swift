/// A kind of file: its schema, and where its records stand.
package struct FileKind: Sendable {
  package var schema: Schema
  package var layout: RecordLayout

  package init(schema: Schema, layout: RecordLayout) {
    self.schema = schema
    self.layout = layout
  }

  /// Whether a file that begins with this element is of this kind, and could not as well be of another: where the layout
  /// names no root with its namespace, the schema has to declare the element.
  package func has(root name: String, in namespace: String) -> Bool {
    layout.takes(root: name, in: namespace)
      && (layout.root != nil || schema.rootNames.contains(namespace.isEmpty ? name : "{\(namespace)}\(name)"))
  }

  /// The roots of its files as they are written; with their namespaces, as far as layout or schema say so.
  package var roots: [String] {
    if let root = layout.root { return [root] }
    return schema.rootNames.filter { layout.takes(root: Self.local($0), in: "") }.sorted()
  }

  private static func local(_ name: String) -> String {
    String(name.split(separator: "}", maxSplits: 1).last ?? "")
  }
}
