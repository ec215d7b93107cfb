import CLibXML2

/// Receives what libxml2's validator reports.
final class ViolationSink {
  var violations: [SchemaViolation] = []

  /// The C side of it; the context is the sink, unretained.
  static let receive: kontor_xml_error_handler = { context, error in
    guard let context, let error else { return }
    let text = error.pointee.message.map { String(cString: $0) } ?? ""
    var violation = SchemaViolation(number: error.pointee.code, line: Int(error.pointee.line), text: text)
    if let node = error.pointee.node?.assumingMemoryBound(to: xmlNode.self) {
      violation.node = OpaquePointer(node)
      if rulesOfLength.contains(violation.number) { violation.measured = value(of: node, violation.attribute) }
    }
    let sink = Unmanaged<ViolationSink>.fromOpaque(context).takeUnretainedValue()
    // Only where a tree is validated: the reader of a stream knows better what is about the same element.
    if violation.node != nil, let last = sink.violations.last, violation.repeats(last) { return }
    sink.violations.append(violation)
  }

  /// The value that is at fault: the sentence may not quote it.
  ///
  /// - Parameter attribute: the local name of the attribute that is meant. The node may be its element all the same.
  private static func value(of node: xmlNodePtr, _ attribute: String?) -> String? {
    var meant = node
    if let attribute, node.pointee.type == XML_ELEMENT_NODE {
      var next = node.pointee.properties
      while let current = next, String(cString: current.pointee.name) != attribute { next = current.pointee.next }
      guard let found = next else { return nil }
      meant = UnsafeMutableRawPointer(found).assumingMemoryBound(to: xmlNode.self)
    }
    guard let content = xmlNodeGetContent(meant) else { return nil }
    defer { kontor_xmlFree(content) }
    return String(cString: content)
  }

  private static let rulesOfLength = Set(
    [
      XML_SCHEMAV_CVC_MINLENGTH_VALID, XML_SCHEMAV_CVC_MAXLENGTH_VALID, XML_SCHEMAV_CVC_LENGTH_VALID,
      XML_SCHEMAV_CVC_TOTALDIGITS_VALID,
    ].map { CInt($0.rawValue) })
}
