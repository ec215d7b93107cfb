/// A text in which the values that are shown to nobody are hidden: a numbered mark stands for each of them, which gives it
/// back.
///
/// Whoever edits the text may leave a mark, move it, take it out, or write a new value in its place.
package struct HiddenValues: Sendable {
  /// With the marks.
  package let text: String
  private let values: [String]
  /// What a number stands between, such as `•••`: longer than anything of its kind in the text.
  private let dots: String

  /// - Parameters:
  ///   - text: with a line feed for every line end.
  ///   - names: local names of elements and attributes.
  package init(in text: String, _ names: Set<String>) {
    var dots = "•••"
    while text.contains(dots) { dots += "•" }
    self.dots = dots
    guard !names.isEmpty else {
      (self.text, values) = (text, [])
      return
    }
    var mask = ContentMask(names)
    var shown = String.UnicodeScalarView()
    var hidden = String.UnicodeScalarView()
    var values: [String] = []
    func close() {
      // White space between elements is no value, and the lines stay as they are.
      if hidden.allSatisfy({ $0.properties.isWhitespace }) {
        shown.append(contentsOf: hidden)
      } else {
        values.append(String(hidden))
        shown.append(contentsOf: "\(dots)\(values.count)\(dots)".unicodeScalars)
      }
      hidden = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if mask.hides(scalar), scalar != "\n" {
        hidden.append(scalar)
      } else {
        close()
        shown.append(scalar)
      }
    }
    close()
    self.text = String(shown)
    self.values = values
  }

  /// How many values are hidden.
  package var count: Int { values.count }

  /// An edited version with the values in their places again.
  ///
  /// - Throws: ``UnfitText`` for a mark that stands for none.
  package func restored(in edited: String) throws(UnfitText) -> String {
    guard !values.isEmpty else { return edited }
    let (scalars, dots) = (Array(edited.unicodeScalars), Array(dots.unicodeScalars))
    var result = String.UnicodeScalarView()
    var (line, column) = (1, 1)
    var index = 0
    while index < scalars.count {
      guard scalars[index...].starts(with: dots) else {
        result.append(scalars[index])
        (line, column) = scalars[index] == "\n" ? (line + 1, 1) : (line, column + 1)
        index += 1
        continue
      }
      let digits = scalars[(index + dots.count)...].prefix { ("0"..."9").contains($0) }
      let end = digits.endIndex + dots.count
      guard let number = Int(digits.map(String.init).joined()), values.indices.contains(number - 1),
        scalars[digits.endIndex...].starts(with: dots)
      else {
        let mark = scalars[index..<min(end, scalars.count)].map(String.init).joined()
        throw UnfitText(.hiddenValue(mark), line: line, column: column)
      }
      result.append(contentsOf: values[number - 1].unicodeScalars)
      column += end - index
      index = end
    }
    return String(result)
  }
}
