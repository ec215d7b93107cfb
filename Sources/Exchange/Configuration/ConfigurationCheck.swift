/// Finds out whether the parts of a configuration fit together, and whether they fit the disk as it is now.
///
/// Nothing is created, changed or held open.
package struct ConfigurationCheck {
  let configuration: Configuration
  /// Looks at a path. Tests put permissions here that a privileged user never meets.
  let look: (String) -> PathFacts
  private var found: [ConfigurationProblem] = []

  private init(_ configuration: Configuration, look: @escaping (String) -> PathFacts) {
    self.configuration = configuration
    self.look = look
  }

  /// Every problem, in the order of the file. Kontor can run when none of them is an error.
  ///
  /// - Parameters:
  ///   - folders: false leaves out whether the folders can be used now. The program that works in them finds that out
  ///     again and again, and goes on with the others meanwhile.
  ///   - moment: From when on schedules are looked at.
  package static func problems(
    in configuration: Configuration, folders: Bool = true, at moment: Timestamp = .now(),
    look: @escaping (String) -> PathFacts = PathFacts.init(path:)
  ) -> [ConfigurationProblem] {
    var check = ConfigurationCheck(configuration, look: look)
    check.checkFormats()
    check.checkPaths()
    check.checkFlows()
    check.checkSchedules(from: moment)
    check.checkAgreement()
    check.checkAcknowledgements()
    check.checkLayout()
    check.checkSharedOutboxes()
    check.checkReceipts()
    check.checkIncidents(folders: folders)
    check.checkMetrics(folders: folders)
    check.checkConsole(folders: folders)
    if folders { check.checkFolders() }
    check.checkFiles()
    check.checkMask()
    check.checkRetention()
    return check.found.inOrder()
  }

  /// What is wrong with a pack by itself: paths that cannot be followed, files that are not there.
  ///
  /// - Parameter file: its `format.yaml`, as messages show it.
  package static func problems(in pack: FormatPack, file: String) -> [ConfigurationProblem] {
    let none = ConfiguredPath(written: "", absolute: pack.folder, place: .start)
    var check = ConfigurationCheck(
      Configuration(
        file: file, folder: pack.folder, node: "", ledger: none, archive: none, rejected: none, desk: none, reserve: 0,
        systems: [], formats: [pack.format], flows: [], entities: [:]),
      look: PathFacts.init(path:))
    check.checkPaths()
    check.checkFiles()
    return check.found.inOrder()
  }

  mutating func note(_ place: Place, _ message: String, _ remedy: String? = nil, suggestion: String? = nil) {
    found.append(
      ConfigurationProblem(
        .error, file: place.file ?? configuration.file, place: place, message: message, remedy: remedy,
        suggestion: suggestion))
  }

  mutating func warn(_ place: Place, _ message: String, _ remedy: String) {
    found.append(
      ConfigurationProblem(
        .warning, file: place.file ?? configuration.file, place: place, message: message, remedy: remedy))
  }

  private mutating func checkFormats() {
    let names = configuration.formats.map(\.name)
    for system in configuration.systems {
      for format in system.formats + (system.sendsOthers ? system.sends : []) where !names.contains(format.value) {
        note(
          format.place, "unknown format \"\(format.value)\"", "expected \(ConfigurationReader.either(names))",
          suggestion: NearestName.of(format.value, among: names))
      }
    }
    let used = Set(configuration.systems.flatMap { ($0.formats + $0.sends).map(\.value) })
    // The canonical format is used by every mapping, whether or not a system speaks it.
    for format in configuration.formats where !used.contains(format.name) && !format.isCanonical {
      warn(format.place, "no system uses format \"\(format.name)\"", "remove it, or name it in a system")
    }
    for system in configuration.systems { checkUse(ofFormatsOf: system) }
  }
}
