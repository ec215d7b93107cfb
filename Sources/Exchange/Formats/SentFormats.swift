package import XMLEngine

/// The formats that the files of a system come in. Which of them a file is in, its root element says, while it is read.
package struct SentFormats {
  /// Where nothing says otherwise.
  package let first: CompiledFormat
  /// Of several with the same root element the one ahead counts.
  package let others: [CompiledFormat]

  package init(_ first: CompiledFormat, or others: [CompiledFormat] = []) {
    self.first = first
    self.others = others
  }

  /// Nil where there are none.
  package init?(_ formats: [CompiledFormat]) {
    guard let first = formats.first else { return nil }
    self.init(first, or: Array(formats.dropFirst()))
  }

  /// In the order of the configuration.
  package var all: [CompiledFormat] { [first] + others }

  /// Whether a file can be canonical as it stands.
  package var includeCanonical: Bool { all.contains { $0.format.isCanonical } }

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
      first.kind, or: others.map(\.kind), limits: limits, encoding: system?.encoding.flatMap(TextEncoding.init),
      workers: first.workers, source: source)
  }

  /// The format of the file that a reader of ``reader(for:source:)`` reads: the first one until its root element has been
  /// read, and where that is none of theirs.
  package func format(of reader: RecordReader) -> CompiledFormat {
    guard let place = reader.kind, place > 0 else { return first }
    return others[place - 1]
  }
}

extension CompiledFormat {
  fileprivate var kind: FileKind { FileKind(schema: schema, layout: layout) }

  /// The root elements of its files; none where it is only written.
  var roots: [String] { format.records.isEmpty ? [] : kind.roots }
}

extension FormatCatalogue {
  /// The format in which records of an entity are written for a system, as in ``Configuration/format(for:writing:)``.
  func writing(_ entity: Entity, for system: System) -> CompiledFormat? {
    system.formats.lazy.compactMap { self[$0.value] }
      .first { $0.format.isCanonical || $0.format.write[entity] != nil }
  }

  /// What a system drops; nil where the configuration has none of these formats.
  package func sent(by system: System) -> SentFormats? {
    SentFormats(system.sends.compactMap { self[$0.value] })
  }

  /// A sender and the formats of the files that it drops; nil where the configuration names it no more. The desk is one.
  func reading(of sender: String, in configuration: Configuration) -> (System, SentFormats)? {
    if sender == System.desk { return (.desk(of: configuration), SentFormats(desk)) }
    guard let system = configuration.system(named: sender), let formats = sent(by: system) else { return nil }
    return (system, formats)
  }
}
