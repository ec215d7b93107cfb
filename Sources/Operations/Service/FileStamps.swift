import Glibc

/// What some files look like without being read. Two that are equal were not written to in between, unless by somebody who
/// put the clock back to the nanosecond.
package struct FileStamps: Equatable, Sendable {
  private struct Stamp: Equatable {
    var device: UInt64
    var inode: UInt64
    var size: Int64
    var modified: [Int]
    var changed: [Int]
  }

  /// Without those that are not there.
  private var stamps: [String: Stamp] = [:]
  package private(set) var paths: Set<String> = []

  /// Looks at each path, following links.
  package init(of paths: Set<String>) {
    add(paths)
  }

  /// Looks at further paths; what was looked at before stays as it was then.
  package mutating func add(_ more: Set<String>) {
    for path in more where paths.insert(path).inserted {
      var facts = stat()
      guard stat(path, &facts) == 0 else { continue }
      stamps[path] = Stamp(
        device: UInt64(facts.st_dev), inode: UInt64(facts.st_ino), size: Int64(facts.st_size),
        modified: [facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec], changed: [facts.st_ctim.tv_sec, facts.st_ctim.tv_nsec])
    }
  }

  /// The same files as they are now.
  package func again() -> FileStamps { FileStamps(of: paths) }
}
