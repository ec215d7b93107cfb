import DropFolder

/// What lies in an outbox, open and prepared, as it was when it was first asked for.
///
/// Names are kept as hashes: there may be hundreds of thousands, and a name that only looks the same is found out when
/// the file is opened.
struct OutboxListing {
  let folder: Folder
  let prepared: PreparedView
  private let names: Set<Int>

  init(path: String, calls: any FileCalls) throws(FolderError) {
    // What is prepared is listed first: it only ever goes from there into the outbox.
    prepared = try PreparedView(outbox: path, calls: calls)
    folder = try Folder(path: path, calls: calls)
    names = Set(try folder.entries().map(\.name.hashValue))
  }

  func mayHave(_ name: FileName) -> Bool { names.contains(name.hashValue) }

  /// What a published document holds now; nil where it is not there.
  func digest(of name: FileName) throws(FolderError) -> FileDigest? {
    try folder.digest(ifPresent: name)
  }
}
