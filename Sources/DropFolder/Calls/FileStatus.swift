/// What a file system says of a file.
package struct FileStatus: Hashable, Sendable {
  package var kind: FileKind
  package var device: UInt64
  package var inode: UInt64
  /// Zero for what was deleted while it was open.
  package var links: UInt64
  /// Bytes.
  package var size: Int64
  /// Nanoseconds since 1970 by the file server's clock: to be compared with each other, never with ours.
  package var modified: Int64
  /// Nanoseconds since 1970, like ``modified``. No program can set it.
  package var changed: Int64
  package var owner: UInt32
  /// The permission bits, with those for set-id and sticky.
  package var permissions: UInt32

  package init(
    kind: FileKind, device: UInt64 = 0, inode: UInt64, links: UInt64 = 1, size: Int64, modified: Int64,
    changed: Int64, owner: UInt32 = 0, permissions: UInt32 = 0
  ) {
    self.kind = kind
    self.device = device
    self.inode = inode
    self.links = links
    self.size = size
    self.modified = modified
    self.changed = changed
    self.owner = owner
    self.permissions = permissions
  }

  /// Whether both may be the same content. The link count is left out, because it says nothing of the content.
  package func hasSameContent(as other: FileStatus) -> Bool {
    kind == other.kind && device == other.device && inode == other.inode && size == other.size
      && modified == other.modified && changed == other.changed
  }
}

package enum FileKind: String, Hashable, Sendable, CaseIterable {
  case regular = "a regular file"
  case folder = "a folder"
  case symbolicLink = "a symbolic link"
  case pipe = "a named pipe"
  case socket = "a socket"
  case device = "a device"
  case unknown = "of a kind unknown here"
}
