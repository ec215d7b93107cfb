/// Everything that one configuration file says, defaults filled in.
///
/// A value of this type has passed the reader: each part is well formed by itself. Whether the parts fit together, and
/// fit the disk, is what ``ConfigurationCheck`` finds out.
package struct Configuration: Sendable, Equatable {
  /// The file, as the user named it.
  package var file: String
  /// The absolute folder of the file, from which relative paths start.
  package var folder: String
  /// The name of this installation in ledger, log and acknowledgements. Default: `main`.
  package var node: String
  /// The ledger's database file. Default: `ledger/kontor.sqlite`.
  package var ledger: ConfiguredPath
  /// Where processed files end. Default: `archive`.
  package var archive: ConfiguredPath
  /// Where rejected files and their reports end. Default: `rejected`.
  package var rejected: ConfiguredPath
  /// Kontor's own inbox, for what people decide. Default: `desk`.
  package var desk: ConfiguredPath
  /// How much of each file system is left alone, in bytes. Default: 64 MiB.
  package var reserve: Int
  /// In the order of the file.
  package var systems: [System]
  /// In the order of the file.
  package var formats: [Format]
  /// In the order of the file.
  package var flows: [Flow]
  /// What the file says about single entities; ask ``rules(for:)``, which knows the defaults too.
  package var entities: [Entity: EntityRules]
  /// The language of reports for people. Default: English.
  package var language = Language.english
  package var speed = Speed()
  package var incidents = IncidentRules.standard
  /// The zone of schedules that name none. Default: UTC.
  package var timeZone = Zone.utc
  /// Lists of holidays, by name.
  package var calendars: [String: Holidays] = [:]
  /// How long things are kept. Default: for good, as they came.
  package var retention = RetentionRule()
  package var service = ServiceRule()
  /// Nil where `kontor run` has no console. Default: none.
  package var console: ConsoleRule?
  /// Default: production.
  package var environment = SiteEnvironment.production
  /// Files that stand in the place of texts, absolute.
  package var referencedFiles: Set<String> = []
  /// Names of elements and attributes whose values are shown to nobody. Default: none.
  package var masked: Set<String> = []
  /// Where each of them stands in the file.
  package var maskedPlaces: [String: Place] = [:]

  package init(
    file: String, folder: String, node: String, ledger: ConfiguredPath, archive: ConfiguredPath,
    rejected: ConfiguredPath, desk: ConfiguredPath, reserve: Int, systems: [System], formats: [Format],
    flows: [Flow], entities: [Entity: EntityRules]
  ) {
    self.file = file
    self.folder = folder
    self.node = node
    self.ledger = ledger
    self.archive = archive
    self.rejected = rejected
    self.desk = desk
    self.reserve = reserve
    self.systems = systems
    self.formats = formats
    self.flows = flows
    self.entities = entities
  }

  package func system(named name: String) -> System? {
    systems.first { $0.name == name }
  }

  package func format(named name: String) -> Format? {
    formats.first { $0.name == name }
  }

  package func rules(for entity: Entity) -> EntityRules {
    entities[entity] ?? .standard(for: entity)
  }

  package func flow(named name: String) -> Flow? {
    flows.first { $0.name == name }
  }

  /// The flows that start at a system, in the order of the file.
  package func flows(from system: String) -> [Flow] {
    flows.filter { $0.from.value == system }
  }
}
