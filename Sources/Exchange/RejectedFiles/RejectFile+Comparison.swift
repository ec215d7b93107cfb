package import XMLEngine

extension RejectFile {
  /// Whether all records of a file stand in another one as they are and in the same order, whatever stands around them:
  /// what is to be put right in the reject file where it lies, which may hold more that was settled since.
  ///
  /// The comments are Kontor's own, and may come from another version, so they do not count. Reads both once, in constant
  /// memory.
  package static func records(
    of attempt: @escaping RecordReader.Source, standIn filed: @escaping RecordReader.Source, formats: SentFormats,
    sender: System
  ) throws -> Bool {
    let wanted = try formats.reader(for: sender, source: attempt)
    let found = try formats.reader(for: sender, source: filed)
    while let record = try wanted.next() {
      let text = try text(of: record)
      var isThere = false
      while !isThere, let candidate = try found.next() {
        isThere = try candidate.element == record.element && Self.text(of: candidate) == text
      }
      if !isThere { return false }
    }
    return true
  }

  /// Empty for an element that is no known record, of which nothing can become.
  private static func text(of record: Record) throws -> [UInt8] {
    guard let root = record.root else { return [] }
    return try root.document.extracting(root).serialized()
  }
}
