package import DropFolder

/// The managed folders as the ledger knows them: how a folder is told from a bare mount point, another one's folder, or
/// one that was restored; and how a ledger is told from one that is younger.
package final class FolderRegister {
  private let ledger: any Ledger
  private var known: [String: FolderMarker] = [:]
  private var generation: Int64 = 0

  package init(_ ledger: any Ledger) throws(LedgerError) {
    self.ledger = ledger
    for folder in try ledger.folders() { known[folder.path] = folder.marker }
    generation = try ledger.generation()
  }

  /// Makes sure that a folder is the one that the ledger knows, before anything is concluded from it or written into it.
  ///
  /// - Throws: `markerMissing`, `markerDiffers` or `markerNewer`.
  package func check(_ folder: Folder, at path: String) throws(FolderError) {
    if let marker = known[path] { return try expected(marker).check(folder) }
    let found = try FolderMarker(of: folder)
    guard let marker = known.values.first(where: { $0.id == found.id }) else { throw Self.stranger(path) }
    try expected(marker).check(folder)
    // The same folder under another path: it was moved, or the configuration now names it otherwise.
    known[path] = marker
  }

  private func expected(_ marker: FolderMarker) -> ExpectedMarker {
    ExpectedMarker(id: marker.id, generations: marker.generation...max(marker.generation, generation))
  }

  private static func stranger(_ path: String) -> FolderError {
    FolderError(
      .markerDiffers,
      "It belongs to another ledger: two installations must not share a folder. If the ledger was lost, run kontor "
        + "rebuild. If the other installation is gone, delete \(FolderMarker.fileName.display) in it and run kontor init.",
      path: path)
  }

  /// Begins a new generation in the ledger and then in the folders, so that a ledger of before is told from this one.
  ///
  /// A folder that cannot be written is left out; what it bears is still accepted.
  package func beginGeneration(in folders: [(path: String, folder: Folder)]) throws(LedgerError) -> [FolderError] {
    generation = try ledger.beginGeneration(after: 0)
    var faults: [FolderError] = []
    var written: [KnownFolder] = []
    for (path, folder) in folders {
      guard let before = known[path] else { continue }
      let marker = FolderMarker(id: before.id, generation: generation)
      do {
        try marker.write(to: folder)
        written.append(KnownFolder(path: path, marker: marker))
      } catch {
        faults.append(error)
      }
    }
    try ledger.remember(written)
    for folder in written { known[folder.path] = folder.marker }
    return faults
  }
}

// MARK: - Making folders known

extension FolderRegister {
  /// Whether the ledger has a folder under this path.
  package func knows(_ path: String) -> Bool { known[path] != nil }

  /// Marks a folder that the ledger does not know yet; true if something was done.
  ///
  /// - Parameter replacing: mark a folder anew that the ledger knows but that lost its marker or was restored from a
  ///   backup. What was prepared in the one before, and is not known to be published, is in doubt then.
  /// - Throws: ``FolderError`` where the folder is not what the ledger says, or belongs to another ledger.
  package func introduce(_ path: String, of configuration: Configuration, replacing: Bool) throws -> Bool {
    let folder = try Folder(path: path)
    let found = try Self.marker(of: folder)
    guard let marker = known[path] else {
      guard let found else {
        try mark(folder, at: path, id: nil)
        return true
      }
      guard known.values.contains(where: { $0.id == found.id }) else { throw Self.stranger(path) }
      try remember(found, at: path)
      return true
    }
    if let found, found.id != marker.id, let other = known.first(where: { $0.value.id == found.id })?.key {
      throw FolderError(
        .markerDiffers, "The ledger knows it as the folder at \(other). Mount the right folder.", path: path)
    }
    do {
      try expected(marker).check(folder)
      return false
    } catch {
      // A folder with a later generation is not the one to be replaced: the ledger is.
      guard replacing, error.code != .markerNewer, found == nil || found?.id == marker.id else { throw error }
    }
    try ledger.putInDoubt(whatWasPreparedIn: path, of: configuration)
    try mark(folder, at: path, id: found?.id)
    return true
  }

  private func mark(_ folder: Folder, at path: String, id: String?) throws {
    let marker = id.map { FolderMarker(id: $0, generation: generation) } ?? FolderMarker.new(generation: generation)
    try remember(marker, at: path)
    try marker.write(to: folder)
  }

  /// Whether a folder bears the marker of some ledger.
  package static func isMarked(_ path: String) throws(FolderError) -> Bool {
    try marker(of: Folder(path: path)) != nil
  }

  /// Nil where the folder bears none.
  private static func marker(of folder: Folder) throws(FolderError) -> FolderMarker? {
    do {
      return try FolderMarker(of: folder)
    } catch {
      if error.code == .markerMissing { return nil }
      throw error
    }
  }

  private func remember(_ marker: FolderMarker, at path: String) throws(LedgerError) {
    try ledger.remember([KnownFolder(path: path, marker: marker)])
    known[path] = marker
  }
}

extension Ledger {
  /// Puts in doubt every document that was prepared in a folder and is not known to be published: the files are gone,
  /// and nobody but the receiver knows which of them it has.
  func putInDoubt(whatWasPreparedIn path: String, of configuration: Configuration) throws(LedgerError) {
    for system in configuration.systems {
      for kind in Document.Kind.allCases where system.folder(for: kind) == path {
        try putInDoubt(kind, for: system.name)
      }
    }
  }
}

extension Configuration {
  /// The folders whose content means something: each bears a marker. In the order of the file, each once.
  package var managedFolders: [String] {
    var paths: [String] = []
    for system in systems {
      for path in [system.inbox, system.outbox, system.acknowledge.to].compactMap({ $0?.absolute })
      where !paths.contains(path) {
        paths.append(path)
      }
    }
    return paths + [desk.absolute, archive.absolute, rejected.absolute].filter { !paths.contains($0) }
  }
}

extension System {
  /// The absolute path of the folder in which documents of a kind for it are published; nil where it gets none.
  package func folder(for kind: Document.Kind) -> String? {
    switch kind {
    case .import: outbox?.absolute
    case .acknowledgement: acknowledge.to?.absolute ?? outbox?.absolute
    }
  }
}
