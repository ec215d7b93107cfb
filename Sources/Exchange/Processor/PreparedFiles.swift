import DropFolder

/// Writes the documents of one transaction where nobody reads them, and makes them durable together.
///
/// A few files are made durable one by one; from a certain number on, one `syncfs` for all is far cheaper.
final class PreparedFiles {
  private static let fewFiles = 16

  private var rooms: [ObjectIdentifier: (outbox: Outbox, files: Int)] = [:]
  /// What was written since the last ``keep()``.
  private var loose: [(outbox: Outbox, id: String)] = []

  /// Writes a document and answers its size and hash.
  func write(_ id: String, in outbox: Outbox, _ body: (inout FileWriter) throws -> Void) throws -> FileDigest {
    let files = rooms[ObjectIdentifier(outbox)]?.files ?? 0
    var writer = try outbox.prepare(id)
    loose.append((outbox, id))
    try body(&writer)
    let digest = try writer.finish(durably: files < Self.fewFiles)
    rooms[ObjectIdentifier(outbox)] = (outbox, files + 1)
    return digest
  }

  /// What was written so far stands.
  func keep() {
    loose = []
  }

  /// Deletes what was written since the last ``keep()``.
  func discard() throws(FolderError) {
    let ids = loose
    loose = []
    for (outbox, id) in ids { try outbox.discard(id) }
  }

  /// Makes everything durable that was written: before the transaction that lists it.
  func synchronize() throws(FolderError) {
    for (outbox, files) in rooms.values.sorted(by: { $0.outbox.folder.path < $1.outbox.folder.path }) {
      if files > Self.fewFiles { try outbox.synchronizeFileSystem() }
      try outbox.synchronizePrepared()
    }
    rooms = [:]
  }
}
