import CLibXML2
import Foundation

/// A compiled XML Schema. Compiled once, used for every file and every document.
///
/// Its includes and imports load from its own folder only; what a document hints at in `xsi:schemaLocation` never counts.
///
/// `@unchecked Sendable`: libxml2 only reads a compiled schema while it validates, so that threads may share one; each
/// takes a validation context for itself. Everything else in here is a value that is never changed.
package final class Schema: @unchecked Sendable {
  let pointer: xmlSchemaPtr
  private let contexts = ValidationPool()

  let baseTypes: BaseTypes
  /// The local names of all elements and attributes that it declares.
  package let declaredNames: Set<String>
  /// The elements that it lets a file begin with, written `{urn:x}Name`, or `Name` outside any namespace.
  package let rootNames: Set<String>

  private let content: RepeatingContent?
  private let constrained: Set<String>

  /// The path it was compiled from.
  package let path: String

  /// Compiles the schema at `path`. Errors: ``XMLEngineError/Code/schema`` with what libxml2 says and where.
  package init(path: String) throws(XMLEngineError) {
    _ = Library.prepared
    self.path = path
    guard let bytes = RuleFiles.contents(of: path) else {
      throw XMLEngineError(.schema, "the schema cannot be read; check that the file exists", subject: path)
    }
    let document: XMLDocument
    do {
      document = try XMLDocument.parse(Array(bytes), location: path)
    } catch {
      throw XMLEngineError(.schema, error.message, subject: path)
    }
    let collector = MessageCollector()
    let parts = PartLoader(of: path)
    let compiled: xmlSchemaPtr? = Library.allowingParts(parts) {
      guard let parser = xmlSchemaNewDocParserCtxt(document.pointer) else { return nil }
      defer { xmlSchemaFreeParserCtxt(parser) }
      kontor_xmlSchemaSetParserErrors(
        parser,
        { context, error in
          guard let context, let error else { return }
          Unmanaged<MessageCollector>.fromOpaque(context).takeUnretainedValue().add(error)
        }, Unmanaged.passUnretained(collector).toOpaque())
      return collector.collecting { xmlSchemaParse(parser) }
    }
    guard let compiled, collector.messages.isEmpty else {
      if let compiled { xmlSchemaFree(compiled) }
      let reasons = parts.refusals + [collector.text(or: "the schema is not valid")]
      throw XMLEngineError(.schema, reasons.joined(separator: "; "), subject: path)
    }
    pointer = compiled
    baseTypes = BaseTypes(document)
    content = RepeatingContent(document)
    var constrained = IdentityConstraints.elements(of: document)
    var names = Self.declaredNames(in: document)
    var roots = Self.rootNames(in: document)
    let namespace = document.root?.attribute("targetNamespace")
    for (index, part) in parts.loaded.enumerated() {
      let parsed = try XMLDocument.parse(part, location: "\(path), part \(index + 1)")
      constrained.formUnion(IdentityConstraints.elements(of: parsed))
      names.formUnion(Self.declaredNames(in: parsed))
      roots.formUnion(Self.rootNames(in: parsed, includedIn: namespace))
    }
    declaredNames = names
    rootNames = roots
    self.constrained = constrained
  }

  private static func declaredNames(in schema: XMLDocument) -> Set<String> {
    var names: Set<String> = []
    schema.root?.forEachDescendant { element in
      guard element.name == "element" || element.name == "attribute", let name = element.attribute("name") else {
        return
      }
      names.insert(name)
    }
    return names
  }

  /// - Parameter namespace: what a part belongs to that names no namespace of its own.
  private static func rootNames(in schema: XMLDocument, includedIn namespace: String? = nil) -> Set<String> {
    guard let root = schema.root else { return [] }
    let namespace = root.attribute("targetNamespace") ?? namespace ?? ""
    let names = root.children.filter {
      $0.name == "element" && !["true", "1"].contains($0.attribute("abstract") ?? "")
    }
    .compactMap { $0.attribute("name") }
    return Set(names.map { namespace.isEmpty ? $0 : "{\(namespace)}\($0)" })
  }

  deinit {
    contexts.empty()
    xmlSchemaFree(pointer)
  }

  /// A layout's tree, and whether each record can be judged without knowing the ones before it; see ``RepeatingContent``.
  ///
  /// - Parameter root: the local name of the root element, where it is known.
  func repetition(in layout: RecordLayout, root: String? = nil) -> (tree: LayoutNode, areIndependent: Bool) {
    content?.examine(layout, root: root) ?? (LayoutNode(layout, root: root), false)
  }

  /// Whether an element of one of these local names has keys that span what is in it.
  func hasConstraints(on names: Set<String>) -> Bool { !constrained.isDisjoint(with: names) }

  /// Validates a document that was made here. An empty answer means valid.
  ///
  /// The diagnostics carry no positions, since the document never was a file.
  package func validate(_ document: XMLDocument) throws(XMLEngineError) -> [Diagnostic] {
    guard let context = contexts.take(pointer) else {
      throw XMLEngineError(.library, "no validation context", subject: path)
    }
    let verdict = withExtendedLifetime(context) { xmlSchemaValidateDoc(context.pointer, document.pointer) }
    let violations = context.sink.violations
    // Invalid without a reason would be taken for valid.
    guard verdict >= 0, verdict == 0 || !violations.isEmpty else {
      throw XMLEngineError(.library, "the validator failed: \(violations.first?.text ?? "no reason")", subject: path)
    }
    contexts.giveBack(context)
    return violations.map { $0.diagnostic(at: nil, path: nil, value: nil, types: baseTypes) }
  }
}
