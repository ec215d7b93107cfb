import DropFolder
import Simulated

/// Stands between the program and its disk, and changes only what it implements itself.
protocol ForwardingCalls: FileCalls {
  var disk: SimulatedCalls { get }
}

extension ForwardingCalls {
  func openFolder(_ path: String) throws(CallError) -> Descriptor { try disk.openFolder(path) }

  func openFolder(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor {
    try disk.openFolder(name, in: folder)
  }

  func makeFolder(_ name: FileName, in folder: Descriptor) throws(CallError) {
    try disk.makeFolder(name, in: folder)
  }

  func entries(of folder: Descriptor) throws(CallError) -> [FolderEntry] { try disk.entries(of: folder) }

  func status(of name: FileName, in folder: Descriptor) throws(CallError) -> FileStatus {
    try disk.status(of: name, in: folder)
  }

  func status(of open: Descriptor) throws(CallError) -> FileStatus { try disk.status(of: open) }

  func openFile(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor {
    try disk.openFile(name, in: folder)
  }

  func createFile(_ name: FileName, in folder: Descriptor, permissions: UInt32) throws(CallError) -> Descriptor {
    try disk.createFile(name, in: folder, permissions: permissions)
  }

  func read(_ file: Descriptor, into buffer: UnsafeMutableRawBufferPointer) throws(CallError) -> Int {
    try disk.read(file, into: buffer)
  }

  func write(_ file: Descriptor, _ bytes: UnsafeRawBufferPointer) throws(CallError) -> Int {
    try disk.write(file, bytes)
  }

  func close(_ open: Descriptor) throws(CallError) { try disk.close(open) }

  func synchronize(_ open: Descriptor, scope: SynchronizeScope) throws(CallError) {
    try disk.synchronize(open, scope: scope)
  }

  func rename(
    _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor, replacing: Bool
  ) throws(CallError) {
    try disk.rename(name, in: folder, to: newName, in: newFolder, replacing: replacing)
  }

  func unlink(_ name: FileName, in folder: Descriptor, as kind: UnlinkKind) throws(CallError) {
    try disk.unlink(name, in: folder, as: kind)
  }

  func isOpenForWriting(_ file: Descriptor) -> Bool? { disk.isOpenForWriting(file) }

  func fileSystem(of open: Descriptor) throws(CallError) -> FileSystem { try disk.fileSystem(of: open) }
}

extension ForwardingCalls {
  /// Where documents are written before they are published.
  func isPrepared(_ folder: Descriptor) -> Bool {
    disk.path(of: folder).contains("/.prepared/")
  }

  /// Lends the outbox that a folder of prepared documents belongs to.
  func withOutbox<Result>(
    of prepared: Descriptor, _ body: (Descriptor) throws(CallError) -> Result
  ) throws(CallError) -> Result {
    let path = disk.path(of: prepared).split(separator: "/").dropLast(2).joined(separator: "/")
    let outbox = try disk.openFolder("/" + path)
    defer { try? disk.close(outbox) }
    return try body(outbox)
  }
}
