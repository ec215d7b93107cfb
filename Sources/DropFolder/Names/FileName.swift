/// One component of a path, as raw bytes.
///
/// Linux names are bytes without slash and NUL, not text: a partner may write ISO 8859-1, a hostile one whatever it
/// likes. So a name is compared and stored as bytes, and shown to people only through ``display``.
package struct FileName: Hashable, Sendable {
  package let bytes: [UInt8]

  /// The longest name that Linux file systems take, in bytes (`NAME_MAX`).
  package static let longest = 255

  /// Takes the bytes if they are one path component: 1 to 255 bytes, no slash, no NUL, neither `.` nor `..`.
  package init(bytes: some Collection<UInt8>) throws(FolderError) {
    let name = FileName(unchecked: Array(bytes))
    guard (1...FileName.longest).contains(name.bytes.count), !name.bytes.contains(0), !name.bytes.contains(0x2F),
      name.bytes != [0x2E], name.bytes != [0x2E, 0x2E]
    else { throw FolderError(.invalidName, "Use a name of 1 to 255 bytes without slash.", path: name.display) }
    self = name
  }

  package init(_ text: String) throws(FolderError) {
    try self.init(bytes: text.utf8)
  }

  /// For names that a file system listed, which may be longer than Linux itself allows.
  init(unchecked bytes: [UInt8]) {
    self.bytes = bytes
  }

  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { buffer in
      for (index, byte) in bytes.enumerated() { buffer[index] = CChar(bitPattern: byte) }
      buffer[bytes.count] = 0
      return buffer.baseAddress.map { body(UnsafePointer($0)) } ?? body("")
    }
  }
}

extension FileName: Comparable {
  /// By bytes: the one order on which every locale and every file system agree.
  package static func < (left: FileName, right: FileName) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension FileName: ExpressibleByStringLiteral {
  /// For names that stand in the source. A literal that is no name is a slip of the author, not of any input.
  package init(stringLiteral text: String) {
    self.init(unchecked: Array(text.utf8))
    precondition(!bytes.isEmpty && !bytes.contains(0x2F), "not a file name: \(text)")
  }
}
