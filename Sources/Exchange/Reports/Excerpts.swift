package import XMLEngine

/// What stands at some places of a file and around them, for people to look at.
///
/// One pass over the file, of any size, well-formed or not: memory holds the places and a piece of a few lines for each.
/// Characters that cannot be decoded come as U+FFFD. Lines and columns are those that the ``RecordReader`` counts.
package struct Excerpts: Sendable {
  /// A line as far as it is kept. `offset` is the column of the first character, less 1.
  struct Piece: Sendable {
    var offset = 0
    var scalars: [Unicode.Scalar] = []
    var isLonger = false
  }

  struct Place: Hashable, Comparable, Sendable {
    var line: Int
    var column: Int

    static func < (left: Place, right: Place) -> Bool { (left.line, left.column) < (right.line, right.column) }
  }

  /// What is shown of a line at most, in characters.
  package static let width = 120

  let context: Int
  /// The beginning of each line that is near a place.
  private(set) var lines: [Int: Piece] = [:]
  /// What is around each place in its line.
  private(set) var places: [Place: Piece] = [:]

  /// Nothing of no file.
  package init() {
    context = 0
  }

  /// - Parameters:
  ///   - positions: the places; only line and column count.
  ///   - context: lines before and behind each.
  ///   - source: the file from its beginning. It is read as far as the last place needs.
  ///   - override: what the inbox says of the encoding.
  ///   - masked: local names of elements and attributes whose content is not kept.
  package init(
    of positions: some Sequence<Position>, context: Int = 2, from source: RecordReader.Source,
    encoding override: TextEncoding?, masked: Set<String> = []
  ) throws(XMLEngineError) {
    self.context = context
    var reading = ExcerptReading(
      Set(positions.map { Place(line: $0.line, column: $0.column) }).sorted(), context: context,
      mask: masked.isEmpty ? nil : ContentMask(masked))
    if try reading.read(from: source, encoding: override) == .file { reading.endOfFile() }
    (lines, places) = (reading.lines, reading.places)
  }

  /// The lines around a place, of which only one has something marked; nil where a person could not read them, or the
  /// place was not asked for.
  package func excerpt(at position: Position) -> SourceExcerpt? {
    guard let piece = places[Place(line: position.line, column: position.column)] else { return nil }
    let near = max(1, position.line - context)...(position.line + context)
    let shown = near.compactMap { number -> SourceExcerpt.Line? in
      if number == position.line {
        return SourceExcerpt.Line(
          number: number, text: Self.marked(piece, column: position.column), isMarked: true)
      }
      guard let line = lines[number] else { return nil }
      let text = ShownLine(line.scalars).text
      return SourceExcerpt.Line(
        number: number, text: MarkedLine(text, at: nil, endsBehind: line.isLonger, width: Self.width), isMarked: false)
    }
    return MarkedLine.isReadable(shown.map(\.text)) ? SourceExcerpt(lines: shown) : nil
  }

  private static func marked(_ piece: Piece, column: Int) -> MarkedLine {
    let line = ShownLine(piece.scalars)
    return MarkedLine(
      line.text, at: line.place(column - 1 - piece.offset), beginsBefore: piece.offset > 0, endsBehind: piece.isLonger,
      width: width, marking: .element)
  }
}

/// Some lines of a file, one of them with a marked place.
package struct SourceExcerpt: Hashable, Sendable {
  package struct Line: Hashable, Sendable {
    package let number: Int
    package let text: MarkedLine
    /// It has the place, even where nothing stands there.
    package let isMarked: Bool
  }

  package let lines: [Line]
}
