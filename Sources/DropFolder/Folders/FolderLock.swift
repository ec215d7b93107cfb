internal import Glibc

/// Keeps a folder for one process: a lock that the kernel takes back when the process ends, however it ends.
///
/// Not one of ``FileCalls``: it protects processes from each other, and nothing of it has to outlive them. The file is
/// never deleted, because two processes could then hold locks on two files of the same name. Good on one machine; nodes
/// on several machines keep each other out by their ledger.
package struct FolderLock: ~Copyable {
  package static let fileName: FileName = ".kontor-lock"
  private let file: Int32

  /// - Throws: `locked`, with the number of the process that holds it.
  package init(folder path: String) throws(FolderError) {
    let lockPath = path + "/.kontor-lock"
    let file = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
    if file < 0 { throw FolderError(CallError(.createFile, errno: errno), path: lockPath) }
    if flock(file, LOCK_EX | LOCK_NB) != 0 {
      let failure = CallError(.lock, errno: errno)
      defer { close(file) }
      guard failure.errno == EWOULDBLOCK else { throw FolderError(failure, path: lockPath) }
      throw FolderError(
        .locked, "\(FolderLock.holder(in: file)) works with this folder. Stop it, or wait for it.", path: path,
        errno: failure.errno)
    }
    // Only a hint for people: the lock holds without it.
    let text = Array("\(getpid())\n".utf8)
    _ = ftruncate(file, 0)
    _ = pwrite(file, text, text.count, 0)
    self.file = file
  }

  deinit {
    close(file)
  }

  private static func holder(in file: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 20)
    let count = max(pread(file, &bytes, bytes.count, 0), 0)
    let digits = bytes.prefix(count).prefix { (0x30...0x39).contains($0) }
    return digits.isEmpty ? "Another process" : "Process \(String(decoding: digits, as: UTF8.self))"
  }
}
