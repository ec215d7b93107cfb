/// The real file system, for files that need not outlive the process: nothing is ever made durable.
package struct FleetingFileCalls: FileCalls, Sendable {
  private let calls = LinuxFileCalls()

  package init() {}

  package func openFolder(_ path: String) throws(CallError) -> Descriptor { try calls.openFolder(path) }

  package func openFolder(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor {
    try calls.openFolder(name, in: folder)
  }

  package func makeFolder(_ name: FileName, in folder: Descriptor) throws(CallError) {
    try calls.makeFolder(name, in: folder)
  }

  package func entries(of folder: Descriptor) throws(CallError) -> [FolderEntry] { try calls.entries(of: folder) }

  package func status(of name: FileName, in folder: Descriptor) throws(CallError) -> FileStatus {
    try calls.status(of: name, in: folder)
  }

  package func status(of open: Descriptor) throws(CallError) -> FileStatus { try calls.status(of: open) }

  package func openFile(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor {
    try calls.openFile(name, in: folder)
  }

  package func createFile(
    _ name: FileName, in folder: Descriptor, permissions: UInt32
  ) throws(CallError) -> Descriptor {
    try calls.createFile(name, in: folder, permissions: permissions)
  }

  package func read(_ file: Descriptor, into buffer: UnsafeMutableRawBufferPointer) throws(CallError) -> Int {
    try calls.read(file, into: buffer)
  }

  package func write(_ file: Descriptor, _ bytes: UnsafeRawBufferPointer) throws(CallError) -> Int {
    try calls.write(file, bytes)
  }

  package func close(_ open: Descriptor) throws(CallError) { try calls.close(open) }

  package func synchronize(_ open: Descriptor, scope: SynchronizeScope) throws(CallError) {}

  package func rename(
    _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor, replacing: Bool
  ) throws(CallError) {
    try calls.rename(name, in: folder, to: newName, in: newFolder, replacing: replacing)
  }

  package func unlink(_ name: FileName, in folder: Descriptor, as kind: UnlinkKind) throws(CallError) {
    try calls.unlink(name, in: folder, as: kind)
  }

  package func isOpenForWriting(_ file: Descriptor) -> Bool? { calls.isOpenForWriting(file) }

  package func fileSystem(of open: Descriptor) throws(CallError) -> FileSystem { try calls.fileSystem(of: open) }
}
