/// A folder that keeps files for good: the archive, and `rejected/<system>`.
///
/// A file is written into `.incoming` on the same file system and filed by one rename. What is filed is never replaced.
/// Not thread-safe.
package final class Archive {
  package let folder: Folder
  /// Where snapshots are written to before they are filed.
  package let incoming: Folder
  private let layout: ArchiveLayout
  /// Folders that hold names which are not durable yet.
  private var unsettled: [String: Folder] = [:]

  /// Opens an archive that exists, and makes its `.incoming` folder where it is missing.
  package init(path: String, layout: ArchiveLayout, calls: any FileCalls = LinuxFileCalls()) throws(FolderError) {
    folder = try Folder(path: path, calls: calls)
    incoming = try folder.subfolder(".incoming")
    self.layout = layout
  }

  /// Files what lies in ``incoming`` and answers its place, relative to the archive.
  ///
  /// The content must be durable before. Can be repeated with the same names after a crash: gone from `incoming` and
  /// there under its name means that it was done.
  ///
  /// - Parameter durably: false for many files that one ``synchronize()`` makes durable together.
  /// - Throws: `nameTaken` where another file has that name.
  package func store(
    _ incomingName: FileName, as name: FileName, on day: ArchiveDay, durably: Bool = true
  ) throws(FolderError) -> String {
    guard name.isSafe else {
      throw FolderError(.invalidName, "Give filed copies safe names only.", path: folder.path(of: name))
    }
    let place = ArchivePlace(components: layout.folders(for: day) + [name])
    let target = try folder(of: place, making: true)
    do {
      try incoming.move(incomingName, to: target, as: name)
    } catch let error where error.code == .missing {
      guard try target.status(of: name) != nil else { throw error }
    }
    unsettled[target.path] = target
    if durably { try synchronize() }
    return place.text
  }

  /// Writes a file beside a filed one, under the same name and a suffix, and durably.
  ///
  /// Replaces an earlier one of that name: it only repeats what the ledger says, and may have to say it again.
  package func writeSideFile(_ bytes: [UInt8], beside place: String, suffix: String) throws(FolderError) {
    let place = try ArchivePlace(place)
    let name = try FileName.safe(place.name.display + suffix)
    let target = try folder(of: place, making: false)
    try incoming.remove(name)
    var writer = try incoming.create(name, permissions: 0o640)
    try writer.write(bytes)
    _ = try writer.finish(durably: true)
    try incoming.replace(name, in: target, with: name)
    unsettled[target.path] = target
    try synchronize()
  }

  /// Makes durable all that was filed: one call for many.
  package func synchronize() throws(FolderError) {
    for (path, target) in unsettled {
      try target.synchronize()
      unsettled[path] = nil
    }
    try incoming.synchronize()
  }

  /// Opens a filed file for reading.
  package func open(_ place: String) throws(FolderError) -> FileReader {
    let place = try ArchivePlace(place)
    return try folder(of: place, making: false).open(place.name)
  }

  private func folder(of place: ArchivePlace, making: Bool) throws(FolderError) -> Folder {
    var current = folder
    for name in place.components.dropLast() {
      if making {
        current = try current.subfolder(name)
      } else if let next = try current.subfolder(ifPresent: name) {
        current = next
      } else {
        throw FolderError(
          .missing, "There is no such folder in the archive. Restore it from a backup.", path: current.path(of: name))
      }
    }
    return current
  }
}

/// How an archive spreads its files over folders.
package enum ArchiveLayout: String, Hashable, Sendable, CaseIterable {
  /// `YYYY/MM/DD/name`: a folder stays small enough to be listed.
  case byDay
  /// `name`: for few files, which people look for themselves.
  case flat

  fileprivate func folders(for day: ArchiveDay) -> [FileName] {
    switch self {
    case .byDay: day.text.split(separator: "-").map { FileName.makeSafe(from: String($0)) }
    case .flat: []
    }
  }
}

/// Where a file is filed, relative to its archive: `2026/11/24/name`. Every part is a safe name.
struct ArchivePlace {
  let components: [FileName]

  init(components: [FileName]) {
    self.components = components
  }

  init(_ text: String) throws(FolderError) {
    var components: [FileName] = []
    for part in text.split(separator: "/", omittingEmptySubsequences: false) {
      components.append(try FileName.safe(String(part)))
    }
    self.components = components
  }

  var name: FileName { components[components.count - 1] }

  var text: String { components.map(\.display).joined(separator: "/") }
}
