/// An open folder: where all files of this module are opened, created, renamed and deleted.
///
/// It stays the same folder even if its path is renamed or another file system is mounted over it. Closed with the last
/// reference. Not thread-safe.
package final class Folder {
  /// Fit for display.
  package let path: String
  let calls: any FileCalls
  let descriptor: Descriptor
  /// The path by which it was opened; nil for a folder inside another one.
  private let origin: String?

  /// Opens a folder that exists, by the path of the configuration.
  ///
  /// - Parameter marker: what the folder must bear, so that nothing is written into a bare mount point. Nil for a
  ///   folder that is not managed.
  package convenience init(
    path: String, marker: ExpectedMarker? = nil, calls: any FileCalls = LinuxFileCalls()
  ) throws(FolderError) {
    let shown = path.split(separator: "/", omittingEmptySubsequences: false)
      .map { FileName(unchecked: Array($0.utf8)).display }.joined(separator: "/")
    do {
      self.init(path: shown, origin: path, calls: calls, descriptor: try calls.openFolder(path))
    } catch {
      throw FolderError(error, path: shown)
    }
    try marker?.check(self)
  }

  private init(path: String, origin: String? = nil, calls: any FileCalls, descriptor: Descriptor) {
    self.path = path
    self.origin = origin
    self.calls = calls
    self.descriptor = descriptor
  }

  deinit {
    // Nothing was written through it, so there is nothing to lose and nobody to tell.
    try? calls.close(descriptor)
  }

  package func path(of name: FileName) -> String {
    "\(path)/\(name.display)"
  }

  /// Opens a folder inside this one; nil where there is none.
  package func subfolder(ifPresent name: FileName) throws(FolderError) -> Folder? {
    do {
      return try open(folder: name)
    } catch let error where error.code == .missing {
      return nil
    }
  }

  /// Opens a folder inside this one, and makes it durably where there is none.
  package func subfolder(_ name: FileName) throws(FolderError) -> Folder {
    if let present = try subfolder(ifPresent: name) { return present }
    do {
      try calls.makeFolder(name, in: descriptor)
    } catch {
      let failure = FolderError(error, path: path(of: name))
      // Another node was faster: the folder is there, which is all that was wanted.
      if failure.code != .nameTaken { throw failure }
    }
    let made = try open(folder: name)
    try made.synchronize()
    try synchronize()
    return made
  }

  private func open(folder name: FileName) throws(FolderError) -> Folder {
    do {
      return Folder(
        path: path(of: name), calls: calls, descriptor: try calls.openFolder(name, in: descriptor))
    } catch {
      throw FolderError(error, path: path(of: name))
    }
  }

  // MARK: Looking

  /// All names, in no order. O(names), and read from the server anew each time.
  package func entries() throws(FolderError) -> [FolderEntry] {
    do {
      return try calls.entries(of: descriptor)
    } catch {
      throw FolderError(error, path: path)
    }
  }

  /// Nil where there is no such name.
  package func status(of name: FileName) throws(FolderError) -> FileStatus? {
    do {
      return try calls.status(of: name, in: descriptor)
    } catch {
      let failure = FolderError(error, path: path(of: name))
      if failure.code == .missing { return nil }
      throw failure
    }
  }

  /// Whether the folder still stands in the file system, and was not deleted while it was open.
  package func stands() throws(FolderError) -> Bool {
    do {
      return try calls.status(of: descriptor).links > 0
    } catch {
      throw FolderError(error, path: path)
    }
  }

  /// Whether its path still leads to it: not to another folder that was mounted over it, or made in its place.
  package func isInPlace() throws(FolderError) -> Bool {
    guard let origin else { return try stands() }
    let there = try Folder(path: origin, calls: calls)
    do {
      let (now, own) = (try calls.status(of: there.descriptor), try calls.status(of: descriptor))
      return now.device == own.device && now.inode == own.inode
    } catch {
      throw FolderError(error, path: path)
    }
  }

  package func fileSystem() throws(FolderError) -> FileSystem {
    do {
      return try calls.fileSystem(of: descriptor)
    } catch {
      throw FolderError(error, path: path)
    }
  }

  // MARK: Files

  /// Opens a regular file with one link for reading, and nothing else.
  package func open(_ name: FileName) throws(FolderError) -> FileReader {
    try FileReader(name, in: self)
  }

  /// Size and hash of a file; nil where there is no such name.
  package func digest(ifPresent name: FileName) throws(FolderError) -> FileDigest? {
    do {
      return try open(name).digest()
    } catch let error where error.code == .missing {
      return nil
    }
  }

  /// Creates a file that must not exist. `permissions` are narrowed by the process's umask.
  package func create(_ name: FileName, permissions: UInt32 = 0o660) throws(FolderError) -> FileWriter {
    try FileWriter(name, in: self, permissions: permissions)
  }

  /// Creates a file in the place of any earlier one of its name: for files that only this program writes, where nobody
  /// reads them.
  package func create(anew name: FileName, permissions: UInt32) throws(FolderError) -> FileWriter {
    do {
      return try create(name, permissions: permissions)
    } catch let error where error.code == .nameTaken {
      try remove(name)
      return try create(name, permissions: permissions)
    }
  }

  /// Deletes a file. One that is gone already is no error, so that deleting can be repeated after a crash.
  package func remove(_ name: FileName) throws(FolderError) {
    try unlink(name, as: .file)
  }

  /// Deletes an empty folder; a missing one is no error.
  package func removeFolder(_ name: FileName) throws(FolderError) {
    try unlink(name, as: .folder)
  }

  private func unlink(_ name: FileName, as kind: UnlinkKind) throws(FolderError) {
    do {
      try calls.unlink(name, in: descriptor, as: kind)
    } catch {
      let failure = FolderError(error, path: path(of: name))
      if failure.code != .missing { throw failure }
    }
  }

  // MARK: Durability

  /// Makes durable which names the folder holds. Not what the files hold.
  package func synchronize() throws(FolderError) {
    try synchronize(scope: .itself)
  }

  /// Makes durable what a file holds that was not written here, such as a copy that SQLite made.
  package func synchronize(_ name: FileName) throws(FolderError) {
    do throws(CallError) {
      let file = try calls.openFile(name, in: descriptor)
      // Nothing was written through it, so its end has nothing to tell.
      defer { try? calls.close(file) }
      try calls.synchronize(file, scope: .itself)
    } catch {
      throw FolderError(error, path: path(of: name))
    }
  }

  /// Makes all durable that was written to the folder's file system: one call for many files.
  package func synchronizeFileSystem() throws(FolderError) {
    try synchronize(scope: .fileSystem)
  }

  /// As ``synchronizeFileSystem()`` for the folders' file systems, each once.
  package static func synchronizeFileSystems(of folders: [Folder]) throws(FolderError) {
    if folders.count == 1 { return try folders[0].synchronizeFileSystem() }
    var done: Set<UInt64> = []
    for folder in folders where done.insert(try folder.device()).inserted { try folder.synchronizeFileSystem() }
  }

  private func device() throws(FolderError) -> UInt64 {
    do {
      return try calls.status(of: descriptor).device
    } catch {
      throw FolderError(error, path: path)
    }
  }

  private func synchronize(scope: SynchronizeScope) throws(FolderError) {
    do {
      try calls.synchronize(descriptor, scope: scope)
    } catch {
      throw FolderError(error, path: path)
    }
  }
}
