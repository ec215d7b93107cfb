import Foundation

/// A format in a folder of its own, with all that belongs to it: `format.yaml`, schema, stylesheets, samples, a page for
/// people.
package struct FormatPack: Sendable, Equatable {
  /// That of its folder.
  package var name: String
  package var about: About
  /// What a configuration gets that names the pack and nothing else.
  package var format: Format
  /// Absolute.
  package var folder: String

  /// What a pack says of itself to people.
  package struct About: Sendable, Equatable {
    package var title: String
    /// What it follows; nil where it follows no standard.
    package var standard: String?
    /// A sentence or two.
    package var description: String
    /// Which side of an exchange speaks it, the more usual one first. Never empty.
    package var sides: [System.Role]
    /// The canonical fields that do not survive being written and read again.
    package var losses: [Entity: [String]]
  }

  package var title: String { about.title }
  package var standard: String? { about.standard }
  package var description: String { about.description }
  package var sides: [System.Role] { about.sides }
  package var losses: [Entity: [String]] { about.losses }

  /// The page for people; nil where it has none.
  package var readme: String? {
    let path = folder + "/README.md"
    return PathFacts(path: path).kind == .file ? path : nil
  }

  /// Reads a pack strictly, as a configuration does that names it.
  ///
  /// - Parameters:
  ///   - folder: relative to the working directory, or absolute.
  ///   - environment: Where `${NAME}` references look.
  /// - Throws: every problem at once, in the order of the file.
  package static func read(
    folder: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(ConfigurationError) -> FormatPack {
    let shown = folder + "/" + PackFile.fileName
    let absolute = ConfiguredPath.absolute(folder, from: FileManager.default.currentDirectoryPath)
    var reader = ConfigurationReader(file: shown, folder: absolute, environment: environment)
    let name = absolute.split(separator: "/").last.map(String.init) ?? ""
    let pack = reader.readPack(named: name, below: absolute)
    guard let pack, reader.problems.isEmpty else { throw ConfigurationError(problems: reader.problems.inOrder()) }
    return pack
  }

  /// A folder that says it is a pack, and what came of reading it.
  package struct Found: Sendable {
    package var name: String
    /// From where it was looked for.
    package var folder: String
    package var pack: Result<FormatPack, ConfigurationError>
  }

  /// The packs in a folder by name, those too that cannot be used: each is a folder with a `format.yaml`. None where there
  /// is no such folder. Nothing is compiled.
  package static func all(below folder: String) -> [Found] {
    PathFacts.names(in: folder).compactMap { name in
      let path = folder + "/" + name
      guard PathFacts(path: path + "/" + PackFile.fileName).kind != .missing else { return nil }
      return found(in: path)
    }
  }

  /// The pack that a folder is, with all that is wrong with it if it cannot be used.
  package static func found(in folder: String) -> Found {
    let name = folder.split(separator: "/").last.map(String.init) ?? folder
    return Found(name: name, folder: folder, pack: Result { () throws(ConfigurationError) in try readWhole(folder) })
  }

  private static func readWhole(_ folder: String) throws(ConfigurationError) -> FormatPack {
    let pack = try read(folder: folder)
    let problems = ConfigurationCheck.problems(in: pack, file: folder + "/" + PackFile.fileName)
    if !problems.isEmpty { throw ConfigurationError(problems: problems) }
    return pack
  }
}
