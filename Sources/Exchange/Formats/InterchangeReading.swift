package import XMLEngine

/// Opens files in a format: the one place where configuration and reader meet.
extension CompiledFormat {
  /// A reader for a file that comes from `system`.
  package func reader(for system: System?, source: @escaping RecordReader.Source) throws(XMLEngineError)
    -> RecordReader
  {
    var limits = XMLLimits()
    if let own = system?.limits {
      limits.size = own.size
      limits.depth = own.depth
      limits.attributes = own.attributes
      limits.tag = own.tag
      limits.errorsPerRecord = own.errorsPerRecord
    }
    return try RecordReader(
      schema: schema, layout: layout, limits: limits, encoding: system?.encoding.flatMap(TextEncoding.init),
      source: source)
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
    format.envelope.count.flatMap { reader.envelopeValue(at: $0.description) }.flatMap { Int($0) }
  }
}

extension TextEncoding {
  /// UTF-16 is told apart by its byte order mark, so naming it overrides nothing.
  init?(_ configured: System.Encoding) {
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
