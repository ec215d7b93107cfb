/// One node's turn at the folders: each start or take-over begins a new epoch, and its folders bear it.
///
/// A file system knows no fencing token, so the folder is the token: when another node has moved its files away and
/// deleted it, nothing that the old node still tries can reach a file.
package struct Tenure: Hashable, Sendable {
  package let node: String
  package let epoch: Int64

  /// `node` must be a safe name of at most 80 bytes, and `epoch` not negative.
  package init(node: String, epoch: Int64) throws(FolderError) {
    guard let name = try? FileName.safe(node), name.bytes.count <= 80, epoch >= 0 else {
      throw FolderError(
        .invalidName, "Name the node with at most 80 letters, digits, dots, underscores and dashes.",
        path: FileName.makeSafe(from: node).display)
    }
    self.node = node
    self.epoch = epoch
  }

  /// Nil where the folder is not one of ours.
  init?(folderName: FileName) {
    guard folderName.isSafe, let dot = folderName.bytes.lastIndex(of: 0x2E),
      let epoch = Int64(String(decoding: folderName.bytes[(dot + 1)...], as: UTF8.self)),
      let tenure = try? Tenure(node: String(decoding: folderName.bytes[..<dot], as: UTF8.self), epoch: epoch),
      tenure.folderName == folderName
    else { return nil }
    self = tenure
  }

  var folderName: FileName { FileName(unchecked: Array("\(node).\(epoch)".utf8)) }
}
