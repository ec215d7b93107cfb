import CLibXML2

/// Receives what libxml2's validator reports.
final class ViolationSink {
  var violations: [SchemaViolation] = []

  /// The C side of it; the context is the sink, unretained.
  static let receive: kontor_xml_error_handler = { context, error in
    guard let context, let error else { return }
    let text = error.pointee.message.map { String(cString: $0) } ?? ""
    var violation = SchemaViolation(
      number: error.pointee.code, line: Int(error.pointee.line), text: text, tooLong: tooLong(error.pointee))
    violation.node = error.pointee.node.map { OpaquePointer($0) }
    let sink = Unmanaged<ViolationSink>.fromOpaque(context).takeUnretainedValue()
    // Only where a tree is validated: the reader of a stream knows better what is about the same element.
    if violation.node != nil, let last = sink.violations.last, violation.repeats(last) { return }
    sink.violations.append(violation)
  }

  /// The value that is too long: the sentence may not quote it. Only where a tree is validated, not a stream.
  private static func tooLong(_ error: xmlError) -> String? {
    guard rulesOfLength.contains(error.code), let node = error.node,
      let content = xmlNodeGetContent(node.assumingMemoryBound(to: xmlNode.self))
    else { return nil }
    defer { kontor_xmlFree(content) }
    return String(cString: content)
  }

  private static let rulesOfLength = Set(
    [XML_SCHEMAV_CVC_MAXLENGTH_VALID, XML_SCHEMAV_CVC_LENGTH_VALID, XML_SCHEMAV_CVC_TOTALDIGITS_VALID].map {
      CInt($0.rawValue)
    })
}
