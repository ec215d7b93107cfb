extension Inbox {
  /// Takes a file out of the inbox by one rename. Nil where somebody else was faster.
  ///
  /// Not durable before ``synchronizeClaims()``. `id` must be a safe name and used once.
  package func claim(_ name: FileName, as id: String) throws(FolderError) -> ClaimedFile? {
    let claimed = try ClaimedFile(name, id: id, tenure: claims.tenure)
    let marker = try marker(for: name)
    do {
      try folder.move(name, to: claims.own, as: claimed.name)
    } catch let error where error.code == .missing {
      try claims.checkStanding()
      return nil
    }
    // The name can have changed hands since the look: what came in is looked at again.
    guard let status = try claims.own.status(of: claimed.name) else { return nil }
    guard status.kind == .regular, status.links == 1 else {
      try claims.own.move(claimed.name, to: folder, as: name)
      return nil
    }
    if let marker { served.append(marker) }
    return claimed
  }

  /// Makes all claims and releases durable: one call for many. Then the markers of claimed files have served.
  package func synchronizeClaims() throws(FolderError) {
    try claims.own.synchronize()
    try folder.synchronize()
    // Not before: a power cut that takes a claim back must leave its marker.
    while let marker = served.popLast() {
      // One that stayed would only be noise; one that was written anew meanwhile speaks for the next file.
      if let now = try folder.status(of: marker.name), now.hasSameContent(as: marker.status) {
        try folder.remove(marker.name)
      }
    }
  }

  /// Whether the hidden folders still stand.
  package func isWhole() throws(FolderError) -> Bool { try claims.stand() }

  /// All claimed files, of this tenure and of earlier ones and other nodes, by tenure and id.
  package func claimed() throws(FolderError) -> [ClaimedFile] {
    var found: [ClaimedFile] = []
    for tenure in try claims.tenures() {
      guard let folder = try claims.folder(of: tenure) else { continue }
      found += try folder.entries().compactMap { ClaimedFile(found: $0.name, in: tenure) }.sorted { $0.name < $1.name }
    }
    return found
  }

  /// Every tenure that has claims or had them.
  package func tenures() throws(FolderError) -> [Tenure] {
    try claims.tenures()
  }

  /// Moves the claims of an ended tenure to the own one, after which its node cannot touch them any more.
  package func takeOver(_ ended: Tenure) throws(FolderError) {
    try claims.takeOver(ended)
  }

  /// What the claimed file looks like now; nil where it is gone. A claim that waits for its end is watched with this.
  package func status(of claimed: ClaimedFile) throws(FolderError) -> FileStatus? {
    try claims.folder(of: claimed.tenure)?.status(of: claimed.name)
  }

  /// The hash of what the claimed file holds now; nil where it is gone.
  package func digest(of claimed: ClaimedFile) throws(FolderError) -> FileDigest? {
    do {
      return try claims.folder(of: claimed.tenure)?.open(claimed.name).digest()
    } catch let error where error.code == .missing {
      return nil
    }
  }

  /// Copies a claimed file while hashing it, and makes sure that it did not change meanwhile.
  ///
  /// Needed because the claim does not stop the writer: it goes on writing into the renamed file, everywhere.
  ///
  /// - Parameter durably: false for many snapshots that one `syncfs` makes durable together.
  /// - Throws: `changed` where the file is still being written, after which the copy is gone; try again later.
  package func snapshot(
    of claimed: ClaimedFile, into target: Folder, named name: FileName, durably: Bool, pulse: () -> Void = {}
  ) throws(FolderError) -> Snapshot {
    let reader = try folder(of: claimed).open(claimed.name)
    var writer: FileWriter
    do {
      writer = try target.create(name, permissions: 0o640)
    } catch let error where error.code == .nameTaken {
      // An earlier copy stays until there is a better one: the source may not be readable any more.
      writer = try target.create(anew: FileName(unchecked: name.bytes + ".new".utf8), permissions: 0o640)
    }
    let draft = writer.name
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    // A file that grows as fast as it is read would never end.
    while writer.count <= reader.status.size {
      let count = try reader.read(into: buffer)
      if count == 0 { break }
      pulse()
      try writer.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    let now = try reader.currentStatus()
    let isStill = writer.count == reader.status.size && now.hasSameContent(as: reader.status)
    if !isStill || asksForWriters && reader.isOpenForWriting() == true {
      throw FolderError(
        .changed, "Its sender still writes to it. It is read again later; nothing needs to be done.",
        path: reader.path)
    }
    let digest = try writer.finish(durably: durably)
    if draft != name { try target.replace(name, in: target, with: draft) }
    return Snapshot(name: name, digest: digest, source: reader.status)
  }

  /// Opens a claimed file for reading.
  package func open(_ claimed: ClaimedFile) throws(FolderError) -> FileReader {
    try folder(of: claimed).open(claimed.name)
  }

  /// Deletes a claimed file, when its content is in the archive for certain. One that is gone is no error.
  package func release(_ claimed: ClaimedFile) throws(FolderError) {
    try claims.folder(of: claimed.tenure)?.remove(claimed.name)
  }

  /// Gives a claimed file back to the inbox under its old name, never replacing one that came meanwhile.
  package func putBack(_ claimed: ClaimedFile) throws(FolderError) {
    if let suffix = markerSuffix {
      // The claim took the marker away, and without one the file would never settle again.
      do {
        _ = try folder.create(try FileName(bytes: claimed.originalName.bytes + suffix.utf8)).finish(durably: false)
      } catch let error where error.code == .nameTaken {
        // It speaks for this one too.
      }
    }
    try folder(of: claimed).move(claimed.name, to: folder, as: claimed.originalName)
  }

  private func folder(of claimed: ClaimedFile) throws(FolderError) -> Folder {
    if let folder = try claims.folder(of: claimed.tenure) { return folder }
    throw FolderError(
      .missing, "The claims of \(claimed.tenure.folderName.display) were taken over. List the claimed files again.",
      path: folder.path(of: claimed.name))
  }

  private func marker(for name: FileName) throws(FolderError) -> (name: FileName, status: FileStatus)? {
    guard let suffix = markerSuffix else { return nil }
    let marker = FileName(unchecked: name.bytes + suffix.utf8)
    return try folder.status(of: marker).map { (marker, $0) }
  }
}
