import CLibXML2

/// Makes a ``CanonicalText`` of the parser's events.
final class CanonicalTextBuilder {
  private struct Open {
    let name: String
    /// The start tag without its end.
    let tag: String
    let step: String
    /// The line of the start tag, once that is written.
    var line: Int?
    /// Text since the latest tag.
    var text: [UInt8] = []
    /// How often each name occurred among its children.
    var names: [String: Int] = [:]
    /// The namespaces that were in force outside of it, where it declares any.
    var outer: [String: String]?
  }

  private var result = CanonicalText()
  private var open: [Open] = []
  private var namespaces: [String: String] = [:]
  private var message: String?

  /// - Parameter text: UTF-8 that has passed ``TrustedText``.
  static func build(_ text: [UInt8]) throws(XMLEngineError) -> CanonicalText {
    _ = Library.prepared
    let builder = CanonicalTextBuilder()
    var handler = xmlSAXHandler()
    builder.prepare(&handler)
    guard let parser = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else {
      throw XMLEngineError(.library, "no parser context", subject: "input")
    }
    defer { xmlFreeParserCtxt(parser) }
    xmlCtxtUseOptions(parser, CInt(XML_PARSE_NONET.rawValue) | CInt(XML_PARSE_IGNORE_ENC.rawValue))
    parser.pointee._private = Unmanaged.passUnretained(builder).toOpaque()
    text.withUnsafeBytes { bytes in
      var start = 0
      while start < bytes.count, builder.message == nil {
        let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + 1 << 16, bytes.count)])
        _ = xmlParseChunk(parser, piece.bindMemory(to: CChar.self).baseAddress, CInt(piece.count), 0)
        start += piece.count
      }
      if builder.message == nil { _ = xmlParseChunk(parser, nil, 0, 1) }
    }
    guard builder.message == nil, parser.pointee.wellFormed == 1 else {
      throw XMLEngineError(.input, builder.message ?? "The file is not well-formed XML.", subject: "input")
    }
    return withExtendedLifetime(builder) { builder.result }
  }

  // MARK: - Events

  private func prepare(_ handler: inout xmlSAXHandler) {
    xmlSAXVersion(&handler, 2)
    handler.startElementNs = { context, localName, prefix, uri, namespaces, bindings, attributes, defaulted, values in
      CanonicalTextBuilder.of(context)?.start(
        StartTag(
          localName: localName, prefix: prefix, uri: uri, namespaceCount: namespaces, namespaces: bindings,
          attributeCount: attributes, defaultedCount: defaulted, attributes: values))
    }
    handler.endElementNs = { context, _, _, _ in CanonicalTextBuilder.of(context)?.end() }
    handler.characters = { context, text, length in
      guard let builder = CanonicalTextBuilder.of(context), !builder.open.isEmpty else { return }
      builder.open[builder.open.count - 1].text += UnsafeBufferPointer(start: text, count: Int(length))
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.comment = nil
    handler.processingInstruction = { context, target, content in
      CanonicalTextBuilder.of(context)?.instruction(target, content)
    }
    kontor_xmlSetParserErrors(&handler) { context, error in
      // A namespace that is no absolute URI is bad taste, but well-formed.
      guard let error, error.pointee.level == XML_ERR_FATAL || error.pointee.code == CInt(XML_ERR_NO_MEMORY.rawValue),
        let builder = CanonicalTextBuilder.of(context), builder.message == nil
      else { return }
      let text = error.pointee.message.map { String(cString: $0).trimmingTrailingWhitespace() } ?? ""
      builder.message = "line \(error.pointee.line): \(text)"
    }
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> CanonicalTextBuilder? {
    guard let parser = context?.assumingMemoryBound(to: xmlParserCtxt.self), let object = parser.pointee._private
    else { return nil }
    return Unmanaged<CanonicalTextBuilder>.fromOpaque(object).takeUnretainedValue()
  }

  private func start(_ tag: StartTag) {
    beginChild()
    let name = Self.name(tag.prefix, tag.localName)
    var step = name
    if let last = open.indices.last {
      let ordinal = open[last].names[name, default: 0] + 1
      open[last].names[name] = ordinal
      step += "[\(ordinal)]"
    }
    let outer = namespaces
    let text = "<" + name + declarations(of: tag) + Self.attributes(of: tag)
    open.append(Open(name: name, tag: text, step: step, outer: tag.namespaceCount > 0 ? outer : nil))
  }

  private func end() {
    guard let element = open.popLast() else { return }
    let (depth, parent) = (open.count, open.last?.line ?? -1)
    if element.line != nil {
      writeText(of: element, depth: depth + 1)
      result.append("</\(element.name)>", depth: depth, parent: parent)
    } else if element.text.isEmpty {
      result.append(element.tag + "/>", depth: depth, parent: parent)
    } else {
      result.append("\(element.tag)>\(Self.escaped(element.text))</\(element.name)>", depth: depth, parent: parent)
    }
    if let outer = element.outer { namespaces = outer }
  }

  private func instruction(_ target: UnsafePointer<xmlChar>?, _ content: UnsafePointer<xmlChar>?) {
    beginChild()
    let text = [target, content].compactMap { $0.map { String(cString: $0) } }.joined(separator: " ")
    let line = text.replacing("\n", with: " ").replacing("\r", with: " ")
    result.append("<?\(line)?>", depth: open.count, parent: open.last?.line ?? -1)
  }

  /// Writes what stands in front of a child: the start tag of its parent, or text between children.
  private func beginChild() {
    guard let last = open.indices.last else { return }
    if open[last].line == nil {
      open[last].line = result.lines.count
      result.steps[result.lines.count] = open[last].step
      result.append(open[last].tag + ">", depth: last, parent: last > 0 ? open[last - 1].line ?? -1 : -1)
    }
    writeText(of: open[last], depth: last + 1)
    open[last].text.removeAll(keepingCapacity: true)
  }

  private func writeText(of element: Open, depth: Int) {
    guard element.text.contains(where: { !TagText.isWhite($0) }) else { return }
    result.append(Self.escaped(element.text), depth: depth, parent: element.line ?? -1)
  }

  // MARK: - Tags

  /// Those that change what a prefix means, by prefix.
  private func declarations(of tag: StartTag) -> String {
    guard let bindings = tag.namespaces else { return "" }
    var new: [String: String] = [:]
    for index in 0..<Int(tag.namespaceCount) {
      let prefix = bindings[2 * index].map { String(cString: $0) } ?? ""
      let uri = bindings[2 * index + 1].map { String(cString: $0) } ?? ""
      if namespaces[prefix, default: ""] != uri { new[prefix] = uri }
      namespaces[prefix] = uri
    }
    return new.sorted { $0.key < $1.key }.map { prefix, uri in
      " xmlns\(prefix.isEmpty ? "" : ":")\(prefix)=\"\(Self.escaped(Array(uri.utf8), quotes: true))\""
    }.joined()
  }

  /// By namespace, then by local name; those without a namespace come first.
  private static func attributes(of tag: StartTag) -> String {
    guard let values = tag.attributes else { return "" }
    var all: [(uri: String, local: String, text: String)] = []
    for index in 0..<Int(tag.attributeCount) {
      guard let local = values[5 * index], let start = values[5 * index + 3], let end = values[5 * index + 4] else {
        continue
      }
      let value = escaped(unescapingAmpersands(start, end - start), quotes: true)
      let uri = values[5 * index + 2].map { String(cString: $0) } ?? ""
      all.append((uri, String(cString: local), " \(name(values[5 * index + 1], local))=\"\(value)\""))
    }
    return all.sorted { ($0.uri, $0.local) < ($1.uri, $1.local) }.map(\.text).joined()
  }

  /// libxml2 hands a reference to an ampersand over as `&#38;`, and all others resolved.
  private static func unescapingAmpersands(_ start: UnsafePointer<xmlChar>, _ count: Int) -> [UInt8] {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard bytes.contains(UInt8(ascii: "&")) else { return bytes }
    return Array(String(decoding: bytes, as: UTF8.self).replacing("&#38;", with: "&").utf8)
  }

  private static func name(_ prefix: UnsafePointer<xmlChar>?, _ local: UnsafePointer<xmlChar>?) -> String {
    let name = local.map { String(cString: $0) } ?? ""
    return prefix.map { "\(String(cString: $0)):\(name)" } ?? name
  }

  /// As Canonical XML writes text and attributes, but for line breaks in text: they are references here as well.
  private static func escaped(_ text: [UInt8], quotes: Bool = false) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">") where !quotes: bytes += "&gt;".utf8
      case UInt8(ascii: "\"") where quotes: bytes += "&quot;".utf8
      case UInt8(ascii: "\t") where quotes: bytes += "&#x9;".utf8
      case UInt8(ascii: "\n"): bytes += "&#xA;".utf8
      case UInt8(ascii: "\r"): bytes += "&#xD;".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
