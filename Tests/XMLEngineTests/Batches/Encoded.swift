@testable import XMLEngine

/// The forms in which the same file can arrive.
enum Encoded: CaseIterable {
  case asIs, marked, utf16Little, utf16Big, latin1, windows1252

  /// UTF-8 in this form, with a declaration that says so. What is no UTF-8 stays as it is.
  func bytes(of text: [UInt8]) -> [UInt8] {
    switch self {
    case .asIs: return text
    case .marked: return [0xEF, 0xBB, 0xBF] + text
    case .utf16Little: return [0xFF, 0xFE] + TextEncoder(.utf16LittleEndian).encoded(labelled(text, "UTF-16"))
    case .utf16Big: return [0xFE, 0xFF] + TextEncoder(.utf16BigEndian).encoded(labelled(text, "UTF-16"))
    case .latin1: return TextEncoder(.latin1).encoded(labelled(text, "ISO-8859-1"))
    case .windows1252: return TextEncoder(.windows1252).encoded(labelled(text, "windows-1252"))
    }
  }

  private func labelled(_ text: [UInt8], _ name: String) -> [UInt8] {
    var rest = text[...]
    if text.starts(with: "<?xml ".utf8), let end = text.firstIndex(of: UInt8(ascii: ">")) { rest = text[(end + 1)...] }
    return Array("<?xml version=\"1.0\" encoding=\"\(name)\"?>".utf8) + rest
  }
}
