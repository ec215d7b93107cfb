/// What a query or a form holds: names with their values, in their order, as `application/x-www-form-urlencoded` writes
/// them (URL Standard, section 5).
package struct Fields: Sendable, Equatable {
  package private(set) var pairs: [(name: String, value: String)]

  package init(_ pairs: [(name: String, value: String)] = []) {
    self.pairs = pairs
  }

  /// Reads `a=1&b=two+words`. What is no UTF-8 after the percent signs is replaced, as browsers do.
  package init(encoded: some StringProtocol) {
    pairs = encoded.utf8.split(separator: UInt8(ascii: "&")).map { pair in
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return (Self.decoded(parts[0]), parts.count > 1 ? Self.decoded(parts[1]) : "")
    }
  }

  /// The first value of a name; nil where it is not there.
  package subscript(_ name: String) -> String? {
    pairs.first { $0.name == name }?.value
  }

  /// A value that says something: nil also where it is only white space.
  package func filled(_ name: String) -> String? {
    guard let value = self[name], value.contains(where: { !$0.isWhitespace }) else { return nil }
    return value
  }

  package func all(_ name: String) -> [String] {
    pairs.filter { $0.name == name }.map(\.value)
  }

  /// With one value for a name, or, where that is nil, with none.
  package func setting(_ name: String, to value: String?) -> Fields {
    var fields = Fields(pairs.filter { $0.name != name })
    if let value { fields.pairs.append((name, value)) }
    return fields
  }

  /// As a URL or a body holds them.
  package var encoded: String {
    pairs.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }.joined(separator: "&")
  }

  package static func == (one: Fields, other: Fields) -> Bool {
    one.pairs.elementsEqual(other.pairs) { $0 == $1 }
  }

  // MARK: - Percent signs

  /// Everything but unreserved characters (RFC 3986, section 2.3) as `%XX`; also fit for one step of a path.
  package static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.count == 1 ? "%0" + digits : "%" + digits
      }
    }
    return result
  }

  /// - Parameter plus: whether `+` is a space, as in forms and queries, but not in paths.
  package static func decoded(_ bytes: some Collection<UInt8>, plus: Bool = true) -> String {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2, let value = hex(rest.prefix(2)) {
        result.append(value)
        rest = rest.dropFirst(2)
      } else {
        result.append(byte == UInt8(ascii: "+") && plus ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func hex(_ digits: some Collection<UInt8>) -> UInt8? {
    var value: UInt8 = 0
    for digit in digits {
      guard let one = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
      value = value << 4 | UInt8(one)
    }
    return value
  }
}
