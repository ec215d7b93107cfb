import DropFolder
import Glibc

/// The real file system, telling of itself what others would: another kind, coarse times, no leases.
struct LyingCalls: FileCalls {
  private let real = LinuxFileCalls()
  var kind: FileSystemKind?
  var freeBytes: UInt64?
  var freeFiles: UInt64?
  var totalFiles: UInt64?
  /// What `RENAME_NOREPLACE` fails with; zero lets it replace.
  var noReplace: Int32?
  /// What is said of every file that somebody might have open.
  var lease: Bool??
  /// Nanoseconds that no time is finer than.
  var step: Int64 = 1
  /// Nanoseconds that the server's clock is ahead.
  var ahead: Int64 = 0
  /// Only times of names with this beginning are so old.
  var old = ""
  var foldsCase = false
  var owner: UInt32?
  var permissions: UInt32?
  var hidesNewNames = false
  /// Left out where a test makes thousands of calls and no power will be cut.
  var synchronizes = true

  init(kind: FileSystemKind? = nil, noReplace: Int32? = nil) {
    self.kind = kind
    self.noReplace = noReplace
  }

  private func told(_ status: FileStatus, _ name: FileName? = nil) -> FileStatus {
    var told = status
    told.modified = (status.modified + ahead) / step * step
    if let name, !old.isEmpty, name.display.hasPrefix(old) {
      told.modified -= 3_600_000_000_000
      told.changed -= 3_600_000_000_000
    }
    if let owner { told.owner = owner }
    if let permissions { told.permissions = permissions }
    return told
  }

  func openFolder(_ path: String) throws(CallError) -> Descriptor { try real.openFolder(path) }
  func openFolder(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor {
    try real.openFolder(name, in: folder)
  }
  func makeFolder(_ name: FileName, in folder: Descriptor) throws(CallError) {
    try real.makeFolder(name, in: folder)
  }
  func entries(of folder: Descriptor) throws(CallError) -> [FolderEntry] {
    hidesNewNames ? [] : try real.entries(of: folder)
  }
  func status(of name: FileName, in folder: Descriptor) throws(CallError) -> FileStatus {
    let asked = foldsCase && name == "CASE-A" ? "case-a" : name
    return told(try real.status(of: asked, in: folder), name)
  }
  func status(of open: Descriptor) throws(CallError) -> FileStatus { told(try real.status(of: open)) }
  func openFile(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor {
    try real.openFile(name, in: folder)
  }
  func createFile(_ name: FileName, in folder: Descriptor, permissions: UInt32) throws(CallError) -> Descriptor {
    try real.createFile(name, in: folder, permissions: permissions)
  }
  func read(_ file: Descriptor, into buffer: UnsafeMutableRawBufferPointer) throws(CallError) -> Int {
    try real.read(file, into: buffer)
  }
  func write(_ file: Descriptor, _ bytes: UnsafeRawBufferPointer) throws(CallError) -> Int {
    try real.write(file, bytes)
  }
  func close(_ open: Descriptor) throws(CallError) { try real.close(open) }
  func synchronize(_ open: Descriptor, scope: SynchronizeScope) throws(CallError) {
    if synchronizes { try real.synchronize(open, scope: scope) }
  }
  func rename(
    _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor, replacing: Bool
  ) throws(CallError) {
    if !replacing, let noReplace, noReplace != 0 { throw CallError(.rename, errno: noReplace) }
    try real.rename(name, in: folder, to: newName, in: newFolder, replacing: replacing || noReplace == 0)
  }
  func unlink(_ name: FileName, in folder: Descriptor, as kind: UnlinkKind) throws(CallError) {
    try real.unlink(name, in: folder, as: kind)
  }
  func isOpenForWriting(_ file: Descriptor) -> Bool? {
    if let lease { lease } else { real.isOpenForWriting(file) }
  }
  func fileSystem(of open: Descriptor) throws(CallError) -> FileSystem {
    let found = try real.fileSystem(of: open)
    return FileSystem(
      kind: kind ?? found.kind, freeBytes: freeBytes ?? found.freeBytes, totalBytes: found.totalBytes,
      freeFiles: freeFiles ?? found.freeFiles, totalFiles: totalFiles ?? found.totalFiles,
      isReadOnly: found.isReadOnly)
  }
}
