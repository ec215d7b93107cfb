import DropFolder
import Glibc

/// The real file system, in which the nth call fails, or every call from the nth on, or those that a rule names.
final class FailingCalls: FileCalls {
  enum Extent: CaseIterable {
    /// One call fails, as with a passing fault.
    case once
    /// The disk is gone from there on.
    case fromThenOn
  }

  private let real = LinuxFileCalls()
  private let failing: Int
  private let extent: Extent
  private let rule: (FileCall, FileName) -> Int32?
  private(set) var count = 0

  init(failing: Int, extent: Extent) {
    self.failing = failing
    self.extent = extent
    rule = { _, _ in nil }
  }

  /// Fails with the errno that the rule gives for a call and the old or the new name that it is about.
  init(where rule: @escaping (FileCall, FileName) -> Int32?) {
    failing = .max
    extent = .once
    self.rule = rule
  }

  var hasFailed: Bool { count >= failing }

  private func pass(_ call: FileCall, _ names: FileName...) throws(CallError) {
    count += 1
    if count == failing || (extent == .fromThenOn && count > failing) { throw CallError(call, errno: EIO) }
    for name in names { if let errno = rule(call, name) { throw CallError(call, errno: errno) } }
  }

  func openFolder(_ path: String) throws(CallError) -> Descriptor {
    try pass(.openFolder)
    return try real.openFolder(path)
  }
  func openFolder(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor {
    try pass(.openFolder)
    return try real.openFolder(name, in: folder)
  }
  func makeFolder(_ name: FileName, in folder: Descriptor) throws(CallError) {
    try pass(.makeFolder)
    try real.makeFolder(name, in: folder)
  }
  func entries(of folder: Descriptor) throws(CallError) -> [FolderEntry] {
    try pass(.entries)
    return try real.entries(of: folder)
  }
  func status(of name: FileName, in folder: Descriptor) throws(CallError) -> FileStatus {
    try pass(.status)
    return try real.status(of: name, in: folder)
  }
  func status(of open: Descriptor) throws(CallError) -> FileStatus {
    try pass(.status)
    return try real.status(of: open)
  }
  func openFile(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor {
    try pass(.openFile, name)
    return try real.openFile(name, in: folder)
  }
  func createFile(_ name: FileName, in folder: Descriptor, permissions: UInt32) throws(CallError) -> Descriptor {
    try pass(.createFile, name)
    return try real.createFile(name, in: folder, permissions: permissions)
  }
  func read(_ file: Descriptor, into buffer: UnsafeMutableRawBufferPointer) throws(CallError) -> Int {
    try pass(.read)
    return try real.read(file, into: buffer)
  }
  func write(_ file: Descriptor, _ bytes: UnsafeRawBufferPointer) throws(CallError) -> Int {
    try pass(.write)
    return try real.write(file, bytes)
  }
  func close(_ open: Descriptor) throws(CallError) {
    // The descriptor goes in any case, as on Linux.
    try real.close(open)
    try pass(.close)
  }
  func synchronize(_ open: Descriptor, scope: SynchronizeScope) throws(CallError) {
    try pass(.synchronize)
    try real.synchronize(open, scope: scope)
  }
  func rename(
    _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor, replacing: Bool
  ) throws(CallError) {
    try pass(.rename, name, newName)
    try real.rename(name, in: folder, to: newName, in: newFolder, replacing: replacing)
  }
  func unlink(_ name: FileName, in folder: Descriptor, as kind: UnlinkKind) throws(CallError) {
    try pass(.unlink, name)
    try real.unlink(name, in: folder, as: kind)
  }
  func isOpenForWriting(_ file: Descriptor) -> Bool? { real.isOpenForWriting(file) }
  func fileSystem(of open: Descriptor) throws(CallError) -> FileSystem {
    try pass(.fileSystem)
    return try real.fileSystem(of: open)
  }
}
