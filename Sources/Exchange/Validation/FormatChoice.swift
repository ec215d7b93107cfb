package import XMLEngine

/// Finds out in which format a file is, by its root element.
package enum FormatChoice {
  /// The format whose root element the file has; where it has none of them, all, whose reader then says what is wrong.
  /// Nil only where there are no formats.
  ///
  /// - Parameter open: opens the file from its beginning.
  package static func choose(
    among formats: [CompiledFormat], open: () throws -> RecordReader.Source
  ) throws -> SentFormats? {
    guard let all = SentFormats(formats), formats.count > 1 else { return SentFormats(formats) }
    let reader = try all.reader(for: nil, source: try open())
    _ = try reader.next()
    return reader.kind == nil ? all : SentFormats(all.format(of: reader))
  }
}
