import CLinux
import Glibc

/// The real file system, by descriptors and single names.
package struct LinuxFileCalls: FileCalls, Sendable {
  package init() {}

  package func openFolder(_ path: String) throws(CallError) -> Descriptor {
    let number = retrying { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    return try descriptor(number < 0 ? -errno : number, .openFolder)
  }

  package func openFolder(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor {
    let number = name.withCString { kontor_open_beneath(folder.number, $0, O_RDONLY | O_DIRECTORY, 0) }
    return try descriptor(number, .openFolder)
  }

  package func makeFolder(_ name: FileName, in folder: Descriptor) throws(CallError) {
    try check(name.withCString { mkdirat(folder.number, $0, 0o770) } == 0 ? 0 : -errno, .makeFolder)
  }

  package func entries(of folder: Descriptor) throws(CallError) -> [FolderEntry] {
    // A descriptor of its own: a directory stream keeps its place, and NFS looks anew only when a folder is opened.
    let number = retrying { openat(folder.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    try check(number < 0 ? -errno : 0, .entries)
    guard let stream = fdopendir(number) else {
      let failure = CallError(.entries, errno: errno)
      _ = Glibc.close(number)
      throw failure
    }
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw CallError(.entries, errno: errno) }
        return entries
      }
      guard let name = FileName(listed: entry) else { continue }
      entries.append(FolderEntry(name: name, kind: FileKind(listed: entry.pointee.d_type)))
    }
  }

  package func status(of name: FileName, in folder: Descriptor) throws(CallError) -> FileStatus {
    var found = kontor_status()
    try check(name.withCString { kontor_status(folder.number, $0, &found) }, .status)
    return FileStatus(found)
  }

  package func status(of open: Descriptor) throws(CallError) -> FileStatus {
    var found = kontor_status()
    try check(kontor_status(open.number, nil, &found), .status)
    return FileStatus(found)
  }

  package func openFile(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor {
    try descriptor(name.withCString { kontor_open_beneath(folder.number, $0, O_RDONLY | O_NOCTTY, 0) }, .openFile)
  }

  package func createFile(
    _ name: FileName, in folder: Descriptor, permissions: UInt32
  ) throws(CallError) -> Descriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL
    return try descriptor(
      name.withCString { kontor_open_beneath(folder.number, $0, flags, permissions) }, .createFile)
  }

  package func read(_ file: Descriptor, into buffer: UnsafeMutableRawBufferPointer) throws(CallError) -> Int {
    let count = retrying { Glibc.read(file.number, buffer.baseAddress, buffer.count) }
    try check(count < 0 ? -errno : 0, .read)
    return count
  }

  package func write(_ file: Descriptor, _ bytes: UnsafeRawBufferPointer) throws(CallError) -> Int {
    let count = retrying { Glibc.write(file.number, bytes.baseAddress, bytes.count) }
    try check(count < 0 ? -errno : 0, .write)
    return count
  }

  package func close(_ open: Descriptor) throws(CallError) {
    // Linux frees the descriptor even when it answers EINTR: a second close could hit somebody else's file.
    let failed = Glibc.close(open.number) != 0 && errno != EINTR
    try check(failed ? -errno : 0, .close)
  }

  package func synchronize(_ open: Descriptor, scope: SynchronizeScope) throws(CallError) {
    switch scope {
    case .itself: try check(retrying { fsync(open.number) } == 0 ? 0 : -errno, .synchronize)
    case .fileSystem: try check(kontor_syncfs(open.number), .synchronize)
    }
  }

  package func rename(
    _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor, replacing: Bool
  ) throws(CallError) {
    let result = name.withCString { from in
      newName.withCString { to in
        kontor_rename(folder.number, from, newFolder.number, to, replacing ? 0 : 1)
      }
    }
    try check(result, .rename)
  }

  package func unlink(_ name: FileName, in folder: Descriptor, as kind: UnlinkKind) throws(CallError) {
    let flags = kind == .folder ? AT_REMOVEDIR : 0
    try check(name.withCString { unlinkat(folder.number, $0, flags) } == 0 ? 0 : -errno, .unlink)
  }

  package func isOpenForWriting(_ file: Descriptor) -> Bool? {
    switch kontor_is_open_for_writing(file.number) {
    case 0: false
    case 1: true
    default: nil
    }
  }

  package func fileSystem(of open: Descriptor) throws(CallError) -> FileSystem {
    var found = kontor_file_system()
    try check(kontor_file_system(open.number, &found), .fileSystem)
    return FileSystem(
      kind: FileSystemKind(type: found.type), freeBytes: found.free_bytes, totalBytes: found.total_bytes,
      freeFiles: found.free_files, totalFiles: found.total_files, isReadOnly: found.read_only != 0)
  }

  private func check(_ result: Int32, _ call: FileCall) throws(CallError) {
    if result < 0 { throw CallError(call, errno: -result) }
  }

  private func descriptor(_ number: Int32, _ call: FileCall) throws(CallError) -> Descriptor {
    try check(number, call)
    return Descriptor(number: number)
  }

  /// A signal that only wakes the program must not look like a failed disk.
  private func retrying<Count: SignedInteger>(_ call: () -> Count) -> Count {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}

extension FileStatus {
  fileprivate init(_ found: kontor_status) {
    self.init(
      kind: FileKind(type: found.type), device: found.device, inode: found.inode, links: found.links,
      size: found.size, modified: found.modified_ns, changed: found.changed_ns, owner: found.owner,
      permissions: found.permissions)
  }
}

extension FileKind {
  fileprivate init(type: UInt32) {
    self =
      switch type {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .symbolicLink
      case S_IFIFO: .pipe
      case S_IFSOCK: .socket
      case S_IFCHR, S_IFBLK: .device
      default: .unknown
      }
  }

  fileprivate init?(listed type: UInt8) {
    switch Int(type) {
    case Int(DT_UNKNOWN): return nil
    default: self.init(type: UInt32(type) << 12)  // DTTOIF of dirent.h
    }
  }
}

extension FileName {
  /// Nil for `.` and `..`.
  fileprivate init?(listed entry: UnsafeMutablePointer<dirent>) {
    // The name may reach beyond the field that C declares for it, so it is read in place and not as a tuple.
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    let start = UnsafeRawPointer(entry).advanced(by: offset)
    let length = strlen(start.assumingMemoryBound(to: CChar.self))
    let bytes = UnsafeRawBufferPointer(start: start, count: length)
    if length == 1 && bytes[0] == 0x2E || length == 2 && bytes[0] == 0x2E && bytes[1] == 0x2E { return nil }
    self.init(unchecked: Array(bytes))
  }
}
