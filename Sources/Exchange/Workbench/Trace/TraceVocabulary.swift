package import XMLEngine

/// Values that are known to be possible, for trying them in the place of others.
package struct TraceVocabulary: Sendable {
  /// For elements and attributes of a name.
  package var words: [String: [String]]
  /// Values of which one can stand for another, whatever it is that has them.
  package var families: [[String]]

  package init(words: [String: [String]] = [:], families: [[String]] = []) {
    self.words = words
    self.families = families
  }

  /// For the files of a format: what its schema lists, and the system's own codes.
  package init(reading format: Format) throws(XMLEngineError) {
    self.init(
      words: try SchemaModel(path: format.schema.absolute).vocabulary,
      families: format.codes.map { $0.values.values.sorted() } + [Self.terms])
  }

  /// For the canonical records that formats write.
  package init(writing formats: [Format], canonical: Schema) throws(XMLEngineError) {
    self.init(words: try SchemaModel(path: canonical.path).vocabulary, families: [Self.terms])
    for translation in formats.flatMap(\.codes) { words[translation.element] = translation.values.keys.sorted() }
  }

  /// The codes for PaymentTerms that the shipped mappings know; see `xsd/exchange.xsd`.
  static let terms = ["NET30", "NET14", "NET60", "NET0", "PREPAID", "14D2-NET30"]
}
