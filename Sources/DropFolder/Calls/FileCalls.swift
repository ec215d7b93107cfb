/// Every effect that this module has on a file system, and nothing more.
///
/// The production implementation is ``LinuxFileCalls``. A simulator can stand in its place, with one view of what is
/// visible and one of what is durable, because all that happens to a shared folder happens here. Each call is one
/// system call as far as a crash can tell. A name never contains a slash, and no call follows a link.
package protocol FileCalls {
  /// Opens a folder by its configured path. Links are followed: the path is the administrator's word.
  func openFolder(_ path: String) throws(CallError) -> Descriptor
  func openFolder(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor
  /// Fails with `EEXIST` where something of that name stands.
  func makeFolder(_ name: FileName, in folder: Descriptor) throws(CallError)
  /// All names but `.` and `..`, in no order, read anew.
  func entries(of folder: Descriptor) throws(CallError) -> [FolderEntry]
  func status(of name: FileName, in folder: Descriptor) throws(CallError) -> FileStatus
  func status(of open: Descriptor) throws(CallError) -> FileStatus

  /// Opens for reading, without waiting: a pipe opens too, so look at the status before you read.
  func openFile(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor
  /// Creates for writing, and fails with `EEXIST` where something of that name stands.
  func createFile(_ name: FileName, in folder: Descriptor, permissions: UInt32) throws(CallError) -> Descriptor
  /// Reads from where the last read ended. Zero is the end of the file.
  func read(_ file: Descriptor, into buffer: UnsafeMutableRawBufferPointer) throws(CallError) -> Int
  /// Appends, and may take less than all.
  func write(_ file: Descriptor, _ bytes: UnsafeRawBufferPointer) throws(CallError) -> Int
  /// Ends the descriptor even when it throws. An error means that written data may be lost.
  func close(_ open: Descriptor) throws(CallError)

  /// `fsync` of a file or a folder, or `syncfs` of all that its file system holds.
  func synchronize(_ open: Descriptor, scope: SynchronizeScope) throws(CallError)
  /// Fails with `EEXIST` when `replacing` is false and the name is taken, with `EINVAL` where that cannot be promised.
  func rename(
    _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor, replacing: Bool
  ) throws(CallError)
  func unlink(_ name: FileName, in folder: Descriptor, as kind: UnlinkKind) throws(CallError)

  /// Whether somebody has the file open for writing; nil where that cannot be known.
  func isOpenForWriting(_ file: Descriptor) -> Bool?
  func fileSystem(of open: Descriptor) throws(CallError) -> FileSystem
}

/// An open file or folder, as the implementation of ``FileCalls`` numbers it.
package struct Descriptor: Hashable, Sendable {
  package let number: Int32

  package init(number: Int32) {
    self.number = number
  }
}

package enum SynchronizeScope: Hashable, Sendable {
  case itself, fileSystem
}

package enum UnlinkKind: Hashable, Sendable {
  case file, folder
}

/// One name in a folder.
package struct FolderEntry: Hashable, Sendable {
  package let name: FileName
  /// Nil where the file system's listing does not tell; then only the status does.
  package let kind: FileKind?

  package init(name: FileName, kind: FileKind?) {
    self.name = name
    self.kind = kind
  }
}
