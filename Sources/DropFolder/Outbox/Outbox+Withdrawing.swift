/// Takes back what was published and not yet taken.
///
/// One rename decides between this program and the receiver: whoever is second finds nothing. What was taken back lies in
/// `.withdrawn`, where nobody looks, until it is ``discardWithdrawn(_:)``: that it lies there is the proof of it, so the
/// question may be asked again after a crash.
///
/// A receiver that has opened a document before it was taken back may still read it to its end. Whoever deletes a document
/// after reading it learns from the deletion whether it was his.
extension Outbox {
  private static let withdrawnName: FileName = ".withdrawn"

  /// Takes a published document back, and its sidecars with it. Not durable before ``synchronizeWithdrawn()``.
  ///
  /// Asking again answers the same, as long as it was not discarded.
  ///
  /// - Parameters:
  ///   - name: what it was published as.
  ///   - sha256: what the ledger says of its content. Another file of that name is left where it is: the document itself
  ///     was taken then. Nil spares reading it.
  package func withdraw(
    _ name: FileName, as documentID: String, expecting sha256: String? = nil
  ) throws(FolderError) -> Withdrawal {
    let id = try FileName.safe(documentID)
    let withdrawn = try folder.subfolder(Self.withdrawnName)
    if try withdrawn.status(of: id) == nil {
      do {
        try folder.move(name, to: withdrawn, as: id)
      } catch let error where error.code == .missing {
        // The same answer comes where the folder is gone.
        guard try folder.stands() else { throw error }
        return .alreadyTaken
      }
    }
    if let sha256, try !holds(id, sha256, in: withdrawn) {
      try withdrawn.move(id, to: folder, as: name)
      return .alreadyTaken
    }
    for suffix in sidecarSuffixes {
      do {
        try folder.move(name.with(suffix), to: withdrawn, as: id.with(suffix))
      } catch let error where error.code == .missing || error.code == .nameTaken {
        // It has none, or it is there already.
        continue
      }
    }
    return .withdrawn
  }

  /// Puts what was taken back where it was, sidecars behind it. What is not there is no error.
  package func putBack(_ documentID: String, as name: FileName) throws(FolderError) {
    guard let withdrawn = try folder.subfolder(ifPresent: Self.withdrawnName) else { return }
    let id = try FileName.safe(documentID)
    for suffix in [""] + sidecarSuffixes {
      do {
        try withdrawn.move(id.with(suffix), to: folder, as: name.with(suffix))
      } catch let error where error.code == .missing {
        continue
      }
    }
  }

  /// Deletes what was taken back, once the ledger knows of it. What is not there is no error.
  package func discardWithdrawn(_ documentID: String) throws(FolderError) {
    guard let withdrawn = try folder.subfolder(ifPresent: Self.withdrawnName) else { return }
    let id = try FileName.safe(documentID)
    // The document last: as long as it is there, all of it is.
    for suffix in sidecarSuffixes + [""] { try withdrawn.remove(id.with(suffix)) }
  }

  /// The ids of documents that were taken back and are not discarded, in order of their bytes.
  package func withdrawnIDs() throws(FolderError) -> [String] {
    guard let withdrawn = try folder.subfolder(ifPresent: Self.withdrawnName) else { return [] }
    return try withdrawn.entries().map(\.name.display).filter { !$0.contains(".") }.sorted()
  }

  /// Makes durable what was taken back and put back.
  package func synchronizeWithdrawn() throws(FolderError) {
    try folder.subfolder(ifPresent: Self.withdrawnName)?.synchronize()
    try folder.synchronize()
  }

  private func holds(_ id: FileName, _ sha256: String, in withdrawn: Folder) throws(FolderError) -> Bool {
    do {
      return try withdrawn.open(id).digest().sha256 == sha256
    } catch let error where error.code == .notRegular {
      return false
    }
  }
}

/// What became of a document that was to be taken back.
package enum Withdrawal: String, Hashable, Sendable, CaseIterable {
  case withdrawn
  /// It was not there any more: the other side has it.
  case alreadyTaken = "already-taken"
}
