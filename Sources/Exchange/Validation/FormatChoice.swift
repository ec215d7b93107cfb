package import XMLEngine

/// Finds out in which format a file is, by its root element.
package enum FormatChoice {
  /// The first format whose root element the file has; where it has none of them, the first format, whose reader then
  /// says what is wrong. Nil only where there are no formats.
  ///
  /// - Parameter open: opens the file from its beginning, once for each format that is tried.
  package static func choose(
    among formats: [CompiledFormat], open: () throws -> RecordReader.Source
  ) throws -> CompiledFormat? {
    guard formats.count > 1 else { return formats.first }
    for format in formats {
      let reader = try format.reader(for: nil, source: try open())
      _ = try reader.next()
      if case .refused(let diagnostic) = reader.end, diagnostic.code == .rootUnknown { continue }
      return format
    }
    return formats.first
  }
}
