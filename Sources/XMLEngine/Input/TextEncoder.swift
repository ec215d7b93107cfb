/// Writes text in one of the accepted encodings: the way back of ``InputDecoder``.
package struct TextEncoder {
  package let encoding: TextEncoding
  /// Bytes from 0x80 on, by what they stand for.
  private let upper: [UInt16: UInt8]

  package init(_ encoding: TextEncoding) {
    self.encoding = encoding
    var upper: [UInt16: UInt8] = [:]
    for byte in UInt8(0x80)...0xFF {
      if let scalar = encoding.scalar(of: byte) { upper[scalar] = byte }
    }
    self.upper = upper
  }

  /// Whether the encoding has the character.
  package func holds(_ scalar: Unicode.Scalar) -> Bool {
    switch encoding {
    case .utf8, .utf16LittleEndian, .utf16BigEndian: true
    case .ascii, .latin1, .latin9, .windows1252: byte(for: scalar) != nil
    }
  }

  private func byte(for scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x80 { return UInt8(scalar.value) }
    return UInt16(exactly: scalar.value).flatMap { upper[$0] }
  }

  /// UTF-8 in this encoding. A character that it does not have becomes a question mark.
  package func encoded(_ text: [UInt8]) -> [UInt8] {
    switch encoding {
    case .utf8: return text
    case .utf16LittleEndian, .utf16BigEndian:
      var bytes: [UInt8] = []
      bytes.reserveCapacity(2 * text.count)
      for unit in String(decoding: text, as: UTF8.self).utf16 {
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        bytes += encoding == .utf16BigEndian ? [high, low] : [low, high]
      }
      return bytes
    case .ascii, .latin1, .latin9, .windows1252:
      if text.allSatisfy({ $0 < 0x80 }) { return text }
      return String(decoding: text, as: UTF8.self).unicodeScalars.map { byte(for: $0) ?? UInt8(ascii: "?") }
    }
  }

  /// UTF-8 text of XML in this encoding, with a reference in place of a character that it does not have.
  func encodedWithReferences(_ text: ArraySlice<UInt8>) -> [UInt8] {
    switch encoding {
    case .utf8, .utf16LittleEndian, .utf16BigEndian: return encoded(Array(text))
    case .ascii, .latin1, .latin9, .windows1252:
      if text.allSatisfy({ $0 < 0x80 }) { return Array(text) }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.count)
      for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
        if let byte = byte(for: scalar) { bytes.append(byte) } else { bytes += "&#\(scalar.value);".utf8 }
      }
      return bytes
    }
  }
}
