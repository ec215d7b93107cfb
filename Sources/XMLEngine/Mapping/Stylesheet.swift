import CLibXML2
import CLibXSLT
import Foundation

/// A compiled XSLT 1.0 stylesheet with EXSLT (common, math, sets, strings, dates). Compiled once, applied to every record.
///
/// It reads and writes no file and reaches no network: `document()`, `xsl:document` and extension elements that would are
/// forbidden. Imports and includes load from its own folder only.
///
/// What a stylesheet does that keeps to a certain subset of XSLT is done by a ``Program``, several times faster than by
/// libxslt; documents of which that is not sure, and those that end in an error, go to libxslt, whose words count.
///
/// `@unchecked Sendable`: threads may apply one at the same time. A program is never changed, and each walk of it has a
/// state of its own. libxslt allows its compiled stylesheets to be shared, with one exception, which ``apply`` locks.
package final class Stylesheet: @unchecked Sendable {
  private let pointer: xsltStylesheetPtr
  private let output: OutputForm
  private let program: WalkPool?
  /// Own ways are taken where they lead to the same; else libxslt does everything.
  private let isCompiling: Bool
  /// libxslt writes into the compiled stylesheet while it sorts, if the kind of sorting is worked out for each document.
  private let sorting: NSLock?

  /// The path it was compiled from.
  package let path: String

  /// The names of the parameters that it declares, in the files that it imports or includes too.
  package let parameters: Set<String>

  /// Why libxslt interprets it; nil where it runs as a program.
  package let interpretedBecause: Reason?

  /// How many documents a compiled stylesheet has handed over to libxslt: those that end in an error, and those of which
  /// the outcome was not certain to be the same.
  package var documentsHandedOver: Int { program?.handedOver ?? 0 }

  /// Why a stylesheet is not compiled into a direct walk.
  package struct Reason: CustomStringConvertible, Sendable {
    /// Of the stylesheet, or the part of it that is the reason.
    package let file: String
    /// From 1; 0 where it is no line's fault.
    package let line: Int
    /// What libxslt is needed for: `xsl:copy-of`, `the function document()`.
    package let construct: String

    package var description: String {
      line > 0 ? "\(file):\(line): \(construct) is left to libxslt" : "\(file): \(construct)"
    }
  }

  /// Instructions one transformation may take before it is stopped as runaway.
  package static let operationLimit: UInt = 50_000_000

  /// Compiles the stylesheet at `path`. Errors: ``XMLEngineError/Code/stylesheet`` with what libxslt says and where.
  ///
  /// - Parameter compiling: whether to make a program of it; where not, libxslt interprets it.
  package init(path: String, compiling: Bool = true) throws(XMLEngineError) {
    _ = Library.prepared
    self.path = path
    guard let bytes = RuleFiles.contents(of: path) else {
      throw XMLEngineError(.stylesheet, "the stylesheet cannot be read; check that the file exists", subject: path)
    }
    let tree: xmlDocPtr
    do {
      tree = try XMLDocument.tree(of: Array(bytes), location: path, options: Library.stylesheetOptions)
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
    var names: Set<String> = []
    do {
      for part in [Array(bytes)] + parts.loaded { names.formUnion(try Self.parameters(of: part, path)) }
    } catch {
      xsltFreeStylesheet(compiled)
      throw XMLEngineError(.stylesheet, error.message, subject: path)
    }
    pointer = compiled
    output = OutputForm(compiled)
    isCompiling = compiling
    parameters = names
    sorting = ([bytes] + parts.loaded.map { Data($0) }).contains(where: Self.worksOutSorting) ? NSLock() : nil
    guard compiling else {
      (program, interpretedBecause) = (nil, Reason(file: path, line: 0, construct: "compiling is switched off"))
      return
    }
    switch Self.program(of: Array(bytes), path, compiled, parts) {
    case .success(let made): (program, interpretedBecause) = (WalkPool(made), nil)
    case .failure(let stop):
      (program, interpretedBecause) = (nil, Reason(file: stop.file, line: stop.line, construct: stop.construct))
    }
  }

  private static func program(
    of bytes: [UInt8], _ path: String, _ compiled: xsltStylesheetPtr, _ parts: PartLoader
  ) -> Result<Program, MappingCompiler.Stop> {
    do {
      return .success(try MappingCompiler.compile(bytes, path: path, style: compiled) { parts.part(at: $0) })
    } catch {
      return .failure(error)
    }
  }

  /// The parameters at the top of one file, which was compiled already.
  private static func parameters(of bytes: [UInt8], _ path: String) throws(XMLEngineError) -> [String] {
    let tree = try XMLDocument.tree(of: bytes, location: path, options: Library.stylesheetOptions)
    guard let root = XMLDocument(owning: tree).root else { return [] }
    return root.children.filter { $0.name == "param" && $0.namespace == "http://www.w3.org/1999/XSL/Transform" }
      .compactMap { $0.attribute("name") }
  }

  /// Whether a stylesheet has an attribute that `xsl:sort` has too, with an attribute value template.
  private static func worksOutSorting(_ text: Data) -> Bool {
    let text = Array(text)
    let isSpace: (UInt8) -> Bool = { $0.isXMLSpace || $0 == UInt8(ascii: "=") }
    return ["data-type", "order", "lang"].contains { name in
      var rest = text[...]
      while let found = rest.firstRange(of: Array(name.utf8)) {
        rest = rest[found.upperBound...].drop(while: isSpace)
        guard let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { continue }
        if rest.dropFirst().prefix(while: { $0 != quote }).contains(UInt8(ascii: "{")) { return true }
      }
      return false
    }
  }

  deinit {
    xsltFreeStylesheet(pointer)
  }

  /// Applies the stylesheet to a document.
  ///
  /// - Parameters:
  ///   - parameters: handed over as strings, never evaluated as XPath.
  ///   - tell: called with each `xsl:message` behind which the stylesheet went on.
  /// - Throws: ``XMLEngineError/Code/transformation`` with the stylesheet's own message where it stopped itself.
  package func apply(
    to document: XMLDocument, parameters: [String: String] = [:], telling tell: (String) -> Void = { _ in }
  ) throws(XMLEngineError) -> XMLDocument {
    if let result = program?.apply(to: document.pointer, parameters: parameters, pointer.pointee.decimalFormat) {
      return XMLDocument(owning: result)
    }
    sorting?.lock()
    defer { sorting?.unlock() }
    return try interpret(document, parameters, tell)
  }

  private func interpret(
    _ document: XMLDocument, _ parameters: [String: String], _ tell: (String) -> Void
  ) throws(XMLEngineError) -> XMLDocument {
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
      collector.messages.forEach(tell)
      return produced
    }
  }

  /// The bytes of a result, in the encoding and form that the stylesheet's `xsl:output` asks for.
  ///
  /// - Parameter encoding: the encoding instead; characters that it lacks become references.
  package func serialize(
    _ result: XMLDocument, in encoding: TextEncoding? = nil
  ) throws(XMLEngineError) -> [UInt8] {
    guard let encoding else { return try serializeAsAsked(result) }
    return EncodedDocument.bytes(of: try serializeInUTF8(result), in: encoding, isXML: output.isXML)
  }

  /// As `xsl:output` asks for, but for the encoding. What the XML declaration says of that, if there is one, is not so.
  private func serializeInUTF8(_ result: XMLDocument) throws(XMLEngineError) -> [UInt8] {
    if isCompiling, let bytes = PlainSerializer.bytes(of: result.pointer, output, isInUTF8: true) { return bytes }
    // A document of no encoding has references in its attributes, for everything outside of ASCII.
    if result.pointer.pointee.encoding == nil { result.pointer.pointee.encoding = UnsafePointer(xmlStrdup("UTF-8")) }
    // Without an encoder it takes the bytes as they are in the tree.
    guard let buffer = xmlAllocOutputBuffer(nil) else { throw XMLDocument.outOfMemory }
    defer { xmlOutputBufferClose(buffer) }
    guard xsltSaveResultTo(buffer, result.pointer, pointer) >= 0, let content = xmlOutputBufferGetContent(buffer) else {
      throw XMLEngineError(.transformation, "the result is empty", subject: path)
    }
    return Array(UnsafeBufferPointer(start: content, count: xmlOutputBufferGetSize(buffer)))
  }

  private func serializeAsAsked(_ result: XMLDocument) throws(XMLEngineError) -> [UInt8] {
    if isCompiling, let bytes = PlainSerializer.bytes(of: result.pointer, output) { return bytes }
    var memory: UnsafeMutablePointer<xmlChar>?
    var length: CInt = 0
    guard xsltSaveResultToString(&memory, &length, result.pointer, pointer) == 0, let memory else {
      throw XMLEngineError(.transformation, "the result is empty", subject: path)
    }
    defer { kontor_xmlFree(memory) }
    return Array(UnsafeBufferPointer(start: memory, count: Int(length)))
  }
}
