import CLibXML2
import CLibXSLT
import Foundation

/// A compiled XSLT 1.0 stylesheet with EXSLT (common, math, sets, strings, dates). Compiled once, applied to every record.
///
/// It reads and writes no file and reaches no network: `document()`, `xsl:document` and extension elements that would are
/// forbidden. Imports and includes load from its own folder only.
package final class Stylesheet {
  private let pointer: xsltStylesheetPtr

  /// The path it was compiled from.
  package let path: String

  /// Instructions one transformation may take before it is stopped as runaway.
  package static let operationLimit: UInt = 50_000_000

  /// Compiles the stylesheet at `path`. Errors: ``XMLEngineError/Code/stylesheet`` with what libxslt says and where.
  package init(path: String) throws(XMLEngineError) {
    _ = Library.prepared
    self.path = path
    guard let bytes = RuleFiles.contents(of: path) else {
      throw XMLEngineError(.stylesheet, "the stylesheet cannot be read; check that the file exists", subject: path)
    }
    let tree: xmlDocPtr
    do {
      tree = try XMLDocument.tree(of: Array(bytes), location: path)
    } catch {
      throw XMLEngineError(.stylesheet, error.message, subject: path)
    }
    let collector = MessageCollector()
    let parts = PartLoader(of: path)
    func reason(or fallback: String) -> String {
      (parts.refusals + [collector.text(or: fallback)]).joined(separator: "; ")
    }
    Library.compiling.lock()
    defer { Library.compiling.unlock() }
    let compiled = collector.withXSLTSink { sink in
      kontor_xsltSetGlobalErrors(sink)
      defer { kontor_xsltSetGlobalErrors(nil) }
      return Library.allowingParts(parts) { collector.collecting { xsltParseStylesheetDoc(tree) } }
    }
    guard let compiled else {
      xmlFreeDoc(tree)
      throw XMLEngineError(.stylesheet, reason(or: "this is not a stylesheet"), subject: path)
    }
    guard compiled.pointee.errors == 0, collector.messages.isEmpty else {
      xsltFreeStylesheet(compiled)
      throw XMLEngineError(.stylesheet, reason(or: "the stylesheet has errors"), subject: path)
    }
    pointer = compiled
  }

  deinit {
    xsltFreeStylesheet(pointer)
  }

  /// Applies the stylesheet to a document.
  ///
  /// - Parameter parameters: handed over as strings, never evaluated as XPath.
  /// - Throws: ``XMLEngineError/Code/transformation`` with the stylesheet's own message where it stopped itself.
  package func apply(to document: XMLDocument, parameters: [String: String] = [:]) throws(XMLEngineError)
    -> XMLDocument
  {
    guard let context = xsltNewTransformContext(pointer, document.pointer) else {
      throw XMLEngineError(.library, "no transformation context", subject: path)
    }
    defer { xsltFreeTransformContext(context) }
    let collector = MessageCollector()
    return try collector.withXSLTSink { sink throws(XMLEngineError) in
      kontor_xsltSetTransformErrors(context, sink)
      context.pointee.opLimit = Self.operationLimit
      guard xsltSetCtxtSecurityPrefs(Library.forbidEverything, context) == 0 else {
        throw XMLEngineError(.library, "the stylesheet cannot be confined", subject: path)
      }
      for (name, value) in parameters where xsltQuoteOneUserParam(context, name, value) != 0 {
        throw XMLEngineError(.transformation, "the parameter \(name) cannot be set", subject: path)
      }
      let result = collector.collecting {
        xsltApplyStylesheetUser(pointer, document.pointer, nil, nil, nil, context)
      }
      guard let result else {
        throw XMLEngineError(.transformation, collector.text(or: "no result"), subject: path)
      }
      let produced = XMLDocument(owning: result)
      guard context.pointee.state == XSLT_STATE_OK else {
        throw XMLEngineError(.transformation, collector.text(or: "stopped"), subject: path)
      }
      return produced
    }
  }

  /// The bytes of a result, in the encoding and form that the stylesheet's `xsl:output` asks for.
  package func serialize(_ result: XMLDocument) throws(XMLEngineError) -> [UInt8] {
    var memory: UnsafeMutablePointer<xmlChar>?
    var length: CInt = 0
    guard xsltSaveResultToString(&memory, &length, result.pointer, pointer) == 0, let memory else {
      throw XMLEngineError(.transformation, "the result is empty", subject: path)
    }
    defer { kontor_xmlFree(memory) }
    return Array(UnsafeBufferPointer(start: memory, count: Int(length)))
  }
}
