/// What the kind of a file system and the options of its mount mean, before anything is tried.
enum FileSystemJudgement {
  static func findings(_ fileSystem: FileSystem, mount: MountTable.Mount?, role: FolderRole) -> [Finding] {
    [kind(fileSystem, mount, role)] + (mount.map { [options($0)] } ?? [])
  }

  private static func kind(_ fileSystem: FileSystem, _ mount: MountTable.Mount?, _ role: FolderRole) -> Finding {
    let kind = fileSystem.kind
    let measured =
      "\(mount?.type ?? kind.name), \(kind.isLocal ? "on this machine" : "taken for a network file system")"
    switch (kind.durability, role) {
    case (.server, .ledger):
      return Finding(
        .fileSystem, .fault, measured, "Kontor refuses a ledger on a file server: its log needs shared memory.",
        change: "Put the ledger on a local disk of the machine on which Kontor runs.")
    case (.unknown, .ledger):
      return Finding(
        .fileSystem, .advice, measured, "Whether locks and fsync can be trusted there is not known.",
        change: "Put the ledger on ext4, xfs or btrfs.")
    case (.thisMachine, _): return Finding(.fileSystem, .good, measured, "Its rules are known and tried.")
    case (.memory, _): return Finding(.fileSystem, .note, measured, "Good for trying things out.")
    case (.server, _):
      return Finding(
        .fileSystem, .note, measured, "Writers on other machines cannot be seen, and events do not come from there.")
    case (.unknown, _):
      return Finding(
        .fileSystem, .note, measured, "Kontor knows nothing good of it, so it trusts neither leases nor events.")
    }
  }

  private static func options(_ mount: MountTable.Mount) -> Finding {
    let measured = "mounted at \(mount.point)"
    for (option, type, meaning, change) in harmful
    where mount.type.hasPrefix(type) && mount.options.contains(option) {
      return Finding(.mount, .advice, "\(measured) with \(option)", meaning, change: change)
    }
    return Finding(.mount, .good, measured, "None of its options does harm.")
  }

  /// Mount options that break a promise: option, type of file system, meaning, change.
  private static let harmful: [(String, String, String, String)] = [
    (
      "soft", "nfs", "A server that is slow to answer makes writes fail that it may have done.",
      "Mount it with hard, the default."
    ),
    (
      "cache=loose", "cifs", "This machine may show files that the server has no more.",
      "Mount it with cache=strict, the default."
    ),
    ("nobarrier", "ext", unconfirmed, "Mount it without nobarrier, unless the disks have a battery."),
    ("barrier=0", "ext", unconfirmed, "Mount it without barrier=0, unless the disks have a battery."),
    ("nobarrier", "btrfs", unconfirmed, "Mount it without nobarrier, unless the disks have a battery."),
    ("volatile", "overlay", unconfirmed, "Mount it without volatile, or mount a volume for the folder."),
    // What newer kernels call the same.
    ("fsync=volatile", "overlay", unconfirmed, "Mount it without volatile, or mount a volume for the folder."),
  ]

  private static let unconfirmed = "After a power cut even what fsync confirmed may be gone."
}
