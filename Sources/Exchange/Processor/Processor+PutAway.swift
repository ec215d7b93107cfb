import DropFolder

/// What lies among the rejected files is what is still to be done: the files of closed incidents are put away.
extension Processor {
  /// So many at a time; the rest follows with the next scan.
  private static let mostPutAway = 1000

  func putAwayClosed() throws {
    let closed = try ledger.incidentsToPutAway(limit: Self.mostPutAway)
    guard !closed.isEmpty else { return }
    for (sender, incidents) in Dictionary(grouping: closed, by: \.sender).sorted(by: { $0.key < $1.key }) {
      guard let rejected = ports.first(where: { $0.system.name == sender })?.rejected.opened else { continue }
      do throws(FolderError) {
        try putAway(incidents, in: rejected.folder)
      } catch {
        putOff(rejected.folder.path, error)
        continue
      }
      try ledger.markPutAway(incidents.map(\.interchange))
    }
  }

  private func putAway(_ incidents: [Incident], in folder: Folder) throws(FolderError) {
    let closed = try folder.subfolder(RejectedFolder.closed)
    try folder.synchronize()
    for incident in incidents {
      let name = incident.filedName
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
