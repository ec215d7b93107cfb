/// A line of a file, harmless, and with three dots for hidden content however long that is.
struct ShownLine {
  /// Hidden content, until it is shown as dots. A private use character never comes out of a file: it is not harmless.
  static let hidden: Unicode.Scalar = "\u{F8FF}"

  private(set) var text: [Unicode.Scalar] = []
  /// Where in the text each character of the line is shown.
  private var places: [Int] = []

  /// - Parameter line: with ``hidden`` in the place of each hidden character; a carriage return at its end is left out.
  init(_ line: some BidirectionalCollection<Unicode.Scalar>) {
    var harmless = Printable.excerpt(line)[...]
    if line.last == "\r" { harmless.removeLast() }
    var wasHidden = false
    for (scalar, shown) in zip(line, harmless) {
      places.append(text.count)
      let isHidden = scalar == Self.hidden
      if !isHidden {
        text.append(shown)
      } else if !wasHidden {
        text += Array(repeating: "•", count: 3)
      }
      wasHidden = isHidden
    }
  }

  /// Where a character of the line is shown; behind its last one, the end.
  func place(_ index: Int) -> Int {
    index < 0 ? 0 : index < places.count ? places[index] : text.count
  }
}
