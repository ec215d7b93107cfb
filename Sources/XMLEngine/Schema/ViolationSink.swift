import CLibXML2

/// Receives what libxml2's validator reports.
final class ViolationSink {
  var violations: [SchemaViolation] = []

  /// The C side of it; the context is the sink, unretained.
  static let receive: kontor_xml_error_handler = { context, error in
    guard let context, let error else { return }
    let text = error.pointee.message.map { String(cString: $0) } ?? ""
    Unmanaged<ViolationSink>.fromOpaque(context).takeUnretainedValue().violations.append(
      SchemaViolation(
        number: error.pointee.code, line: Int(error.pointee.line), text: text, tooLong: tooLong(error.pointee)))
  }

  /// The value that is too long: the sentence does not quote it. Only where a tree is validated, not a stream.
  private static func tooLong(_ error: xmlError) -> String? {
    guard error.code == CInt(XML_SCHEMAV_CVC_MAXLENGTH_VALID.rawValue), let node = error.node,
      let content = xmlNodeGetContent(node.assumingMemoryBound(to: xmlNode.self))
    else { return nil }
    defer { kontor_xmlFree(content) }
    return String(cString: content)
  }
}
