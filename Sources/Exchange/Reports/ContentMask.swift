/// Follows the markup of a file character by character and tells which characters are the content of elements, or the
/// values of attributes, that nobody shall see.
///
/// It does not judge the markup: a broken file is masked as far as its tags can be followed.
struct ContentMask {
  private enum State {
    case text
    /// Behind `<`, while the name is read.
    case name
    /// Inside a tag, between attributes.
    case tag
    case value(quote: Unicode.Scalar, isMasked: Bool)
    /// Until this comes.
    case until([Unicode.Scalar])
  }

  private let names: Set<String>
  private var state = State.text
  /// What was read of a name, or the last characters before an end that is waited for.
  private var collected: [Unicode.Scalar] = []
  private var isMaskedTag = false
  private var last: Unicode.Scalar = " "
  /// Elements that are open within masked content, the outermost masked one included.
  private var depth = 0

  /// - Parameter names: local names of elements and attributes.
  init(_ names: Set<String>) {
    self.names = names
  }

  /// Whether the next character of the file is to be hidden.
  mutating func hides(_ scalar: Unicode.Scalar) -> Bool {
    defer { last = scalar }
    switch state {
    case .text:
      guard scalar == "<" else { return depth > 0 }
      state = .name
      collected = []
      return false
    case .name:
      return readName(scalar)
    case .tag:
      readTag(scalar)
      return false
    case .value(let quote, let isMasked):
      guard scalar == quote else { return isMasked }
      state = .tag
      collected = []
      return false
    case .until(let end):
      collected.append(scalar)
      if collected.count > end.count { collected.removeFirst() }
      if collected == end { state = .text }
      return depth > 0
    }
  }

  private mutating func readName(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == ">" || scalar == "/" && !collected.isEmpty || scalar.properties.isWhitespace {
      isMaskedTag = names.contains(Self.local(collected))
      if scalar == ">" { endTag() } else { state = .tag }
      if !isNoStartTag { collected = [] }
      return false
    }
    // A name is short; what is longer is none, and only its beginning counts.
    if collected.count < 300 { collected.append(scalar) }
    switch collected {
    case ["?"]: state = .until(["?", ">"])
    case ["!", "-", "-"]: state = .until(["-", "-", ">"])
    case ["!", "[", "C", "D", "A", "T", "A", "["]: state = .until(["]", "]", ">"])
    default: return false
    }
    collected = []
    return false
  }

  private mutating func readTag(_ scalar: Unicode.Scalar) {
    switch scalar {
    case ">":
      endTag()
    case "\"", "'":
      state = .value(quote: scalar, isMasked: depth > 0 || isMaskedTag || names.contains(Self.local(collected)))
    case "=": break
    default:
      guard !scalar.properties.isWhitespace, !isNoStartTag else { return }
      // A new attribute begins behind white space.
      if last.properties.isWhitespace { collected = [] }
      if collected.count < 300 { collected.append(scalar) }
    }
  }

  private mutating func endTag() {
    state = .text
    if collected.first == "/" {
      if depth > 0 { depth -= 1 }
    } else if last != "/", !isNoStartTag, depth > 0 || isMaskedTag {
      depth += 1
    }
    isMaskedTag = false
  }

  private var isNoStartTag: Bool { collected.first == "/" || collected.first == "!" }

  private static func local(_ name: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: name.lastIndex(of: ":").map { name[($0 + 1)...] } ?? name[...])
    return String(view)
  }
}
