package import XMLEngine

/// Some lines of a file with their numbers, in which the places of issues are marked, for a person to look at.
///
/// One pass over the file, of any size, well-formed or not: memory holds what is shown. Characters that cannot be decoded
/// come as U+FFFD, and everything is harmless. Lines and columns are those that the ``RecordReader`` counts.
package struct SourceListing: Sendable {
  package enum Piece: Hashable, Sendable {
    case text(String)
    /// What stands at a place, with the places that begin in it, by their index. Empty where nothing stands there.
    case marked(String, places: [Int])
    /// So many characters are not shown.
    case left(Int)
  }

  package struct Line: Hashable, Sendable {
    package let number: Int
    package let pieces: [Piece]
    /// The places in it, by their index.
    package let places: [Int]

    package init(number: Int, pieces: [Piece], places: [Int]) {
      self.number = number
      self.pieces = pieces
      self.places = places
    }
  }

  /// Why the lines end.
  package enum End: Hashable, Sendable {
    /// With the file.
    case file
    /// There are more lines.
    case lines
    /// So much of the file was read that reading on would take too long.
    case limit
  }

  package let lines: [Line]
  package let end: End

  /// So many characters of a line are shown from its beginning.
  package static let width = 1000
  /// Around a place further on.
  static let around = 200
  /// Places of one line beyond the first ``width`` characters around which something is shown.
  static let mostPlaces = 20
  /// So many bytes of a file are read.
  package static let longest = 64 << 20

  /// - Parameters:
  ///   - range: which lines, counted from 1.
  ///   - places: what is marked; only line and column count.
  ///   - source: the file from its beginning. It is read as far as the last line.
  ///   - override: what the inbox says of the encoding.
  ///   - masked: local names of elements and attributes whose content is shown as dots.
  ///   - limit: bytes that are read at most.
  package init(
    of range: ClosedRange<Int>, places: [Position] = [], from source: RecordReader.Source,
    encoding override: TextEncoding? = nil, masked: Set<String> = [], limit: Int = longest
  ) throws(XMLEngineError) {
    var reading = ListingReading(range, places, mask: masked.isEmpty ? nil : ContentMask(masked))
    let came = try reading.read(from: source, encoding: override, limit: limit)
    if came != .wanted { reading.endOfFile() }
    end =
      switch came {
      case .wanted: .lines
      case .file: .file
      case .limit: .limit
      }
    lines = reading.lines
  }
}
