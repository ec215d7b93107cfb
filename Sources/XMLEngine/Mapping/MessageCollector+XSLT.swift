import CLibXSLT

extension MessageCollector {
  /// Runs `body` with a sink for libxslt's messages that ends here.
  func withXSLTSink<Result, Failure: Error>(
    _ body: (UnsafeMutablePointer<kontor_xslt_sink>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var sink = kontor_xslt_sink(
      write: { context, text in
        guard let context, let text else { return }
        Unmanaged<MessageCollector>.fromOpaque(context).takeUnretainedValue().add(text: String(cString: text))
      }, context: Unmanaged.passUnretained(self).toOpaque())
    return try withUnsafeMutablePointer(to: &sink) { (pointer) throws(Failure) in try body(pointer) }
  }
}
