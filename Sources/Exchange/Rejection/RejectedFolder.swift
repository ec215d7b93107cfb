package import DropFolder

/// The rejected files of one system: what is still to be put right lies in `rejected/<system>`, what needs no work any
/// more in `closed` inside it, under the same name. A place in the ledger is the bare name, wherever the file lies.
///
/// Changes nothing. Not thread-safe.
package struct RejectedFolder {
  /// The name of the folder of what needs no work any more.
  package static let closed: FileName = "closed"

  private let view: ArchiveView

  /// - Throws: `missing` where the system has no such folder yet.
  package init(
    _ configuration: Configuration, of sender: String, calls: any FileCalls = LinuxFileCalls()
  ) throws(FolderError) {
    view = try ArchiveView(path: Self.path(configuration, of: sender), calls: calls)
  }

  init(_ view: ArchiveView) {
    self.view = view
  }

  static func path(_ configuration: Configuration, of sender: String) -> String {
    "\(configuration.rejected.absolute)/\(sender)"
  }

  /// The folder in which a rejected file lies now, and its name in it; nil where it is in neither.
  package func find(_ place: String) throws(FolderError) -> (folder: Folder, name: FileName)? {
    if let found = try view.find(place), try found.folder.status(of: found.name) != nil { return found }
    return try findClosed(place)
  }

  /// The same, only where it needs no work any more.
  package func findClosed(_ place: String) throws(FolderError) -> (folder: Folder, name: FileName)? {
    guard let found = try view.find("\(Self.closed.display)/\(place)"), try found.folder.status(of: found.name) != nil
    else { return nil }
    return found
  }
}
