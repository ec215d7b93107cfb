/// What the first line of a request asks for (RFC 9112, section 3.2): a path, step by step, and a query.
struct RequestTarget: Equatable {
  var path: [String]
  var query: Fields

  /// Nil for what is no path that a page of the console could have: steps that are empty, `.` or `..`, and what is no text
  /// once it is decoded. An encoded slash stays within its step: `2026/0815` is the number of an order.
  init?(_ written: some StringProtocol) {
    // Proxies may write the whole URL (RFC 9112, section 3.2.2).
    var rest = written.utf8[...]
    if !rest.starts(with: [UInt8(ascii: "/")]) {
      guard let colon = rest.firstIndex(of: UInt8(ascii: ":")),
        rest[..<colon].elementsEqual("http".utf8) || rest[..<colon].elementsEqual("https".utf8),
        rest[colon...].starts(with: "://".utf8),
        let slash = rest[colon...].dropFirst(3).firstIndex(of: UInt8(ascii: "/"))
      else { return nil }
      rest = rest[slash...]
    }
    let end = rest.firstIndex(of: UInt8(ascii: "#")) ?? rest.endIndex
    rest = rest[..<end]
    let mark = rest.firstIndex(of: UInt8(ascii: "?")) ?? rest.endIndex
    query = Fields(encoded: String(decoding: rest[mark...].dropFirst(), as: UTF8.self))
    var steps = rest[..<mark].dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if steps.last?.isEmpty == true { steps.removeLast() }
    path = []
    for step in steps {
      guard let text = Self.decoded(step) else { return nil }
      path.append(text)
    }
  }

  private static func decoded(_ step: some Collection<UInt8>) -> String? {
    var bytes: [UInt8] = []
    var rest = step[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit), let value = UInt8(digits, radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    guard let text = String(validating: bytes, as: UTF8.self), !text.isEmpty, text != ".", text != "..",
      text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
    else { return nil }
    return text
  }
}
