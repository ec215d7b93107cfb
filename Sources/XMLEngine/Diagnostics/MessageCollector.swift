import CLibXML2

/// Collects what libxml2 says while something is compiled that has no error channel of its own.
final class MessageCollector {
  private(set) var messages: [String] = []

  /// Runs `body` with this thread's error channel pointing here, and puts it back afterwards.
  func collecting<Result>(_ body: () -> Result) -> Result {
    kontor_xmlSetThreadErrors(
      { context, error in
        guard let context, let error else { return }
        Unmanaged<MessageCollector>.fromOpaque(context).takeUnretainedValue().add(error)
      }, Unmanaged.passUnretained(self).toOpaque())
    // Not nil: without a handler libxml2 writes to standard error.
    defer { kontor_xmlSetThreadErrors({ _, _ in }, nil) }
    return withExtendedLifetime(self, body)
  }

  func add(_ error: UnsafePointer<xmlError>) {
    // A part that cannot be loaded is no more than a warning to libxml2; what it declares would then be unknown.
    let isMissingPart = error.pointee.code == CInt(XML_SCHEMAP_WARN_SKIP_SCHEMA.rawValue)
    guard error.pointee.level != XML_ERR_WARNING || isMissingPart else { return }
    let text = error.pointee.message.map { String(cString: $0) } ?? "unknown error"
    let line = error.pointee.line > 0 ? "line \(error.pointee.line): " : ""
    messages.append(line + text.trimmingTrailingWhitespace())
  }

  func add(text: String) {
    let text = text.trimmingTrailingWhitespace()
    if !text.isEmpty { messages.append(text) }
  }

  /// The first few messages as one text.
  func text(or fallback: String) -> String {
    messages.isEmpty ? fallback : messages.prefix(5).joined(separator: "; ")
  }
}

extension String {
  func trimmingTrailingWhitespace() -> String {
    var view = self[...]
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }
}
