/// Turns the bytes of a file into UTF-8, chunk by chunk, and refuses what is not in an accepted encoding.
///
/// The encoding comes from the byte order mark, else from the XML declaration, else it is UTF-8 (XML 1.0, appendix F),
/// unless the inbox overrides a producer that labels its files wrongly.
struct InputDecoder {
  /// Why decoding stopped. Everything before the fault was decoded.
  struct Fault {
    var code: Diagnostic.Code = .encoding
    var message: String
    var expected: String?
    /// The fault can be that the input ends too early.
    var isCutOff = false
  }

  private(set) var encoding: TextEncoding?
  /// As it stands at the beginning of the file; empty where there is none.
  private(set) var byteOrderMark: [UInt8] = []
  var byteOrderMarkLength: Int { byteOrderMark.count }
  private let override: TextEncoding?
  /// Bytes not yet decoded: the head before the encoding is known, or a character that the chunk's end cut in two.
  private var pending: [UInt8] = []

  /// The declaration must end within this many bytes.
  static let longestDeclaration = 1024

  static let byteOrderMarks: [(mark: [UInt8], encoding: TextEncoding)] = [
    ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE], .utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
  ]

  init(override: TextEncoding?) {
    self.override = override
  }

  /// Appends the UTF-8 form of `chunk` to `output`. `isLast` says that the file ends here.
  mutating func decode(_ chunk: UnsafeRawBufferPointer, isLast: Bool, into output: inout [UInt8]) -> Fault? {
    if encoding == nil {
      pending.append(contentsOf: chunk)
      guard isLast || Self.showsEncoding(pending) else { return nil }
      if let fault = settleEncoding() { return fault }
      let head = pending
      pending = []
      return head.withUnsafeBytes { bytes in
        decodeKnown(UnsafeRawBufferPointer(rebasing: bytes[byteOrderMarkLength...]), isLast: isLast, into: &output)
      }
    }
    guard !pending.isEmpty else { return decodeKnown(chunk, isLast: isLast, into: &output) }
    let joined = pending + chunk
    pending = []
    return joined.withUnsafeBytes { decodeKnown($0, isLast: isLast, into: &output) }
  }

  /// The offset in the file of a place known by what precedes it in UTF-8.
  func byteOffset(utf8: Int, scalars: Int, astral: Int) -> Int {
    switch encoding {
    case .utf8, nil: byteOrderMarkLength + utf8
    case .utf16LittleEndian, .utf16BigEndian: byteOrderMarkLength + 2 * (scalars + astral)
    case .ascii, .latin1, .latin9, .windows1252: byteOrderMarkLength + scalars
    }
  }

  // MARK: - Which encoding

  /// The head is long enough: the declaration is complete, or there is none, or it is not XML text at all.
  private static func showsEncoding(_ head: [UInt8]) -> Bool {
    if head.count >= longestDeclaration { return true }
    guard head.count >= 6 else { return false }
    guard head.starts(with: "<?xml".utf8) || head.dropFirst(3).starts(with: "<?xm".utf8) else { return true }
    return head.contains(UInt8(ascii: ">"))
  }

  private mutating func settleEncoding() -> Fault? {
    for (mark, marked) in Self.byteOrderMarks where pending.starts(with: mark) {
      byteOrderMark = mark
      encoding = marked
    }
    if let override {
      encoding = override
      return nil
    }
    if encoding == .utf16LittleEndian || encoding == .utf16BigEndian { return nil }
    if pending.starts(with: [0x3C, 0x00]) || pending.starts(with: [0x00, 0x3C]) {
      return Fault(
        message: "The file looks like UTF-16 or UTF-32 without a byte order mark; without the mark it is not accepted.",
        expected: TextEncoding.accepted)
    }
    if pending.starts(with: [0x4C, 0x6F, 0xA7, 0x94]) {
      return Fault(message: "The file is in EBCDIC, which is not accepted.", expected: TextEncoding.accepted)
    }
    guard let name = Self.declaredName(in: pending.dropFirst(byteOrderMarkLength)) else {
      encoding = .utf8
      return nil
    }
    if name.uppercased().hasPrefix("UTF-16") {
      return Fault(
        message: "The declaration says \(name), but the bytes are not UTF-16: the label is wrong.",
        expected: "the encoding that the file is really in, probably UTF-8")
    }
    guard let declared = TextEncoding(declared: name) else {
      return Fault(
        message: "The declared encoding “\(name)” is not accepted.", expected: TextEncoding.accepted)
    }
    if byteOrderMarkLength > 0, declared != .utf8 {
      return Fault(
        message: "The byte order mark says UTF-8, but the declaration says \(name).", expected: "encoding=\"UTF-8\"")
    }
    encoding = declared
    return nil
  }

  /// The value of `encoding` in the XML declaration at the start of the head, behind its byte order mark.
  static func declaredName(in head: ArraySlice<UInt8>) -> String? {
    guard head.starts(with: "<?xml".utf8), let end = head.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let declaration = String(decoding: head[..<end], as: UTF8.self)
    guard let label = declaration.firstRange(of: "encoding") else { return nil }
    let rest = declaration[label.upperBound...].drop { $0 == " " || $0 == "=" || $0 == "\t" || $0.isNewline }
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
    let value = rest.dropFirst()
    return value.firstIndex(of: quote).map { String(value[..<$0].prefix(40)) }
  }

  // MARK: - Decoding

  private mutating func decodeKnown(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool, into output: inout [UInt8]
  ) -> Fault? {
    switch encoding {
    case .utf8, nil: decodeUTF8(bytes, isLast: isLast, into: &output)
    case .utf16LittleEndian: decodeUTF16(bytes, bigEndian: false, isLast: isLast, into: &output)
    case .utf16BigEndian: decodeUTF16(bytes, bigEndian: true, isLast: isLast, into: &output)
    case .ascii, .latin1, .latin9, .windows1252: decodeSingleBytes(bytes, into: &output)
    }
  }

  private mutating func decodeUTF8(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool, into output: inout [UInt8]
  ) -> Fault? {
    let (valid, needsMore) = UTF8Check.validPrefix(of: bytes)
    output.append(contentsOf: bytes[..<valid])
    guard valid < bytes.count else { return nil }
    if needsMore {
      guard isLast else {
        pending.append(contentsOf: bytes[valid...])
        return nil
      }
      return Fault(message: "The file ends in the middle of a character.", isCutOff: true)
    }
    let byte = bytes[valid]
    // A character that NUL bytes cut short has not arrived whole. They end the reading, so what follows is not decoded.
    let begun = valid + 1 + bytes[(valid + 1)...].prefix(2).prefix { $0 & 0xC0 == 0x80 }.count
    if (0xC2...0xF4).contains(byte), begun < bytes.count, bytes[begun] == 0 {
      output.append(contentsOf: repeatElement(0, count: begun - valid))
      output.append(contentsOf: bytes[begun...])
      return nil
    }
    let hex = String(byte, radix: 16, uppercase: true)
    let reading = (TextEncoding.windows1252.scalar(of: byte)).flatMap { Unicode.Scalar($0) }
    let likely =
      reading.map { " In windows-1252 or ISO-8859-1 it would be “\($0)”: probably the file is in that encoding." } ?? ""
    return Fault(
      message: "The byte 0x\(hex) is not UTF-8, though the file is labelled so.\(likely)",
      expected: "a label that names the real encoding, or a file in UTF-8")
  }

  private mutating func decodeUTF16(
    _ bytes: UnsafeRawBufferPointer, bigEndian: Bool, isLast: Bool, into output: inout [UInt8]
  ) -> Fault? {
    func unit(_ index: Int) -> UInt16 {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return bigEndian ? first << 8 | second : second << 8 | first
    }
    var index = 0
    while index + 1 < bytes.count {
      let high = unit(index)
      if UTF16.isLeadSurrogate(high) {
        guard index + 3 < bytes.count else { break }
        let low = unit(index + 2)
        guard UTF16.isTrailSurrogate(low) else { return Fault(message: "A UTF-16 surrogate stands without its pair.") }
        Self.append(0x10000 + (UInt32(high & 0x3FF) << 10 | UInt32(low & 0x3FF)), to: &output)
        index += 4
      } else {
        guard !UTF16.isTrailSurrogate(high) else {
          return Fault(message: "A UTF-16 surrogate stands without its pair.")
        }
        Self.append(UInt32(high), to: &output)
        index += 2
      }
    }
    if index < bytes.count {
      if isLast { return Fault(message: "The file ends in the middle of a character.", isCutOff: true) }
      pending.append(contentsOf: bytes[index...])
    }
    return nil
  }

  private func decodeSingleBytes(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8]) -> Fault? {
    guard let encoding else { return nil }
    for byte in bytes {
      if byte < 0x80 {
        output.append(byte)
      } else if let scalar = encoding.scalar(of: byte) {
        Self.append(UInt32(scalar), to: &output)
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        return Fault(
          message: "The byte 0x\(hex) stands for nothing in \(encoding.rawValue), though the file is labelled so.",
          expected: "a label that names the real encoding, or a file in UTF-8")
      }
    }
    return nil
  }

  private static func append(_ scalar: UInt32, to output: inout [UInt8]) {
    switch scalar {
    case 0..<0x80:
      output.append(UInt8(scalar))
    case 0x80..<0x800:
      output.append(0xC0 | UInt8(scalar >> 6))
      output.append(0x80 | UInt8(scalar & 0x3F))
    case 0x800..<0x10000:
      output.append(0xE0 | UInt8(scalar >> 12))
      output.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      output.append(0x80 | UInt8(scalar & 0x3F))
    default:
      output.append(0xF0 | UInt8(scalar >> 18))
      output.append(0x80 | UInt8(scalar >> 12 & 0x3F))
      output.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      output.append(0x80 | UInt8(scalar & 0x3F))
    }
  }
}
