extension FileName {
  /// The longest name that this program gives, in bytes: it leaves room for what others put before or behind it.
  package static let longestSafe = 120

  /// Whether a name is one that this program may give: it means the same to Linux, Windows, shells, URLs and people.
  ///
  /// `[A-Za-z0-9._-]{1,120}`, no leading dot or dash, no trailing dot, no Windows device name.
  package var isSafe: Bool {
    guard (1...FileName.longestSafe).contains(bytes.count), bytes.allSatisfy(FileName.isSafe(byte:)) else {
      return false
    }
    return bytes.first != 0x2E && bytes.first != 0x2D && bytes.last != 0x2E && !isWindowsDevice
  }

  /// Takes a text as one of our own names, or says that it cannot be one.
  package static func safe(_ text: String) throws(FolderError) -> FileName {
    let name = try FileName(text)
    guard name.isSafe else {
      let remedy =
        "Use 1 to \(longestSafe) letters A to Z, digits, dots, underscores and dashes, "
        + "no dot or dash first, no dot last, and no Windows device name."
      throw FolderError(.invalidName, remedy, path: name.display)
    }
    return name
  }

  /// Makes one of our own names from any text.
  ///
  /// Every byte that does not fit becomes `_`, and the name is cut at 120 bytes: two texts can become the same name, so
  /// what must be unique has to be in the text already.
  package static func makeSafe(from text: String) -> FileName {
    var bytes = text.utf8.prefix(longestSafe).map { isSafe(byte: $0) ? $0 : 0x5F }
    if bytes.isEmpty { bytes = [0x5F] }
    if bytes[0] == 0x2E || bytes[0] == 0x2D { bytes[0] = 0x5F }
    if bytes[bytes.count - 1] == 0x2E { bytes[bytes.count - 1] = 0x5F }
    let name = FileName(unchecked: bytes)
    return name.isWindowsDevice ? FileName(unchecked: [0x5F] + bytes.prefix(longestSafe - 1)) : name
  }

  private static func isSafe(byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E, 0x5F, 0x2D: true
    default: false
    }
  }

  /// Windows takes `nul.xml` for the device too (Microsoft, "Naming Files, Paths, and Namespaces").
  private var isWindowsDevice: Bool {
    let length = bytes.firstIndex(of: 0x2E) ?? bytes.count
    guard length == 3 || length == 4 else { return false }
    let stem = String(decoding: bytes.prefix(length), as: UTF8.self).uppercased()
    if ["CON", "PRN", "AUX", "NUL"].contains(stem) { return true }
    guard stem.count == 4, stem.hasPrefix("COM") || stem.hasPrefix("LPT"), let last = stem.last else { return false }
    return last.isASCII && last.isWholeNumber
  }
}
