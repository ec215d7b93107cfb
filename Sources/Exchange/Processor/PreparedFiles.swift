import DropFolder

/// Writes the files of one transaction where nobody reads them, and makes them durable together: documents in outboxes,
/// copies in the archive.
///
/// A few files are made durable one by one; from a certain number on, one `syncfs` for all is far cheaper.
final class PreparedFiles {
  /// How many files of a folder are made durable one by one.
  private let few: Int
  private var rooms: [ObjectIdentifier: (outbox: Outbox, files: Int)] = [:]
  private var folders: [String: (folder: Folder, files: Int)] = [:]
  /// What was written since the last ``keep()``.
  private var loose: [Loose] = []

  private enum Loose {
    case document(Outbox, id: String)
    case copy(Folder, FileName)
  }

  /// - Parameters:
  ///   - interchanges: how many share the transaction. Where they are many, so are their files.
  ///   - few: how many files of a folder are made durable one by one.
  init(of interchanges: Int, few: Int) {
    self.few = interchanges > few ? 0 : few
  }

  /// Writes a document and answers its size and hash.
  func write(_ id: String, in outbox: Outbox, _ body: (inout FileWriter) throws -> Void) throws -> FileDigest {
    let files = rooms[ObjectIdentifier(outbox)]?.files ?? 0
    var writer = try outbox.prepare(id)
    loose.append(.document(outbox, id: id))
    try body(&writer)
    let digest = try writer.finish(durably: files < few)
    rooms[ObjectIdentifier(outbox)] = (outbox, files + 1)
    return digest
  }

  /// Begins a file that is no document, in the place of any earlier one of its name.
  func begin(_ name: FileName, in folder: Folder) throws(FolderError) -> FileWriter {
    loose.append(.copy(folder, name))
    return try folder.create(anew: name, permissions: 0o640)
  }

  /// Whether what ``begin(_:in:)`` began has to be made durable by itself when it ends now.
  func endsDurably(in folder: Folder) -> Bool {
    let files = folders[folder.path]?.files ?? 0
    folders[folder.path] = (folder, files + 1)
    return files < few
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
    let outboxes = rooms.values.sorted { $0.outbox.folder.path < $1.outbox.folder.path }
    let folders = folders.values.sorted { $0.folder.path < $1.folder.path }
    try Folder.synchronizeFileSystems(
      of: outboxes.filter { $0.files > few }.map(\.outbox.folder) + folders.filter { $0.files > few }.map(\.folder))
    for (outbox, _) in outboxes { try outbox.synchronizePrepared() }
    for (folder, _) in folders { try folder.synchronize() }
    rooms = [:]
    self.folders = [:]
  }
}
