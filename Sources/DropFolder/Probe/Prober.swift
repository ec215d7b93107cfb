/// Puts questions to one folder. Each is a method of its own, which tries and judges.
struct Prober {
  let ground: ProbeGround
  let role: FolderRole
  let fileSystem: FileSystem
  let user: ProbeUser

  var root: Folder { ground.root }

  /// Creates, reads and lists in the folder itself, as Kontor does. Deleting is the probe's last act.
  func rights() throws(FolderError) -> Finding {
    try ground.write(ground.outside, in: root)
    let bytes = try root.open(ground.outside).readAll(limit: 100)
    let isListed = try root.entries().contains { $0.name == ground.outside }
    try root.remove(ground.outside)
    guard bytes.count == 14, isListed else {
      return Finding(
        .rights, .fault, "a file just written is \(isListed ? "not read back as written" : "not in the list")",
        "What Kontor writes there cannot be found again.", change: "Look at the file server and the mount options.")
    }
    return Finding(
      .rights, .good, "user \(user.name) may list, create, read and delete", "Kontor may work here, run by this user.")
  }

  func leftOvers() throws(FolderError) -> [Finding] {
    var removed = try ground.removeLeftOvers(in: root, of: user)
    if let working = role.workingFolder, let folder = try root.subfolder(ifPresent: working) {
      removed += try ground.removeLeftOvers(in: folder, of: user)
    }
    if removed == 0 { return [] }
    return [Finding(.leftOvers, .note, "\(removed) left by a probe that was killed", "They are removed.")]
  }

  /// fsync of a file and of folders, without which nothing can be promised.
  func synchronizing() throws(FolderError) -> Finding {
    try ground.write("durable", durably: true)
    try ground.folder.synchronize()
    try root.synchronize()
    let measured = "fsync of files and folders works"
    switch fileSystem.kind.durability {
    case .thisMachine: return Finding(.durability, .good, measured, "What is written survives a power cut.")
    case .server:
      return Finding(
        .durability, .good, measured,
        "What the server confirms it must keep; that depends on how the server is set up.",
        change: nil)
    case .memory:
      return Finding(
        .durability, .advice, "\(measured), but the file system is in memory",
        "Everything in it is gone when this machine stops.", change: "Put the folder on a disk.")
    case .unknown:
      return Finding(
        .durability, .advice, "\(measured), as far as this machine can see",
        "Whether fsync reaches a disk, only the maker of this file system knows.",
        change: "Use a local disk, NFS or SMB where a power cut must not cost a file.")
    }
  }
}

extension Folder {
  /// Device and inode.
  func identity() throws(FolderError) -> [UInt64] {
    do {
      let status = try calls.status(of: descriptor)
      return [status.device, status.inode]
    } catch {
      throw FolderError(error, path: path)
    }
  }
}
