/// What holds a folder: its kind and the space that is left.
package struct FileSystem: Hashable, Sendable {
  package let kind: FileSystemKind
  /// Bytes that this process may still use.
  package let freeBytes: UInt64
  package let totalBytes: UInt64
  /// How many files can still be created; means nothing where ``totalFiles`` is zero.
  package let freeFiles: UInt64
  /// Zero on file systems without such a limit.
  package let totalFiles: UInt64
  package let isReadOnly: Bool

  package init(
    kind: FileSystemKind, freeBytes: UInt64, totalBytes: UInt64, freeFiles: UInt64, totalFiles: UInt64,
    isReadOnly: Bool
  ) {
    self.kind = kind
    self.freeBytes = freeBytes
    self.totalBytes = totalBytes
    self.freeFiles = freeFiles
    self.totalFiles = totalFiles
    self.isReadOnly = isReadOnly
  }
}

/// The file systems that this program knows by their `statfs` type.
package enum FileSystemKind: Hashable, Sendable {
  case ext, xfs, btrfs, tmpfs, overlay
  case nfs, smb, fuse
  case other(type: Int64)

  /// Numbers from `linux/magic.h`.
  package init(type: Int64) {
    self =
      switch type {
      case 0xEF53: .ext
      case 0x5846_5342: .xfs
      case 0x9123_683E: .btrfs
      case 0x0102_1994: .tmpfs
      case 0x794C_7630: .overlay
      case 0x6969: .nfs
      case 0xFF53_4D42, 0xFE53_4D42, 0x517B: .smb
      case 0x6573_5546: .fuse
      default: .other(type: type)
      }
  }

  /// Whether all writers are on this machine, so that a lease tells whether there is one. NFS 4 and SMB grant a lease
  /// while another client writes; a file system that is not known counts as remote, because a wrong yes loses data.
  package var isLocal: Bool {
    switch self {
    case .ext, .xfs, .btrfs, .tmpfs, .overlay: true
    case .nfs, .smb, .fuse, .other: false
    }
  }
}
