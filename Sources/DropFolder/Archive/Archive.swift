/// A folder that keeps files for good: the archive, and `rejected/<system>`.
///
/// A file is written into `.incoming` on the same file system and filed by one rename. What is filed is never replaced.
/// Not thread-safe.
package final class Archive {
  package let folder: Folder
  /// Where snapshots are written to before they are filed.
  package let incoming: Folder
  private let layout: ArchiveLayout
  /// The folder that was filed into last: all files of one day go to the same.
  private var lastTarget: (place: [FileName], folder: Folder)?
  /// Folders that hold names which are not durable yet.
  private var unsettled: [String: Folder] = [:]

  /// Opens an archive that exists, makes its `.incoming` folder where it is missing, and makes durable what is
  /// visible.
  ///
  /// - Parameters:
  ///   - days: those whose files an earlier run may have filed without making that durable.
  ///   - marker: what the folder must bear before anything is written into it.
  package init(
    path: String, layout: ArchiveLayout, days: Set<ArchiveDay> = [], marker: ExpectedMarker? = nil,
    calls: any FileCalls = LinuxFileCalls()
  ) throws(FolderError) {
    folder = try Folder(path: path, marker: marker, calls: calls)
    incoming = try folder.subfolder(".incoming")
    self.layout = layout
    // Ahead of the names in `incoming`: of a file that was renamed just before a crash, the new name must not go first.
    for day in days { try filed(on: day)?.synchronize() }
    try folder.synchronize()
    try incoming.synchronize()
  }

  /// Files what lies in ``incoming`` and answers its place, relative to the archive.
  ///
  /// The content must be durable before. Can be repeated with the same names after a crash: gone from `incoming` and
  /// there under its name means that it was done.
  ///
  /// - Parameters:
  ///   - name: a safe name, with room left for the suffixes of its side files.
  ///   - durably: false for many files that one ``synchronize()`` makes durable together.
  /// - Throws: `nameTaken` where another file has that name.
  package func store(
    _ incomingName: FileName, as name: FileName, on day: ArchiveDay, durably: Bool = true
  ) throws(FolderError) -> String {
    guard name.isSafe else {
      throw FolderError(.invalidName, "Give filed copies safe names only.", path: folder.path(of: name))
    }
    let place = ArchivePlace(components: layout.folders(for: day) + [name])
    let target = try target(for: place)
    do {
      try incoming.move(incomingName, to: target, as: name)
    } catch let error where error.code == .missing {
      // Either it was done before a crash, or a folder is gone: then it must be opened anew the next time.
      lastTarget = nil
      guard try target.status(of: name) != nil else { throw error }
    }
    try settle(target, durably: durably)
    return place.text
  }

  /// Whether the hidden folder still stands.
  package func isWhole() throws(FolderError) -> Bool { try incoming.stands() }

  /// Whether a file of that name was filed.
  package func holds(_ name: FileName, on day: ArchiveDay) throws(FolderError) -> Bool {
    try filed(on: day)?.holds(filed: name) ?? false
  }

  /// The folder of a day; nil where nothing was filed on it.
  private func filed(on day: ArchiveDay) throws(FolderError) -> Folder? {
    var current = folder
    for part in layout.folders(for: day) {
      guard let next = try current.subfolder(ifPresent: part) else { return nil }
      current = next
    }
    return current
  }

  /// Files what lies in ``incoming`` beside a filed file, under the same name and a suffix.
  ///
  /// The content must be durable before. Replaces an earlier one of that name: a side file only repeats what the ledger
  /// says, and may have to say it again.
  package func storeSideFile(
    _ incomingName: FileName, beside place: String, suffix: String, durably: Bool = true
  ) throws(FolderError) {
    let place = try ArchivePlace(place)
    let target = try existingFolder(of: place)
    do {
      try incoming.replace(try place.sideName(suffix), in: target, with: incomingName)
    } catch {
      // The folder may be gone: then it must be opened anew the next time.
      lastTarget = nil
      throw error
    }
    try settle(target, durably: durably)
  }

  /// Writes a whole side file, durably.
  package func writeSideFile(_ bytes: [UInt8], beside place: String, suffix: String) throws(FolderError) {
    let name = try ArchivePlace(place).sideName(suffix)
    try incoming.remove(name)
    var writer = try incoming.create(name, permissions: 0o640)
    try writer.write(bytes)
    _ = try writer.finish(durably: true)
    try storeSideFile(name, beside: place, suffix: suffix)
  }

  /// Makes durable all that was filed: one call for many.
  package func synchronize() throws(FolderError) {
    for path in unsettled.keys.sorted() {
      try unsettled[path]?.synchronize()
      unsettled[path] = nil
    }
    try incoming.synchronize()
  }

  /// Deletes from ``incoming`` what no unfinished work needs.
  package func discardIncoming(where isGarbage: (FileName) -> Bool) throws(FolderError) {
    for entry in try incoming.entries() where isGarbage(entry.name) {
      try incoming.remove(entry.name)
    }
  }

  /// Opens a filed file for reading; nil where none of that name was filed.
  package func open(_ name: FileName, on day: ArchiveDay) throws(FolderError) -> FileReader? {
    guard try holds(name, on: day) else { return nil }
    return try open(ArchivePlace(components: layout.folders(for: day) + [name]).text)
  }

  /// Opens a filed file for reading, in either form.
  ///
  /// - Parameter limit: the most bytes that its content may have, where that is known.
  package func open(_ place: String, limit: Int64? = nil) throws(FolderError) -> FileReader {
    let place = try ArchivePlace(place)
    return try existingFolder(of: place).open(filed: place.name, limit: limit)
  }

  private func settle(_ target: Folder, durably: Bool) throws(FolderError) {
    unsettled[target.path] = target
    if durably { try synchronize() }
  }

  private func target(for place: ArchivePlace) throws(FolderError) -> Folder {
    if let lastTarget, lastTarget.place == place.folders { return lastTarget.folder }
    var target = folder
    for name in place.folders {
      let parent = target
      target = try parent.subfolder(name)
      // An earlier run may have been ended between making a folder and making it durable.
      try parent.synchronize()
    }
    lastTarget = (place.folders, target)
    return target
  }

  func existingFolder(of place: ArchivePlace) throws(FolderError) -> Folder {
    if let lastTarget, lastTarget.place == place.folders { return lastTarget.folder }
    var current = folder
    for name in place.folders {
      guard let next = try current.subfolder(ifPresent: name) else {
        throw FolderError(
          .missing, "There is no such folder in the archive. Restore it from a backup.", path: current.path(of: name))
      }
      current = next
    }
    return current
  }
}
