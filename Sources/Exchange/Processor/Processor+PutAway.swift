import DropFolder

/// What lies among the rejected files is what is still to be done: the files of closed rejections are put away.
extension Processor {
  /// So many of a system at a time; the rest follows with the next scan.
  private static let mostPutAway = 1000

  func putAwayClosed() throws {
    for port in ports {
      guard let rejected = port.rejected.opened else { continue }
      let closed = try ledger.rejectionsToPutAway(of: port.system.name, limit: Self.mostPutAway)
      guard !closed.isEmpty else { continue }
      do throws(FolderError) {
        try putAway(closed, in: rejected.folder)
      } catch {
        putOff(rejected.folder.path, error)
        continue
      }
      try ledger.markPutAway(closed.map(\.interchange))
    }
  }

  private func putAway(_ rejections: [Rejection], in folder: Folder) throws(FolderError) {
    let closed = try folder.subfolder(RejectedFolder.closed)
    try folder.synchronize()
    for rejection in rejections {
      let name = rejection.filedName
      for suffix in [""] + Self.suffixesOfRejected { try putAway(FileName.safe(name.display + suffix), folder, closed) }
    }
    try closed.synchronize()
    try folder.synchronize()
  }

  private func putAway(_ name: FileName, _ folder: Folder, _ closed: Folder) throws(FolderError) {
    guard try folder.status(of: name) != nil else { return }
    do {
      try folder.move(name, to: closed, as: name)
    } catch let error where error.code == .nameTaken {
      // Somebody put a file of that name back after it was moved. Both stay where they are.
    }
  }

  static let suffixesOfRejected = [SideFile.suffix, textReportSuffix, htmlReportSuffix]
}
