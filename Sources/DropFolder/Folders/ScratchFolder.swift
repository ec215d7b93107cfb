import Foundation
import Glibc
import Synchronization

/// A folder for what one run needs and nobody else sees. It goes with its last reference or with the process, and all that
/// is in it.
package final class ScratchFolder {
  package let path: String

  /// Those that stand. Global, because what runs at the exit of a process can reach nothing else.
  private static let standing = Mutex<Set<String>>([])

  /// Once: a process that is told to end takes none of its references away.
  private static let removesAtExit: Void = {
    _ = atexit { for path in ScratchFolder.standing.withLock({ $0 }) { ScratchFolder.remove(path) } }
  }()

  /// Makes one where temporary files lie: `TMPDIR`, or `/tmp`. Nobody but this user can look into it.
  package init() throws(FolderError) {
    let parent = FileManager.default.temporaryDirectory.path
    var template = Array((parent + "/kontor-XXXXXX").utf8CString)
    guard template.withUnsafeMutableBufferPointer({ $0.baseAddress.flatMap { mkdtemp($0) } }) != nil else {
      throw FolderError(CallError(.makeFolder, errno: errno), path: parent)
    }
    let made = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    path = made
    _ = Self.removesAtExit
    Self.standing.withLock { _ = $0.insert(made) }
  }

  deinit {
    Self.remove(path)
    Self.standing.withLock { [path] in _ = $0.remove(path) }
  }

  private static func remove(_ path: String) {
    // Whoever cleans up temporary files finds what is left.
    try? FileManager.default.removeItem(atPath: path)
  }
}
