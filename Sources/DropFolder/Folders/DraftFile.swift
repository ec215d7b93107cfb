/// A file that another library writes, under a name of its own until it is whole, and that never replaces anything.
package struct DraftFile {
  private let folder: Folder
  private let name: FileName
  private let draft: FileName

  /// Where it is to be written.
  package let path: String

  /// - Parameter path: where the file is to be; its folder must exist.
  package init(for path: String, calls: any FileCalls = LinuxFileCalls()) throws(FolderError) {
    let parts = path.split(separator: "/")
    let parent = parts.dropLast().joined(separator: "/")
    folder = try Folder(path: path.hasPrefix("/") ? "/" + parent : parent.isEmpty ? "." : parent, calls: calls)
    name = try FileName(String(parts.last ?? ""))
    // Two that write the same file at the same time must not write into one draft.
    let mark = String(UInt64.random(in: .min ... .max), radix: 16)
    draft = try FileName(".\(parts.last ?? "").\(mark)\(DraftFile.suffix)")
    self.path = folder.path + "/" + draft.display
  }

  private static let suffix = ".draft"

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

  /// Deletes what earlier attempts at the same file left behind when they were killed.
  package func discardOthers() throws(FolderError) {
    let start = Array(".\(name.display).".utf8)
    for entry in try folder.entries() {
      let bytes = entry.name.bytes
      guard bytes.starts(with: start), !bytes.starts(with: draft.bytes), entry.name.display.contains(DraftFile.suffix)
      else { continue }
      try folder.remove(entry.name)
    }
  }
}
