import Foundation
import Glibc

/// A folder for what one run needs and nobody else sees. It goes with its last reference, and all that is in it.
package final class ScratchFolder {
  package let path: String

  /// Makes one where temporary files lie: `TMPDIR`, or `/tmp`. Nobody but this user can look into it.
  package init() throws(FolderError) {
    let parent = FileManager.default.temporaryDirectory.path
    var template = Array((parent + "/kontor-XXXXXX").utf8CString)
    guard template.withUnsafeMutableBufferPointer({ $0.baseAddress.flatMap { mkdtemp($0) } }) != nil else {
      throw FolderError(CallError(.makeFolder, errno: errno), path: parent)
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    // Whoever cleans up temporary files finds what is left.
    try? FileManager.default.removeItem(atPath: path)
  }
}
