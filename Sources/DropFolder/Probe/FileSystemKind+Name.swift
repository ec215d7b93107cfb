extension FileSystemKind {
  /// What the administrator calls it. `statfs` has one number for ext2, ext3 and ext4; the mount table knows better.
  package var name: String {
    switch self {
    case .ext: "ext2/3/4"
    case .xfs: "xfs"
    case .btrfs: "btrfs"
    case .tmpfs: "tmpfs"
    case .overlay: "overlayfs"
    case .nfs: "nfs"
    case .smb: "cifs/smb2"
    case .fuse: "fuse"
    case .other(let type): FileSystemKind.otherNames[type] ?? "unknown (statfs type 0x\(String(type, radix: 16)))"
    }
  }

  /// Numbers from `linux/magic.h`, and of ZFS and VMware from their own sources.
  private static let otherNames: [Int64: String] = [
    0x0102_1997: "9p", 0x4D44: "vfat", 0x2011_BAB0: "exfat", 0x5346_544E: "ntfs", 0x7366_746E: "ntfs3",
    0xF2F5_2010: "f2fs", 0x2FC1_2FC1: "zfs", 0x8584_58F6: "ramfs", 0x00C3_6400: "ceph", 0x5346_414F: "afs",
    0x0116_1970: "gfs2", 0x7461_636F: "ocfs2", 0xBACB_ACBC: "vmhgfs", 0x6A65_6A63: "virtiofs", 0x7371_7368: "squashfs",
    0x9660: "iso9660", 0xCA45_1A4E: "bcachefs",
  ]

  /// Whether files come there that this machine's kernel hears nothing of. FUSE is mostly sshfs, or a share of a desktop.
  package var isOverNetwork: Bool {
    switch self {
    case .nfs, .smb, .fuse: true
    case .other(let type): FileSystemKind.otherNetworks.contains(type)
    case .ext, .xfs, .btrfs, .tmpfs, .overlay: false
    }
  }

  /// 9p, ceph, afs, gfs2, ocfs2, vmhgfs and virtiofs.
  private static let otherNetworks: Set<Int64> = [
    0x0102_1997, 0x00C3_6400, 0x5346_414F, 0x0116_1970, 0x7461_636F, 0xBACB_ACBC, 0x6A65_6A63,
  ]

  /// Whose power cut can take back what was seen already.
  var durability: Durability {
    switch self {
    case .ext, .xfs, .btrfs, .overlay: .thisMachine
    case .nfs, .smb: .server
    case .tmpfs: .memory
    case .fuse, .other: .unknown
    }
  }

  package enum Durability: String, Hashable, Sendable, Codable, CaseIterable {
    case thisMachine = "this-machine"
    case server
    /// Everything is gone with the power.
    case memory
    case unknown
  }
}
