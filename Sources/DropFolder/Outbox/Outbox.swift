/// A folder from which another system takes documents, and the hidden one beside it where they are written.
///
/// A document is written into `.prepared/<node>.<epoch>/` on the outbox's own file system, and becomes visible by one
/// rename. So do its sidecars, behind it (see `Outbox+Sidecars`). Not thread-safe.
package final class Outbox {
  package let folder: Folder
  let prepared: TenureFolders
  /// What the names of sidecars may end with, beside the names of published documents.
  let sidecarSuffixes: [String]
  var sidecars = PreparedSidecars()

  /// Opens an outbox that exists, makes its `.prepared` folders where they are missing, and makes durable what is
  /// visible. `marker` is what the folder must bear before anything is written into it.
  package init(
    path: String, tenure: Tenure, marker: ExpectedMarker? = nil, sidecarSuffixes: [String] = [],
    calls: any FileCalls = LinuxFileCalls()
  ) throws(FolderError) {
    self.sidecarSuffixes = sidecarSuffixes
    folder = try Folder(path: path, marker: marker, calls: calls)
    // Ahead of the prepared names: of a document that was renamed just before a crash, the new name must not go first.
    try folder.synchronize()
    prepared = try TenureFolders(".prepared", in: folder, tenure: tenure)
  }

  /// Whether an outbox has the folder of this tenure already. Where it has not, nothing can be said of a document that
  /// was prepared there before.
  package static func hasPrepared(_ path: String, tenure: Tenure, calls: any FileCalls) throws(FolderError) -> Bool {
    try Folder(path: path, calls: calls).subfolder(ifPresent: ".prepared")?
      .subfolder(ifPresent: tenure.folderName) != nil
  }

  /// Whether the hidden folders still stand.
  package func isWhole() throws(FolderError) -> Bool { try prepared.stand() }

  /// Begins a document where nobody reads it. Dropped without being finished, it is deleted.
  ///
  /// - Parameter documentID: a safe name, and the same one whenever this document is prepared again; for one of its
  ///   sidecars the document's id with a suffix behind it.
  /// - Throws: `nameTaken` where it is prepared already; discard what no decision stands behind first.
  package func prepare(_ documentID: String) throws(FolderError) -> FileWriter {
    let name = try FileName.safe(documentID)
    sidecars.add(documentID)
    return try prepared.own.create(name)
  }

  /// Makes a prepared document visible under its name, and never replaces anything.
  ///
  /// The witness is the prepared file and never the outbox, from which the other side may have taken it at once: where
  /// it is gone, it was published. Not durable before ``synchronize()``. Take over ended tenures before you ask: a file
  /// that still lies in another tenure's folder is not gone.
  ///
  /// Its sidecars follow with ``synchronize()``. Where another file has the name of one of them, the document waits too.
  ///
  /// - Parameter expectedSHA256: what the ledger says of its content. Nil spares reading it, where this process has
  ///   just written it.
  package func publish(
    _ documentID: String, expecting expectedSHA256: String? = nil, as name: FileName
  ) throws(FolderError) -> Publication {
    let id = try FileName.safe(documentID)
    guard name.isSafe else {
      throw FolderError(.invalidName, "Give documents safe names only.", path: folder.path(of: name))
    }
    do {
      if let expectedSHA256, try prepared.own.open(id).digest().sha256 != expectedSHA256 { return .inDoubt }
      if try !sidecarsHaveRoom(documentID, besides: name) { return .nameTaken }
      try prepared.own.move(id, to: folder, as: name)
      sidecars.follow(documentID, as: name)
      return .published
    } catch let error where error.code == .nameTaken {
      return .nameTaken
    } catch let error where error.code == .missing {
      // The same answer comes where a folder is gone, and that would be a document lost.
      try prepared.checkStanding()
      guard try folder.stands(), try prepared.own.status(of: id) == nil else { throw error }
      if try !sidecarsHaveRoom(documentID, besides: name) { return .nameTaken }
      sidecars.follow(documentID, as: name)
      return .alreadyPublished
    }
  }

  /// Deletes a prepared document that no decision stands behind. One that is not there is no error.
  package func discard(_ documentID: String) throws(FolderError) {
    sidecars.forget()
    try prepared.own.remove(try FileName.safe(documentID))
  }

  /// Deletes prepared documents that no decision stands behind, in the own tenure's folder. `isGarbage` is asked of
  /// sidecars too, by the names under which they were prepared.
  package func discardPrepared(where isGarbage: (String) -> Bool) throws(FolderError) {
    sidecars.forget()
    for entry in try prepared.own.entries() where isGarbage(entry.name.display) {
      try prepared.own.remove(entry.name)
    }
  }

  /// The names of the own tenure's prepared documents and sidecars, in order of their bytes.
  package func preparedIDs() throws(FolderError) -> [String] {
    try prepared.own.entries().map(\.name).sorted().map(\.display)
  }

  /// Every tenure that has prepared documents or had them.
  package func tenures() throws(FolderError) -> [Tenure] {
    try prepared.tenures()
  }

  /// Moves the documents of an ended tenure to the own one, after which its node cannot publish them any more.
  package func takeOver(_ ended: Tenure) throws(FolderError) {
    sidecars.forget()
    try prepared.takeOver(ended)
  }

  /// Makes durable which documents are prepared: needed before the decision that lists them.
  package func synchronizePrepared() throws(FolderError) {
    try prepared.own.synchronize()
  }

  /// Makes all publications durable, and then those of their sidecars: one call for many. The new name first, so that no
  /// moment is without either.
  package func synchronize() throws(FolderError) {
    try folder.synchronize()
    if try publishSidecars() { try folder.synchronize() }
    try prepared.own.synchronize()
  }
}

/// What became of a document that was to be published.
package enum Publication: String, Hashable, Sendable, CaseIterable {
  case published
  /// By an earlier attempt; the other side may have it already.
  case alreadyPublished = "already-published"
  /// Another file has that name in the outbox; the document is still prepared.
  case nameTaken = "name-taken"
  /// The prepared file is not what the ledger says. A person decides.
  case inDoubt = "in-doubt"
}
