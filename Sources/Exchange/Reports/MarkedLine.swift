/// A line of a file around a place in it, cut where it is long, harmless to a terminal and to a page.
package struct MarkedLine: Hashable, Sendable {
  package private(set) var before = ""
  /// What stands at the place; empty where the line ends there.
  package private(set) var marked = ""
  package private(set) var after = ""

  package var text: String { before + marked + after }

  /// - Parameters:
  ///   - line: without its line break.
  ///   - pointed: the index of the place, at most the length of the line; nil for a line without a place.
  ///   - beginsBefore, endsBehind: the file has more of the line on that side.
  ///   - width: so many characters at most, and an ellipsis on either side.
  package init(
    _ line: [Unicode.Scalar], at pointed: Int?, beginsBefore: Bool = false, endsBehind: Bool = false, width: Int,
    marking: Marking = .character
  ) {
    // Left of the place there should be some room, and no more than needed where the line is short.
    let place = pointed ?? 0
    let room = max(width, 1)
    var first = line.count <= room ? 0 : max(0, min(place - room / 2, line.count - room))
    if place - first > room { first = place - room / 2 }
    let last = min(line.count, first + room)
    if first > 0 || beginsBefore { before = "…" }
    guard let pointed else {
      before += Self.string(line[first..<last])
      if last < line.count || endsBehind { before += "…" }
      return
    }
    let start = min(max(pointed, first), last)
    let end = min(start + (marking == .element ? Self.length(ofElementAt: start, in: line) : 1), last)
    before += Self.string(line[first..<start])
    marked = Self.string(line[start..<end])
    after = Self.string(line[end..<last])
    if last < line.count || endsBehind { after += "…" }
  }

  /// How much is marked.
  package enum Marking {
    case character
    /// A start tag, and the element where it holds only text and ends in the line.
    case element
  }

  /// A person can make something of it.
  package static func isReadable(_ lines: some Sequence<MarkedLine>) -> Bool {
    let scalars = lines.flatMap { $0.text.unicodeScalars }
    let unreadable = scalars.count { (0x2400...0x2421).contains($0.value) || $0 == "\u{FFFD}" }
    return scalars.contains { $0 != " " } && unreadable * 4 <= scalars.count
  }

  /// How much of a line belongs to the tag, or to the element, that begins there.
  static func length(ofElementAt start: Int, in line: [Unicode.Scalar]) -> Int {
    guard start < line.count, line[start] == "<" else { return 1 }
    guard let tagEnd = endOfTag(at: start, in: line) else { return 1 }
    guard start + 1 < line.count, line[start + 1] != "/", line[start + 1] != "!", line[start + 1] != "?",
      line[tagEnd - 1] != "/", let next = line[tagEnd...].firstIndex(of: "<"), next + 1 < line.count,
      line[next + 1] == "/", let end = line[next...].firstIndex(of: ">")
    else { return tagEnd + 1 - start }
    return end + 1 - start
  }

  /// A `>` in an attribute's value ends nothing.
  private static func endOfTag(at start: Int, in line: [Unicode.Scalar]) -> Int? {
    var quote: Unicode.Scalar?
    for index in start..<line.count {
      let scalar = line[index]
      if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if scalar == ">" {
        return index
      }
    }
    return nil
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
