import DropFolder

/// Filed files and the side files beside them.
extension Verification {
  func checkFile(of interchange: Interchange, isRebuilt: Bool) throws {
    guard let place = interchange.place, let view = try view(at: root(of: interchange)) else { return }
    let path = shownRoot(of: interchange) + "/" + place
    let prunings = try ledger.prunings(of: interchange.id)
    // What is being deleted this moment is neither here nor gone.
    let erased = try ledger.erasedFiles(of: interchange.id)
    if prunings.contains(where: { $0.doneAt == nil }) || erased.contains(where: { $0.doneAt == nil }) { return }
    let pruning = prunings.first { $0.class == (interchange.verdict == .rejected ? .rejected : .payload) }
    do {
      guard let (folder, name) = try find(place, of: interchange, in: view) else {
        tally.filesGone += 1
        gone[String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)), default: 0] += 1
        return
      }
      let isThere = try checkContent(
        of: interchange, name, in: folder, path: path, pruning, erased.last { $0.kind == .file })
      try checkSideFile(of: interchange, name, in: folder, path: path, isRebuilt: isRebuilt, isNeeded: isThere)
    } catch let error as FolderError {
      try found(Discrepancy(.unreadable, in: path, interchange: interchange.id, error.message))
    }
  }

  /// Whether the file is there, or was pruned, so that its side file must be there.
  private func checkContent(
    of interchange: Interchange, _ name: FileName, in folder: Folder, path: String, _ pruning: Pruning?,
    _ erased: ErasedFile?
  ) throws -> Bool {
    guard let digest = try folder.digest(ifFiled: name, limit: interchange.size) else {
      if let pruning {
        tally.filesPruned += 1
        pruned[pruning.words, default: 0] += 1
        return true
      }
      if interchange.verdict == .rejected {
        // People may put them right and delete them.
        tally.filesGone += 1
        gone[shownRoot(of: interchange), default: 0] += 1
      } else {
        try found(
          Discrepancy(
            .fileMissing, in: path, interchange: interchange.id,
            "The archived file is not there, though others of its day are. Restore it from a backup."))
      }
      return false
    }
    tally.files += 1
    if let erased {
      if digest.size == interchange.size, digest.sha256 == erased.after {
        self.erased[erased.words, default: 0] += 1
      } else {
        try found(
          Discrepancy(
            .fileChanged, in: path, interchange: interchange.id,
            "It was \(erased.words), and is not what was left then: it has SHA-256 \(digest.sha256), not "
              + "\(erased.after ?? "none"). Where it was put back from a backup, erase the person again; otherwise restore it."
          ))
      }
      return true
    }
    if digest.size != interchange.size || digest.sha256 != interchange.sha256 {
      try found(
        Discrepancy(
          .fileChanged, in: path, interchange: interchange.id,
          "It was changed after it was filed: it has \(digest.size) bytes and SHA-256 \(digest.sha256), and came with "
            + "\(interchange.size) bytes and \(interchange.sha256). Restore it from a backup."))
    }
    return true
  }

  private func checkSideFile(
    of interchange: Interchange, _ name: FileName, in folder: Folder, path: String, isRebuilt: Bool, isNeeded: Bool
  ) throws {
    let sidePath = path + SideFile.suffix
    guard let reader = try sideFile(of: name, in: folder) else {
      guard isNeeded else { return }
      return try found(
        Discrepancy(
          .sideFileMissing, in: sidePath, interchange: interchange.id,
          "The side file is not there, and without it a lost ledger cannot be rebuilt. Restore it from a backup."))
    }
    do {
      try SideFileComparison(interchange, isRebuilt: isRebuilt, ledger: ledger).compare(reader)
    } catch let fault as SideFileFault {
      try found(
        Discrepancy(
          .sideFileDiffers, in: sidePath, interchange: interchange.id,
          "The side file does not agree with the ledger: \(fault.reason). One of them was changed; restore it from a "
            + "backup."))
    }
  }

  private func sideFile(of name: FileName, in folder: Folder) throws(FolderError) -> SideFileReader? {
    do {
      return SideFileReader(try folder.open(filed: FileName.safe(name.display + SideFile.suffix)))
    } catch let error where error.code == .missing {
      return nil
    }
  }

  // MARK: - Where they are

  private func shownRoot(of interchange: Interchange) -> String {
    interchange.verdict == .rejected
      ? "\(configuration.rejected.written)/\(interchange.sender)" : configuration.archive.written
  }

  private func root(of interchange: Interchange) -> String {
    interchange.verdict == .rejected
      ? RejectedFolder.path(configuration, of: interchange.sender) : configuration.archive.absolute
  }

  /// The folder in which a filed file is or was, and its name in it; nil where that is gone.
  private func find(
    _ place: String, of interchange: Interchange, in view: ArchiveView
  ) throws(FolderError) -> (folder: Folder, name: FileName)? {
    guard interchange.verdict == .rejected else { return try view.find(place) }
    let rejected = RejectedFolder(view)
    if let found = try rejected.find(place) { return found }
    // People delete rejected files and leave what lies beside them.
    guard let beside = try rejected.find(place + SideFile.suffix) else { return try view.find(place) }
    return (beside.folder, try FileName.safe(place))
  }

  /// Nil where the folder cannot be opened, which is told once.
  func view(at root: String) throws -> ArchiveView? {
    if let known = views[root] { return known }
    var view: ArchiveView?
    do {
      view = try ArchiveView(path: root, calls: calls)
    } catch {
      try found(Discrepancy(.unreadable, in: root, "\(error.message) Nothing in it was looked at."))
    }
    views[root] = .some(view)
    return view
  }

  func tellGone() throws {
    for (words, count) in pruned.sorted(by: { $0.key < $1.key }) {
      try found(
        Discrepancy(
          .filePruned, .note, in: configuration.archive.written,
          "\(count) filed \(count == 1 ? "file was" : "files were") \(words). The ledger knows \(count == 1 ? "it" : "them")"
            + " all the same."))
    }
    for (words, count) in erased.sorted(by: { $0.key < $1.key }) {
      try found(
        Discrepancy(
          .fileErased, .note, in: configuration.archive.written,
          "\(count) filed \(count == 1 ? "file was" : "files were") \(words): values of a person are written over, and what is "
            + "left is what the ledger says."))
    }
    for (folder, count) in gone.sorted(by: { $0.key < $1.key }) {
      try found(
        Discrepancy(
          .fileGone, .note, in: folder,
          "\(count) filed \(count == 1 ? "file is" : "files are") not here any more. That is right if housekeeping took "
            + "\(count == 1 ? "it" : "them") away."))
    }
  }

  // MARK: - What no row speaks of

  /// Every file in the archive must be an interchange that the ledger knows.
  func checkArchive() throws {
    guard let view = try view(at: configuration.archive.absolute) else { return }
    do {
      try view.forEachFolder(sideFile: SideFile.suffix) { path, _, names in
        progress("the archive: \(path)")
        let known = Set(names)
        for name in names {
          let text = name.display
          let suffix = [SideFile.suffix, SideFile.copiesSuffix].first { text.hasSuffix($0) }
          let base = String(text.dropLast(suffix?.count ?? 0))
          // What lies beside a file is told with it.
          if suffix != nil, (try? FileName(base)).map({ known.contains($0) }) == true { continue }
          try checkKnown(base, in: path)
        }
      }
    } catch let error as FolderError {
      try found(Discrepancy(.unreadable, in: error.path, error.message))
    }
  }

  private func checkKnown(_ name: String, in folder: String) throws {
    let place = folder.isEmpty ? name : "\(folder)/\(name)"
    let shown = "\(configuration.archive.written)/\(place)"
    guard let row = try readable(InterchangeID(String(name.prefix { $0 != "-" }))) else {
      return try found(
        Discrepancy(
          .unknownFile, in: shown,
          "The ledger does not know this file. Is the ledger older than the archive? Restore the one that belongs to it, "
            + "or rebuild it; move the file away if it is none of Kontor's."))
    }
    guard row.state == .done, row.place != place || row.verdict == .rejected else { return }
    let wasInHand = row.setAside == .ledgerLost
    try found(
      Discrepancy(
        .unknownFile, wasInHand ? .note : .error, in: shown, interchange: row.id,
        wasInHand
          ? "It was being filed when the ledger was lost, and was refused afterwards. It may be moved away."
          : "\(row.id) was not filed here but as \(row.place ?? "nothing"). Move this copy away."))
  }
}
