/// Reads nodes into a ``Configuration`` and collects every problem on the way.
///
/// Each section is read by a method of its own. A method that finds something wrong notes it and goes on with a default,
/// so that one run shows all there is to mend; the half-read result is thrown away in the end.
struct ConfigurationReader {
  /// As the user named the file.
  let file: String
  /// Absolute.
  let folder: String
  let environment: [String: String]
  private(set) var problems: [ConfigurationProblem] = []
  /// Systems that do not say whose keys they go by.
  var withoutRole: Set<String> = []
  /// What schedules refer to.
  var calendars: [String: Holidays] = [:]
  var timeZone = Zone.utc
  /// Files that stand in the place of texts, absolute.
  var referencedFiles: Set<String> = []
  /// The format packs that were read, by the file that places in them name.
  var packs: [String: PackFile] = [:]

  enum Key: String, CaseIterable {
    case node
    case ledger
    case archive
    case rejected
    case desk
    case reserve
    case language
    case mask
    case retention
    case speed
    case timeZone = "time-zone"
    case calendars
    case service
    case console
    case environment
    case systems
    case formats
    case flows
    case entities
    case incidents
  }

  init(file: String, folder: String, environment: [String: String]) {
    self.file = file
    self.folder = folder
    self.environment = environment
  }

  mutating func configuration(from root: ConfigurationNode) -> Configuration {
    let section = section(root, "the configuration", at: root.place, keys: Key.self)
    let node = text(section[.node], "a name")
    if let node, !Self.isSafeName(node.value) {
      note(node.place, "\"\(node.written)\" cannot name a node", Self.safeNames)
    }
    timeZone = zone(section[.timeZone], default: .utc)
    calendars = readCalendars(section[.calendars])
    let systems = requiredMap(section, .systems, "systems by name").map { readSystem($0) }
    let formats = requiredMap(section, .formats, "formats by name").map { readFormat($0) }
    let flows = named(list(required(section, .flows), "a list of flows").map { readFlow($0) })
    let entities = map(section[.entities], "entities by name").compactMap { readEntity($0) }
    var configuration = Configuration(
      file: file, folder: folder, node: node?.value ?? "main",
      ledger: path(section[.ledger], "a file") ?? standardPath("ledger/kontor.sqlite"),
      archive: path(section[.archive], "a folder") ?? standardPath("archive"),
      rejected: path(section[.rejected], "a folder") ?? standardPath("rejected"),
      desk: path(section[.desk], "a folder") ?? standardPath("desk"),
      reserve: size(section[.reserve], default: 64 << 20),
      systems: addRoles(to: systems, flows), formats: formats, flows: flows,
      entities: Dictionary(uniqueKeysWithValues: entities.map { ($0.entity, $0) }))
    configuration.language = choice(section[.language], "language of reports", default: .english)
    configuration.timeZone = timeZone
    configuration.calendars = calendars
    configuration.speed = readSpeed(section[.speed])
    configuration.incidents = section[.incidents].map { readIncidents($0) } ?? .standard
    configuration.retention = readRetention(section[.retention])
    configuration.service = readService(section[.service])
    configuration.console = section[.console].map { readConsole($0, standard: configuration.standardConsole) }
    configuration.environment = choice(section[.environment], "environment", default: .production)
    configuration.maskedPlaces = readMask(section[.mask])
    configuration.masked = Set(configuration.maskedPlaces.keys)
    configuration.referencedFiles = referencedFiles
    return configuration
  }

  mutating func note(_ place: Place, _ message: String, _ remedy: String? = nil, suggestion: String? = nil) {
    let problem = ConfigurationProblem(
      .error, file: place.file ?? file, place: place, message: message, remedy: remedy, suggestion: suggestion)
    // Two formats that use the same pack would tell its mistakes twice.
    if place.file == nil || !problems.contains(problem) { problems.append(problem) }
  }

  private func standardPath(_ written: String) -> ConfiguredPath {
    ConfiguredPath(written: written, absolute: ConfiguredPath.absolute(written, from: folder), place: .start)
  }

  static let safeNames = "use letters, digits, - and _ (ASCII, at most 40), and begin with a letter or digit"

  /// Whether a name can be part of a file name on every system that may share the folders.
  static func isSafeName(_ name: String) -> Bool {
    guard let first = name.first, name.count <= 40, first != "-", first != "_" else { return false }
    return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }
}
