import DropFolder
import Exchange
import Glibc

/// A small file that Kontor's commands change and its service reads, such as the list of users. Whole at every moment,
/// durable when a change returns, and changed by one command at a time.
package struct OwnFile: Sendable {
  /// From the root.
  package let path: String
  private let folder: String
  private let name: String

  /// The longest such file, in bytes.
  package static let longest = 4_000_000

  package init(path: String) {
    let parts = path.split(separator: "/")
    self.path = path
    folder = "/" + parts.dropLast().joined(separator: "/")
    name = String(parts.last ?? "")
  }

  /// What the file system says of it: another one after every change.
  package struct Stamp: Sendable, Equatable {
    private let status: FileStatus

    fileprivate init(_ status: FileStatus) {
      self.status = status
    }
  }

  /// Nil where there is no such file, or nobody can see it.
  package var stamp: Stamp? {
    // The reason is told by reading it.
    guard let status = try? Folder(path: folder).status(of: FileName(name)) else { return nil }
    return Stamp(status)
  }

  package struct Content: Sendable {
    package var bytes: [UInt8]
    /// The permission bits.
    package var mode: UInt32

    /// Whether nobody but its user may write it, and nobody but the group may read it.
    package var isGuarded: Bool { mode & 0o027 == 0 }
  }

  /// Nil where there is no such file.
  package func content() throws(Failure) -> Content? {
    do throws(SmallFile.Refusal) {
      let file = try SmallFile(path: path, limit: Self.longest)
      return Content(bytes: file.bytes, mode: file.mode)
    } catch {
      if PathFacts(path: path).kind == .missing, access(path, F_OK) != 0, errno == ENOENT { return nil }
      throw Failure(
        .ioError,
        "\(path) cannot be read: \(error.message). Do it as the user of the service, or one of its group.")
    }
  }

  /// Changes it, with no other command in between. Nothing is written where the change throws or answers nil.
  ///
  /// - Parameter change: what it holds, or nil where there is none, and what it is to hold.
  package func change(_ change: (Content?) throws -> [UInt8]?) throws {
    let own = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0 else {
      throw Failure(.ioError, "\(folder): \(String(cString: strerror(errno)).lowercased()). kontor init makes it.")
    }
    defer { close(own) }
    // The kernel takes the lock back with the descriptor, however this ends.
    guard flock(own, LOCK_EX) == 0 else {
      throw Failure(.ioError, "\(folder) cannot be locked: \(String(cString: strerror(errno)).lowercased()).")
    }
    var facts = stat()
    // What root wrote there the service could not read.
    if geteuid() == 0, fstat(own, &facts) == 0, facts.st_uid != 0 {
      let owner = getpwuid(facts.st_uid).map { String(cString: $0.pointee.pw_name) } ?? "#\(facts.st_uid)"
      throw Failure(
        .ioError,
        "\(folder) belongs to \(owner), who could not read what root writes there: sudo -u \(owner) kontor …")
    }
    if let bytes = try change(content()) { try put(bytes) }
  }

  private func put(_ bytes: [UInt8]) throws(FolderError) {
    let folder = try Folder(path: folder)
    let draft = try FileName(".\(name).part")
    var writer = try folder.create(anew: draft, permissions: 0o640)
    try writer.write(bytes)
    try writer.end(durably: true)
    try folder.replace(FileName(name), in: folder, with: draft)
    try folder.synchronize()
  }
}
