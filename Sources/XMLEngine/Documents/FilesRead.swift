import Synchronization

/// Paths of files that were read, or tried to be. Thread-safe.
package final class FilesRead: Sendable {
  private let noted = Mutex<Set<String>>([])

  package init() {}

  package var paths: Set<String> { noted.withLock { $0 } }

  func add(_ path: String) {
    noted.withLock { _ = $0.insert(path) }
  }
}
