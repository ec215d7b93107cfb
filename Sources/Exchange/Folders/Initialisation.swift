package import DropFolder
import Foundation

/// Makes what a configuration needs and is not there yet. Never replaces or changes anything that is.
package struct Initialisation {
  /// Paths that were made, in this order.
  package private(set) var made: [String] = []

  package init() {}

  /// Copies the configuration that ships, with its schemas and the packs that it names, into a folder.
  ///
  /// - Parameters:
  ///   - share: the folder that holds `kontor.yaml`, `xsd` and `formats`.
  ///   - packs: the names of those packs.
  ///   - target: absolute; it is made where it is missing.
  package mutating func copyStarter(from share: String, packs: [String], to target: String) throws(FolderError) {
    try makeFolder(target)
    try copy(share + "/xsd", to: target + "/xsd")
    for pack in packs { try copyPack(share + "/formats/" + pack, named: pack, to: target) }
    try copy(share + "/kontor.yaml", to: target + "/kontor.yaml")
  }

  /// Writes a configuration for two formats into a folder, with the schemas and just those packs that it names.
  ///
  /// - Parameters:
  ///   - text: that of the configuration.
  ///   - share: the folder that holds `kontor.yaml`, `xsd` and `formats`.
  ///   - packs: those that the configuration names. One that lies in the folder already stays as it is.
  ///   - target: absolute; it is made where it is missing.
  package mutating func make(_ text: String, from share: String, packs: [FormatPack], in target: String)
    throws(FolderError)
  {
    try makeFolder(target)
    try copy(share + "/xsd", to: target + "/xsd")
    for pack in packs { try copyPack(pack.folder, named: pack.name, to: target) }
    // The configuration comes last: where something went wrong before, the same can be tried again.
    try write(Array(text.utf8), to: target + "/kontor.yaml")
  }

  /// Copies a file that ships, with the folders above it; what is there stays as it is.
  package mutating func copyShipped(_ name: String, from share: String, to target: String) throws(FolderError) {
    let parts = name.split(separator: "/").dropLast()
    try makeFolder(([target[...]] + parts).joined(separator: "/"))
    try copyFile(share + "/" + name, to: target + "/" + name)
  }

  /// Notes something else that was made.
  package mutating func add(_ path: String) {
    made.append(path)
  }

  /// Makes one folder, and those above it that are missing. `path` is absolute.
  package mutating func makeFolder(_ path: String) throws(FolderError) {
    switch PathFacts(path: path).kind {
    case .folder: return
    case .file, .other:
      throw FolderError(.notAFolder, "Something else has this name. Move it away, or name another folder.", path: path)
    case .missing: break
    }
    let parts = path.split(separator: "/")
    let parent = "/" + parts.dropLast().joined(separator: "/")
    if let name = parts.last {
      try makeFolder(parent)
      _ = try Folder(path: parent).subfolder(FileName(String(name)))
      made.append(path)
    }
  }

  /// Copies a pack, which is told as one thing.
  private mutating func copyPack(_ source: String, named name: String, to target: String) throws(FolderError) {
    try makeFolder(target + "/formats")
    let folder = "\(target)/formats/\(name)"
    try copy(source, to: folder)
    if made.contains(folder) { made.removeAll { $0.hasPrefix(folder + "/") } }
  }

  private mutating func copy(_ source: String, to target: String) throws(FolderError) {
    guard PathFacts(path: source).kind == .folder else { return try copyFile(source, to: target) }
    try makeFolder(target)
    for name in PathFacts.names(in: source) { try copy(source + "/" + name, to: target + "/" + name) }
  }

  private mutating func copyFile(_ source: String, to target: String) throws(FolderError) {
    guard PathFacts(path: target).kind == .missing else { return }
    let (from, name) = try Self.folderAndName(of: source)
    try write(try from.open(name).readAll(limit: 10_000_000), to: target)
  }

  private mutating func write(_ bytes: [UInt8], to target: String) throws(FolderError) {
    let (into, copy) = try Self.folderAndName(of: target)
    var writer = try into.create(copy, permissions: 0o664)
    try writer.write(bytes)
    _ = try writer.finish(durably: true)
    try into.synchronize()
    made.append(target)
  }

  private static func folderAndName(of path: String) throws(FolderError) -> (Folder, FileName) {
    let parts = path.split(separator: "/")
    return (
      try Folder(path: "/" + parts.dropLast().joined(separator: "/")), try FileName(String(parts.last ?? ""))
    )
  }
}

extension Configuration {
  /// The folder in which the ledger's file lies.
  package var ledgerFolder: String {
    "/" + ledger.absolute.split(separator: "/").dropLast().joined(separator: "/")
  }
}
