import CLibXML2
import Foundation

/// A small XML document in memory: one record with its surroundings, or what a stylesheet made of it.
///
/// Owns the libxml2 tree and frees it. Not thread-safe; a document belongs to whoever holds it.
package final class XMLDocument {
  let pointer: xmlDocPtr

  /// Taken out of the tree. They live as long as the document, for somebody may still hold an ``XMLElement`` of them.
  private var discarded: [xmlNodePtr] = []

  /// Takes over a tree.
  init(owning pointer: xmlDocPtr) {
    self.pointer = pointer
  }

  deinit {
    for node in discarded { xmlFreeNode(node) }
    xmlFreeDoc(pointer)
  }

  /// Takes a node out of the tree.
  func discard(_ node: xmlNodePtr) {
    xmlUnlinkNode(node)
    discarded.append(node)
  }

  /// Parses bytes that Kontor itself trusts to be small: a schema, a stylesheet, a document to check in a test.
  ///
  /// No DOCTYPE, no network, no entities, and the same limits as for records.
  ///
  /// - Parameter location: where the bytes came from; it stands in messages, and relative references start there.
  package static func parse(_ bytes: [UInt8], location: String) throws(XMLEngineError) -> XMLDocument {
    XMLDocument(owning: try tree(of: bytes, location: location))
  }

  /// The same as a bare tree, for libraries that take it over.
  ///
  /// - Parameter options: parser options of libxml2 beyond the usual ones.
  static func tree(
    of bytes: [UInt8], location: String, options: CInt = 0
  ) throws(XMLEngineError) -> xmlDocPtr {
    _ = Library.prepared
    let text: [UInt8]
    switch TrustedText.utf8(bytes) {
    case .success(let decoded): text = decoded
    case .failure(let fault): throw XMLEngineError(.input, fault.message, subject: location)
    }
    let collector = MessageCollector()
    let document = collector.collecting {
      text.withUnsafeBytes { raw in
        xmlReadMemory(
          raw.bindMemory(to: CChar.self).baseAddress, CInt(raw.count), location, nil,
          options | CInt(XML_PARSE_NONET.rawValue) | CInt(XML_PARSE_BIG_LINES.rawValue))
      }
    }
    guard let document, collector.messages.isEmpty else {
      if let document { xmlFreeDoc(document) }
      throw XMLEngineError(.input, collector.text(or: "not well-formed"), subject: location)
    }
    return document
  }

  /// The document element.
  package var root: XMLElement? {
    xmlDocGetRootElement(pointer).map { XMLElement(node: $0, document: self) }
  }

  /// The document as UTF-8 text with an XML declaration.
  ///
  /// - Parameter indented: each element on a line of its own, where its parent holds elements only.
  package func serialized(indented: Bool = false) throws(XMLEngineError) -> [UInt8] {
    if let bytes = PlainSerializer.bytes(of: pointer, isIndented: indented) { return bytes }
    return try serializedByLibrary(indented: indented)
  }

  /// The same text in an encoding; characters that it lacks become references.
  package func serialized(indented: Bool = false, in encoding: TextEncoding) throws(XMLEngineError) -> [UInt8] {
    EncodedDocument.bytes(of: try serialized(indented: indented), in: encoding)
  }

  /// The same, by libxml2 in any case.
  package func serializedByLibrary(indented: Bool = false) throws(XMLEngineError) -> [UInt8] {
    var memory: UnsafeMutablePointer<xmlChar>?
    var length: CInt = 0
    xmlDocDumpFormatMemoryEnc(pointer, &memory, &length, "UTF-8", indented ? 1 : 0)
    guard let memory else { throw XMLEngineError(.library, "the document cannot be serialised", subject: "output") }
    defer { kontor_xmlFree(memory) }
    return Array(UnsafeBufferPointer(start: memory, count: Int(length)))
  }
}
