/// A look at the prepared documents of an outbox, of all tenures, that changes nothing.
package struct PreparedView {
  private let folders: [Folder]

  /// - Parameter path: the outbox's.
  package init(outbox path: String, calls: any FileCalls = LinuxFileCalls()) throws(FolderError) {
    var folders: [Folder] = []
    if let parent = try Folder(path: path, calls: calls).subfolder(ifPresent: ".prepared") {
      for entry in try parent.entries() where Tenure(folderName: entry.name) != nil {
        if let folder = try parent.subfolder(ifPresent: entry.name) { folders.append(folder) }
      }
    }
    self.folders = folders
  }

  /// What a prepared document holds; nil where it is not there.
  package func digest(of documentID: String) throws(FolderError) -> FileDigest? {
    let name = try FileName.safe(documentID)
    for folder in folders {
      if let digest = try folder.digest(ifPresent: name) { return digest }
    }
    return nil
  }

  /// The bytes of a prepared document; nil where it is not there.
  ///
  /// - Throws: `tooLarge` for one of more than `limit` bytes.
  package func contents(of documentID: String, limit: Int) throws(FolderError) -> [UInt8]? {
    let name = try FileName.safe(documentID)
    for folder in folders where try folder.status(of: name) != nil {
      return try folder.open(name).readAll(limit: limit)
    }
    return nil
  }

  /// The paths of all prepared documents, in order.
  package func paths() throws(FolderError) -> [String] {
    var paths: [String] = []
    for folder in folders { paths += try folder.entries().map { folder.path(of: $0.name) } }
    return paths.sorted()
  }
}
