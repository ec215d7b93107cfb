/// An XML document as lines that are the same wherever two documents say the same: for comparing them, not for reading
/// them in again.
///
/// What Canonical XML 1.0 without comments leaves out or puts in order is so here: quotes, references, CDATA sections, the
/// order of attributes, declarations that say nothing new. White space between elements is left out too, and each element
/// stands on a line of its own, indented; one that holds only text is one line with it. Prefixes stay as they are.
package struct CanonicalText {
  package internal(set) var lines: [String] = []
  /// The line in which the element around each line begins; -1 for the root.
  var parents: [Int] = []
  /// The last step of the path of elements that hold others, by the line in which they begin.
  var steps: [Int: String] = [:]

  /// - Parameter encoding: the one that the document really has, where its declaration lies.
  /// - Throws: code `input` for what is not well-formed, has a DOCTYPE or goes beyond a limit of ``XMLLimits``.
  package init(_ bytes: [UInt8], encoding: TextEncoding? = nil) throws(XMLEngineError) {
    switch TrustedText.utf8(bytes, encoding: encoding) {
    case .success(let text): self = try CanonicalTextBuilder.build(text)
    case .failure(let fault): throw XMLEngineError(.input, fault.message, subject: "input")
    }
  }

  init() {}

  /// The path of the element that a line stands in, as `/Exchange/Order[2]`; empty for the root's own lines.
  package func path(around line: Int) -> String {
    var path: [String] = []
    var parent = parents[line]
    while parent >= 0 {
      path.append("/" + (steps[parent] ?? ""))
      parent = parents[parent]
    }
    return path.reversed().joined()
  }

  mutating func append(_ text: String, depth: Int, parent: Int) {
    lines.append(String(repeating: "  ", count: depth) + text)
    parents.append(parent)
  }
}

/// Any file as lines of text, also one that is not what it should be.
package enum PlainText {
  /// What cannot be decoded is shown by U+FFFD.
  ///
  /// - Parameter encoding: the one that the file really has, where its declaration lies.
  package static func lines(of bytes: [UInt8], encoding: TextEncoding? = nil) -> [String] {
    var decoder = InputDecoder(override: encoding)
    var text: [UInt8] = []
    let fault = bytes.withUnsafeBytes { decoder.decode($0, isLast: true, into: &text) }
    return (fault == nil ? text : bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
