import XMLEngine

/// The pass over a file in which a ``SourceListing`` is made.
struct ListingReading: LineReading {
  /// A part of a line that is shown. `offset` is the column of its first character, less 1.
  private struct Part {
    var offset: Int
    var scalars: [Unicode.Scalar] = []
  }

  private(set) var lines: [SourceListing.Line] = []
  /// The file has more than what was asked for.
  private(set) var isDone = false
  private let range: ClosedRange<Int>
  /// The places of each line, by their index, with their columns.
  private let places: [Int: [(index: Int, column: Int)]]
  private var mask: ContentMask?
  var decoder = LenientDecoder(.utf8)
  private var line = 1
  private var column = 1
  /// What is shown of this line, in its order.
  private var windows: [Range<Int>] = []
  private var parts: [Part] = []

  init(_ range: ClosedRange<Int>, _ places: [Position], mask: ContentMask?) {
    self.range = range
    self.mask = mask
    var found: [Int: [(index: Int, column: Int)]] = [:]
    for (index, place) in places.enumerated() where range.contains(place.line) {
      found[place.line, default: []].append((index, place.column))
    }
    self.places = found.mapValues { $0.sorted { ($0.column, $0.index) < ($1.column, $1.index) } }
    startLine()
  }

  var canSkip: Bool { line < range.lowerBound && mask == nil }

  /// The last line has no line break; an empty one is none, unless a place is there.
  mutating func endOfFile() {
    if range.contains(line), column > 1 || places[line] != nil { endLine() }
  }

  mutating func step(_ scalar: Unicode.Scalar) {
    guard line <= range.upperBound else {
      isDone = true
      return
    }
    let isHidden = mask?.hides(scalar) ?? false
    guard scalar != "\n" else { return breakLine() }
    defer { column += 1 }
    while let window = windows.first, column >= window.upperBound { windows.removeFirst() }
    guard line >= range.lowerBound, let window = windows.first, window.contains(column) else { return }
    if column == window.lowerBound { parts.append(Part(offset: column - 1)) }
    parts[parts.count - 1].scalars.append(isHidden ? ShownLine.hidden : scalar)
  }

  mutating func breakLine() {
    if range.contains(line) { endLine() }
    line += 1
    column = 1
    startLine()
  }

  private mutating func startLine() {
    parts = []
    windows = [1..<SourceListing.width + 1]
    let far = (places[line] ?? []).filter { $0.column > SourceListing.width }
    for place in far.prefix(SourceListing.mostPlaces) {
      let last = windows.count - 1
      let start = place.column - SourceListing.around
      let end = place.column + SourceListing.around
      if start <= windows[last].upperBound {
        windows[last] = windows[last].lowerBound..<max(end, windows[last].upperBound)
      } else {
        windows.append(start..<end)
      }
    }
  }

  // MARK: - One line

  private mutating func endLine() {
    let here = places[line] ?? []
    var pieces: [SourceListing.Piece] = []
    var next = 0
    for part in parts {
      if part.offset > next { pieces.append(.left(part.offset - next)) }
      next = part.offset + part.scalars.count
      let isLast = next == column - 1
      // A place at the end of the line stands behind its last character.
      let inside = here.filter { part.offset < $0.column && ($0.column <= next || isLast) }
      pieces += Self.pieces(part, inside)
    }
    if column - 1 > next { pieces.append(.left(column - 1 - next)) }
    if parts.isEmpty, !here.isEmpty { pieces.append(.marked("", places: here.map(\.index))) }
    lines.append(SourceListing.Line(number: line, pieces: pieces, places: here.map(\.index)))
  }

  private static func pieces(_ part: Part, _ places: [(index: Int, column: Int)]) -> [SourceListing.Piece] {
    let line = ShownLine(part.scalars)
    var pieces: [SourceListing.Piece] = []
    var shown = 0
    var rest = places[...]
    while let place = rest.popFirst() {
      let start = max(shown, line.place(place.column - 1 - part.offset))
      let end = min(line.text.count, start + MarkedLine.length(ofElementAt: start, in: line.text))
      var indices = [place.index]
      while let next = rest.first, line.place(next.column - 1 - part.offset) < max(end, start + 1) {
        indices.append(next.index)
        rest = rest.dropFirst()
      }
      if start > shown { pieces.append(.text(string(line.text[shown..<start]))) }
      pieces.append(.marked(string(line.text[start..<max(start, end)]), places: indices))
      shown = max(start, end)
    }
    if shown < line.text.count { pieces.append(.text(string(line.text[shown...]))) }
    return pieces
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
