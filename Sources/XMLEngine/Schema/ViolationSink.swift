import CLibXML2

/// Receives what libxml2's validator reports.
final class ViolationSink {
  var violations: [SchemaViolation] = []

  /// The C side of it; the context is the sink, unretained.
  static let receive: kontor_xml_error_handler = { context, error in
    guard let context, let error else { return }
    let text = error.pointee.message.map { String(cString: $0) } ?? ""
    Unmanaged<ViolationSink>.fromOpaque(context).takeUnretainedValue().violations.append(
      SchemaViolation(number: error.pointee.code, line: Int(error.pointee.line), text: text))
  }
}
