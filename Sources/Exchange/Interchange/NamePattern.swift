package import DropFolder

/// A pattern of file names: `*` stands for any text, also none, and `?` for one character. Nothing else is special, and
/// letter case is ignored.
package struct NamePattern: Sendable {
  private let pattern: [Unicode.Scalar]

  package init(_ text: String) {
    pattern = Array(text.lowercased().unicodeScalars)
  }

  /// Whether the whole name, as text, is of this pattern. Takes time in proportion to the product of both lengths at
  /// worst.
  package func matches(_ name: FileName) -> Bool {
    let name = Array(String(decoding: name.bytes, as: UTF8.self).lowercased().unicodeScalars)
    var (place, next) = (0, 0)
    /// After the last `*`, and where the name goes on if that takes no more than it has taken so far.
    var lastStar: (place: Int, next: Int)?
    while next < name.count {
      if place < pattern.count, pattern[place] == "*" {
        place += 1
        lastStar = (place, next)
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == name[next] {
        place += 1
        next += 1
      } else if let star = lastStar {
        lastStar = (star.place, star.next + 1)
        (place, next) = (star.place, star.next + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}
