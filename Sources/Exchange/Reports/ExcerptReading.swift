import XMLEngine

/// The pass over a file in which ``Excerpts`` are made.
struct ExcerptReading: LineReading {
  typealias Place = Excerpts.Place
  typealias Piece = Excerpts.Piece

  private(set) var lines: [Int: Piece] = [:]
  private(set) var places: [Place: Piece] = [:]
  private let context: Int
  private var mask: ContentMask?
  var decoder = LenientDecoder(.utf8)
  private var line = 1
  private var column = 1
  /// Places that the reading has not come near yet, in their order.
  private var ahead: ArraySlice<Place>
  /// Places in this line whose surroundings are being read.
  private var open: [Place] = []
  /// The last line that is near a place that was met, and whether this line is near one.
  private var near = 0
  private var isNear = false
  /// The last line in which something is wanted.
  private let lastLine: Int

  init(_ places: [Place], context: Int, mask: ContentMask?) {
    ahead = places[...]
    self.context = context
    self.mask = mask
    lastLine = (places.last?.line).map { $0 + context } ?? 0
    startLine()
  }

  /// Nothing further is wanted.
  var isDone: Bool { line > lastLine }

  var canSkip: Bool { !isNear && mask == nil && column == 1 }

  mutating func endOfFile() {
    // The place may be the end of the file.
    for place in ahead where place.line == line { places[place] = piece(around: place) }
    for place in open where places[place] == nil { places[place] = piece(around: place) }
  }

  mutating func step(_ scalar: Unicode.Scalar) {
    let isHidden = mask?.hides(scalar) ?? false
    guard scalar != "\n" else { return breakLine() }
    defer { column += 1 }
    guard isNear else { return }
    let kept = isHidden ? ShownLine.hidden : scalar
    keep(kept, in: &lines[line, default: Piece()], until: Excerpts.width + 1)
    while let next = ahead.first, next.line == line, column >= next.column - Excerpts.width {
      open.append(ahead.removeFirst())
      places[next] = Piece(offset: column - 1)
    }
    guard !open.isEmpty else { return }
    for place in open { keep(kept, in: &places[place, default: Piece()], until: 2 * Excerpts.width) }
    open.removeAll { places[$0]?.isLonger == true }
  }

  private func keep(_ scalar: Unicode.Scalar, in piece: inout Piece, until most: Int) {
    if piece.scalars.count < most { piece.scalars.append(scalar) } else { piece.isLonger = true }
  }

  /// What there is of the line of a place that lies behind its end.
  private func piece(around place: Place) -> Piece {
    places[place] ?? lines[line] ?? Piece()
  }

  mutating func breakLine() {
    if isNear, lines[line] == nil { lines[line] = Piece() }
    // A place behind the end of its line.
    while let next = ahead.first, next.line <= line {
      ahead.removeFirst()
      if next.line == line { places[next] = piece(around: next) }
    }
    open = []
    line += 1
    column = 1
    startLine()
  }

  private mutating func startLine() {
    // Places come in order, so the first one that lies ahead is the nearest.
    if let next = ahead.first, next.line - context <= line { near = max(near, reach) }
    isNear = line <= near
  }

  /// The last line that is near a place of this line or of one that begins within the context.
  private var reach: Int {
    var reach = near
    for place in ahead {
      guard place.line - context <= line else { break }
      reach = max(reach, place.line + context)
    }
    return reach
  }
}
