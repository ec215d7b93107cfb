import DropFolder

/// The real file system, in which chosen calls fail.
final class FaultyCalls: FileCalls {
  private let real: any FileCalls
  /// Asked before each call; an errno makes it fail without reaching the disk.
  var fault: (FileCall, FileName?) -> Int32? = { _, _ in nil }
  /// Runs before each call: another program that acts in between.
  var meanwhile: (FileCall, FileName?) -> Void = { _, _ in }
  private(set) var made: [FileCall] = []

  init(over real: any FileCalls = LinuxFileCalls()) {
    self.real = real
  }

  /// Fails the nth call of a kind, counted from one and from now.
  func fail(_ call: FileCall, number: Int = 1, with errno: Int32) {
    var seen = 0
    fault = { made, _ in
      guard made == call else { return nil }
      seen += 1
      return seen == number ? errno : nil
    }
  }

  /// Fails the nth call of all, counted from the first that was made.
  func failAny(number: Int, with errno: Int32) {
    fault = { [unowned self] _, _ in made.count == number ? errno : nil }
  }

  func forget() {
    made = []
  }

  private func pass(_ call: FileCall, _ name: FileName? = nil) throws(CallError) {
    made.append(call)
    meanwhile(call, name)
    if let errno = fault(call, name) { throw CallError(call, errno: errno) }
  }

  func openFolder(_ path: String) throws(CallError) -> Descriptor {
    try pass(.openFolder)
    return try real.openFolder(path)
  }
  func openFolder(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor {
    try pass(.openFolder, name)
    return try real.openFolder(name, in: folder)
  }
  func makeFolder(_ name: FileName, in folder: Descriptor) throws(CallError) {
    try pass(.makeFolder, name)
    try real.makeFolder(name, in: folder)
  }
  func entries(of folder: Descriptor) throws(CallError) -> [FolderEntry] {
    try pass(.entries)
    return try real.entries(of: folder)
  }
  func status(of name: FileName, in folder: Descriptor) throws(CallError) -> FileStatus {
    try pass(.status, name)
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
    // The descriptor ends even when closing fails, as it does in Linux.
    var failure: CallError?
    do { try pass(.close) } catch { failure = error }
    try real.close(open)
    if let failure { throw failure }
  }
  func synchronize(_ open: Descriptor, scope: SynchronizeScope) throws(CallError) {
    try pass(.synchronize)
    try real.synchronize(open, scope: scope)
  }
  func rename(
    _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor, replacing: Bool
  ) throws(CallError) {
    try pass(.rename, name)
    try real.rename(name, in: folder, to: newName, in: newFolder, replacing: replacing)
  }
  func unlink(_ name: FileName, in folder: Descriptor, as kind: UnlinkKind) throws(CallError) {
    try pass(.unlink, name)
    try real.unlink(name, in: folder, as: kind)
  }
  func isOpenForWriting(_ file: Descriptor) -> Bool? {
    real.isOpenForWriting(file)
  }
  func fileSystem(of open: Descriptor) throws(CallError) -> FileSystem {
    try pass(.fileSystem)
    return try real.fileSystem(of: open)
  }
}
