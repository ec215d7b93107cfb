package import XMLEngine

/// How one kind of file looks, and how it becomes canonical or is made from canonical.
package struct Format: Sendable, Equatable {
  package var name: String
  /// Where the format begins in the configuration file.
  package var place: Place
  /// The root element of its files; nil when the schema alone decides.
  package var root: RootName?
  package var schema: ConfiguredPath
  /// Where its records are. Empty for a format that Kontor only writes.
  package var records: [RecordLocation]
  package var envelope: EnvelopePaths
  /// Elements among the records that are none, and are passed over.
  package var ignored: [ElementPath]
  /// How a record becomes canonical.
  package var reading: Reading
  /// The stylesheets that make a record of this format out of a canonical one. An entity without one is written as it is.
  package var write: [Entity: ConfiguredPath]
  /// What every stylesheet of the format gets as its string parameters.
  package var parameters: [String: String]
  /// What it calls the codes of the canonical vocabulary, each element once.
  package var codes: [CodeTranslation]
  package var document: DocumentRule
  /// What goes along in the document of a record: with an order, the customers that it names.
  package var companions: [Entity: [Entity]] = [:]
  /// The entities of which a system's own record is kept as it came, and given back to whatever writes the next one for it:
  /// for importers that wipe what a document leaves out.
  package var carries: Set<Entity> = []
  /// The encoding of what is written; nil for the one that `xsl:output` asks for, which is UTF-8 unless it says otherwise.
  package var encoding: OutputEncoding?
  /// What becomes of characters that the encoding lacks.
  package var unmappable = UnmappableRule.refuse
  /// The `format.yaml` of the pack that it comes from; nil where the configuration says everything itself.
  package var pack: ConfiguredPath?

  /// The way from a record of the format to a canonical one.
  package enum Reading: Sendable, Equatable {
    /// It is canonical already.
    case asItStands
    case stylesheet(ConfiguredPath)
    case stylesheets([Entity: ConfiguredPath])
  }

  package init(
    name: String, place: Place, root: RootName?, schema: ConfiguredPath, records: [RecordLocation],
    envelope: EnvelopePaths, ignored: [ElementPath], reading: Reading, write: [Entity: ConfiguredPath],
    parameters: [String: String], codes: [CodeTranslation] = [], document: DocumentRule
  ) {
    self.name = name
    self.place = place
    self.root = root
    self.schema = schema
    self.records = records
    self.envelope = envelope
    self.ignored = ignored
    self.reading = reading
    self.write = write
    self.parameters = parameters
    self.codes = codes
    self.document = document
  }

  /// The namespace of `xsd/exchange.xsd`.
  package static let canonicalNamespace = "urn:kontor:exchange:1"

  /// Whether the files of the format are canonical, so that they need no stylesheet.
  package var isCanonical: Bool { root?.namespace == Self.canonicalNamespace }

  /// The stylesheet that makes a record canonical; nil when it is so already.
  package func readStylesheet(for entity: Entity) -> ConfiguredPath? {
    switch reading {
    case .asItStands: nil
    case .stylesheet(let path): path
    case .stylesheets(let paths): paths[entity]
    }
  }
}

/// One place at which the records of an entity are in a file. An entity may have several.
package struct RecordLocation: Sendable, Equatable {
  package var entity: Entity
  package var path: ElementPath
  package var place: Place

  package init(entity: Entity, path: ElementPath, place: Place) {
    self.entity = entity
    self.path = path
    self.place = place
  }
}

/// What Kontor's documents in a format are called, and what each one holds.
package struct DocumentRule: Sendable, Equatable {
  /// How much of an entity a document tells.
  package enum Content: String, Sendable, CaseIterable {
    /// Everything that holds, for an importer that wipes what is missing. The default.
    case full
    /// Its keys and what is new to the receiver.
    case changed
  }

  package var name: NameTemplate
  /// The most records in one document, from 1.
  package var records: Int
  package var content: Content

  package init(name: NameTemplate, records: Int, content: Content = .full) {
    self.name = name
    self.records = records
    self.content = content
  }

  /// One record to a document, named after it.
  package static let standard = DocumentRule(name: .standard, records: 1)
}
