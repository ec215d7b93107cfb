/// A look at filed files that changes nothing: it makes no folder that is missing. Not thread-safe.
package final class ArchiveView {
  package let folder: Folder
  /// The folder that was looked into last: what is filed together is looked at together.
  private var last: (path: [FileName], folder: Folder)?

  package init(path: String, calls: any FileCalls = LinuxFileCalls()) throws(FolderError) {
    folder = try Folder(path: path, calls: calls)
  }

  /// The folder in which a place is, and the name in it; nil where that folder is gone.
  package func find(_ place: String) throws(FolderError) -> (folder: Folder, name: FileName)? {
    let place = try ArchivePlace(place)
    if let last, last.path == place.folders { return (last.folder, place.name) }
    var current = folder
    for name in place.folders {
      guard let next = try current.subfolder(ifPresent: name) else { return nil }
      current = next
    }
    last = (place.folders, current)
    return (current, place.name)
  }

  /// Calls `body` with each folder that holds files, from the oldest day to the newest, with its path relative to the
  /// archive and the names of what is filed there, in order and without that of the compressed form. What begins with a dot
  /// is left out.
  ///
  /// - Parameter suffix: of the side file beside each filed file.
  package func forEachFolder(
    sideFile suffix: String, _ body: (_ path: String, Folder, _ names: [FileName]) throws -> Void
  ) throws {
    try walk(folder, "", depth: 0) { try body($0, $1, FileName.filed(among: $2, sideFile: suffix)) }
  }

  /// Deeper than any layout goes.
  private static let deepest = 8

  private func walk(
    _ folder: Folder, _ path: String, depth: Int, _ body: (String, Folder, [FileName]) throws -> Void
  ) throws {
    var names: [FileName] = []
    var folders: [FileName] = []
    for entry in try folder.entries() where entry.name.bytes.first != 0x2E {
      let kind = try entry.kind ?? folder.status(of: entry.name)?.kind
      if kind == .folder { folders.append(entry.name) } else if kind != nil { names.append(entry.name) }
    }
    if !names.isEmpty { try body(path, folder, names) }
    guard depth < Self.deepest else { return }
    for name in folders.sorted() {
      guard let next = try folder.subfolder(ifPresent: name) else { continue }
      try walk(next, path.isEmpty ? name.display : "\(path)/\(name.display)", depth: depth + 1, body)
    }
  }
}
