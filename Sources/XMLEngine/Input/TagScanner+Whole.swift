extension TagScanner {
  /// The first broken limit or rule in a document that lies in memory as a whole.
  static func firstFault(in bytes: [UInt8], limits: XMLLimits = XMLLimits()) -> Fault? {
    var scanner = TagScanner(limits: limits)
    return bytes.withUnsafeBufferPointer { scanner.scan($0).fault }
  }
}
