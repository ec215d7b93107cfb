import XMLEngine

/// The encodings that documents can be written in, by their IANA names. UTF-16 is none of them: nothing can be erased
/// from the copies of such documents.
package enum OutputEncoding: String, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case ascii = "US-ASCII"
  case latin1 = "ISO-8859-1"
  case latin9 = "ISO-8859-15"
  case windows1252 = "windows-1252"

  var text: TextEncoding {
    switch self {
    case .utf8: .utf8
    case .ascii: .ascii
    case .latin1: .latin1
    case .latin9: .latin9
    case .windows1252: .windows1252
    }
  }
}
