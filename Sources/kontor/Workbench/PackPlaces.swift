import Exchange
import Foundation
import Operations

/// Where the commands of the workbench find packs, and the canonical schema.
struct PackPlaces {
  private let session: Session

  init(_ session: Session) {
    self.session = session
  }

  /// The folder in which the configuration lies, as it is named on the command line; empty for the current one.
  private var beside: String {
    let parts = session.options.configurationPath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return parts.isEmpty ? "" : parts.joined(separator: "/") + "/"
  }

  /// Where the packs of one's own are.
  var usualFolder: String { beside + "formats" }

  /// - Throws: where something is called so already, at this place or among the packs that ship.
  func checkIsFree(_ name: String, at place: String) throws(Failure) {
    guard PathFacts(path: place).kind == .missing else {
      throw Failure(
        .usage,
        "\(place) is there already, and nothing in it is touched; choose another name, or another folder by --in")
    }
    let share = try StarterFolder.findIfInstalled()
    guard let share, FormatPack.all(below: share + "/formats").contains(where: { $0.name == name }) else { return }
    throw Failure(
      .usage,
      "\(name) is a format that ships; choose another name, or copy \(share)/formats/\(name) to change that one")
  }

  static func absolute(_ path: String) -> String {
    ConfiguredPath.absolute(path, from: FileManager.default.currentDirectoryPath)
  }

  /// The packs that folders are or hold, each with the place at which it was found.
  ///
  /// - Parameter folders: none for `formats` beside the configuration.
  func packs(in folders: [String]) throws(Failure) -> [(place: String, pack: Result<FormatPack, ConfigurationError>)] {
    var packs: [(place: String, pack: Result<FormatPack, ConfigurationError>)] = []
    for folder in folders.isEmpty ? [usualFolder] : folders {
      let folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
      if PathFacts(path: folder + "/format.yaml").kind == .file {
        packs.append((Printable.line(folder), FormatPack.found(in: folder).pack))
        continue
      }
      let found = FormatPack.all(below: folder)
      guard !found.isEmpty else {
        throw Failure(
          .usage, "\(folder) is no format pack and holds none; name a folder with a format.yaml, or one that holds such"
        )
      }
      packs += found.map { (Printable.line("\(folder)/\($0.name)"), $0.pack) }
    }
    return packs
  }

  /// The pack of a name beside the configuration or among those that ship, or the one in a folder.
  func pack(named name: String) throws -> FormatPack {
    if PathFacts(path: name + "/format.yaml").kind == .file { return try FormatPack.found(in: name).pack.get() }
    let shelf = PackShelf(beside: session.options.configurationPath, share: try StarterFolder.findIfInstalled())
    return try shelf.item(named: name).pack.get()
  }

  /// The folder in which `xsd/exchange.xsd` lies, absolute: beside the configuration, or where it ships.
  func canonicalHome() throws -> String {
    let parent = "/" + session.configurationFile.split(separator: "/").dropLast().joined(separator: "/")
    if PathFacts(path: parent + "/xsd/exchange.xsd").kind == .file { return parent }
    return try StarterFolder.find()
  }
}
