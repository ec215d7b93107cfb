/// A file that another library writes, under a name of its own until it is whole, and that never replaces anything.
package struct DraftFile {
  private let folder: Folder
  private let name: FileName
  private let draft: FileName

  /// Takes the place of any draft of the same name that a crash left behind.
  ///
  /// - Parameter path: where the file is to be; its folder must exist.
  package init(for path: String, calls: any FileCalls = LinuxFileCalls()) throws(FolderError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    let parent = parts.dropLast().joined(separator: "/")
    folder = try Folder(path: path.hasPrefix("/") ? "/" + parent : parent.isEmpty ? "." : parent, calls: calls)
    name = try FileName(String(parts.last ?? ""))
    draft = try FileName(".\(parts.last ?? "").draft")
    self.path = folder.path + "/" + draft.display
    try discard()
  }

  /// Where it is to be written.
  package let path: String

  /// Makes it durable and gives it its name. Throws `nameTaken` where something of that name stands.
  package func keep() throws(FolderError) {
    try folder.synchronize(draft)
    try folder.move(draft, to: folder, as: name)
    try folder.synchronize()
  }

  /// Deletes it, with what SQLite keeps beside a database.
  package func discard() throws(FolderError) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
      try folder.remove(FileName(bytes: draft.bytes + suffix.utf8))
    }
  }
}
