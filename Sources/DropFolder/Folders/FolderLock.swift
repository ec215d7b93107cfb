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
        .locked, "\(FolderLock.holder(in: file)). Stop it, or wait for it.", path: path,
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

  /// Who holds it, and since when: the file was written last when it was locked.
  private static func holder(in file: Int32) -> String {
    var facts = stat()
    var moment = tm()
    guard fstat(file, &facts) == 0, gmtime_r(&facts.st_mtim.tv_sec, &moment) != nil else {
      return "\(process(in: file)) works with this folder"
    }
    var text = [CChar](repeating: 0, count: 32)
    let length = strftime(&text, text.count, "%Y-%m-%d %H:%M:%S UTC", &moment)
    let since = String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return "\(process(in: file)) has worked with this folder since \(since)"
  }

  private static func process(in file: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 20)
    let count = max(pread(file, &bytes, bytes.count, 0), 0)
    let digits = bytes.prefix(count).prefix { (0x30...0x39).contains($0) }
    return digits.isEmpty ? "Another process" : "Process \(String(decoding: digits, as: UTF8.self))"
  }
}
