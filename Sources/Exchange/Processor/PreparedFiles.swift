import DropFolder

/// Writes the files of one transaction where nobody reads them, and makes them durable together: documents in outboxes,
/// copies in the archive.
///
/// A few files are made durable one by one; from a certain number on, one `syncfs` for all is far cheaper.
final class PreparedFiles {
  private static let fewFiles = 16

  private var rooms: [ObjectIdentifier: (outbox: Outbox, files: Int)] = [:]
  private var folders: [String: (folder: Folder, files: Int)] = [:]
  /// What was written since the last ``keep()``.
  private var loose: [Loose] = []

  private enum Loose {
    case document(Outbox, id: String)
    case copy(Folder, FileName)
  }

  /// Writes a document and answers its size and hash.
  func write(_ id: String, in outbox: Outbox, _ body: (inout FileWriter) throws -> Void) throws -> FileDigest {
    let files = rooms[ObjectIdentifier(outbox)]?.files ?? 0
    var writer = try outbox.prepare(id)
    loose.append(.document(outbox, id: id))
    try body(&writer)
    let digest = try writer.finish(durably: files < Self.fewFiles)
    rooms[ObjectIdentifier(outbox)] = (outbox, files + 1)
    return digest
  }

  /// Begins a file that is no document, in the place of any earlier one of its name.
  func begin(_ name: FileName, in folder: Folder) throws(FolderError) -> FileWriter {
    try folder.remove(name)
    loose.append(.copy(folder, name))
    return try folder.create(name, permissions: 0o640)
  }

  /// Whether what ``begin(_:in:)`` began has to be made durable by itself when it ends now.
  func endsDurably(in folder: Folder) -> Bool {
    let files = folders[folder.path]?.files ?? 0
    folders[folder.path] = (folder, files + 1)
    return files < Self.fewFiles
  }

  /// What was written so far stands.
  func keep() {
    loose = []
  }

  /// Deletes what was written since the last ``keep()``.
  func discard() throws(FolderError) {
    let files = loose
    loose = []
    for file in files {
      switch file {
      case .document(let outbox, let id): try outbox.discard(id)
      case .copy(let folder, let name): try folder.remove(name)
      }
    }
  }

  /// Makes everything durable that was written: before the transaction that lists it.
  func synchronize() throws(FolderError) {
    for (outbox, files) in rooms.values.sorted(by: { $0.outbox.folder.path < $1.outbox.folder.path }) {
      if files > Self.fewFiles { try outbox.synchronizeFileSystem() }
      try outbox.synchronizePrepared()
    }
    for (folder, files) in folders.values.sorted(by: { $0.folder.path < $1.folder.path }) {
      if files > Self.fewFiles { try folder.synchronizeFileSystem() }
      try folder.synchronize()
    }
    rooms = [:]
    folders = [:]
  }
}
