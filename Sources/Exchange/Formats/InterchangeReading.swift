package import XMLEngine

/// Opens files in a format: the one place where configuration and reader meet.
extension CompiledFormat {
  /// A reader for a file that comes from `system`.
  package func reader(for system: System?, source: @escaping RecordReader.Source) throws(XMLEngineError)
    -> RecordReader
  {
    try SentFormats(self).reader(for: system, source: source)
  }

  /// What the envelope says, as far as the file has been read.
  package func envelope(in reader: RecordReader) -> Envelope {
    func value(_ path: ElementPath?) -> String? {
      guard let path, let value = reader.envelopeValue(at: path.description), !value.isEmpty else { return nil }
      return value
    }
    let paths = format.envelope
    var envelope = Envelope()
    envelope.sender = value(paths.sender)
    envelope.receiver = value(paths.receiver)
    envelope.controlNumber = value(paths.controlNumber)
    envelope.created = value(paths.created)
    envelope.isTest = value(paths.test).map { $0 == "true" || $0 == "1" } ?? false
    return envelope
  }

  /// How many records the file says it holds, once it has been read to its end.
  package func announcedCount(in reader: RecordReader) -> Int? {
    announcement(in: reader).flatMap { Int($0) }
  }

  private func announcement(in reader: RecordReader) -> String? {
    format.envelope.count.flatMap { reader.envelopeValue(at: $0.description) }
  }

  /// What is wrong with the count that a file announces, if it announces one.
  package func countIssue(in reader: RecordReader, read: Int) -> Issue? {
    guard let announced = announcement(in: reader), Int(announced) != read else { return nil }
    let reason =
      Int(announced) == nil
      ? "The file says that it holds “\(Diagnostic.cut(announced))” records, which is no number that can be checked"
      : "The file says that it holds \(announced) records, but there are \(read): records are missing or doubled"
    return Issue(
      .recordCount, phase: .envelope, value: announced, expected: String(read), "\(reason), so nothing of it is used.")
  }

  /// What is wrong where the envelope goes on behind the records and says something there that they should have been
  /// judged by.
  package func lateIssue(in reader: RecordReader, known: Envelope) -> Issue? {
    let whole = envelope(in: reader)
    let (name, path, value): (String, ElementPath?, String?)
    if whole.isTest != known.isTest {
      (name, path, value) = ("test flag", format.envelope.test, nil)
    } else if whole.controlNumber != known.controlNumber {
      (name, path, value) = ("control number", format.envelope.controlNumber, whole.controlNumber)
    } else {
      return nil
    }
    return Issue(
      .envelopeLate, phase: .envelope, path: path.map { "/*/\($0)" }, value: value,
      expected: "the \(name) before the records",
      "The \(name) stands behind the records, which were to be judged by it, so nothing of the file is used.")
  }
}

extension TextEncoding {
  /// UTF-16 is told apart by its byte order mark, so naming it overrides nothing.
  package init?(_ configured: System.Encoding) {
    switch configured {
    case .utf8: self = .utf8
    case .utf16: return nil
    case .ascii: self = .ascii
    case .latin1: self = .latin1
    case .latin9: self = .latin9
    case .windows1252: self = .windows1252
    }
  }
}
