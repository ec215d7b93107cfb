extension Prober {
  /// What lies in an inbox, by whose it is.
  struct Owners: Hashable {
    var files = 0
    /// Files of other users, and who they are.
    var foreign = 0
    var users: Set<UInt32> = []
    /// Those whose permissions let only their owner read them.
    var closed = 0
    /// Whether the folder's sticky bit keeps this user from renaming them.
    var isSticky = false
  }

  /// So many are looked at: each costs a question to the server.
  private static let most = 1000

  func owners() throws(FolderError) -> Finding {
    var owners = Owners()
    for entry in try root.entries() where entry.name.bytes.first != 0x2E && (entry.kind ?? .regular) == .regular {
      guard owners.files < Prober.most else { break }
      guard let status = try root.status(of: entry.name), status.kind == .regular else { continue }
      owners.files += 1
      if status.owner == user.id { continue }
      owners.foreign += 1
      owners.users.insert(status.owner)
      if status.permissions & 0o044 == 0 { owners.closed += 1 }
    }
    let folder: FileStatus
    do {
      folder = try root.calls.status(of: root.descriptor)
    } catch {
      throw FolderError(error, path: root.path)
    }
    owners.isSticky = folder.permissions & 0o1000 != 0 && folder.owner != user.id && !user.passesSticky
    return Prober.judge(owners, isLocal: fileSystem.kind.isLocal, user: user)
  }

  static func judge(_ owners: Owners, isLocal: Bool, user: ProbeUser) -> Finding {
    if owners.isSticky {
      return Finding(
        .owners, .fault, "the folder has the sticky bit and belongs to somebody else",
        "Kontor may not rename or delete what others drop there.",
        change: "Take the bit away (chmod -t), or give the folder to \(user.name) (chown).")
    }
    guard owners.foreign > 0 else {
      let measured = owners.files == 0 ? "no file lies there" : "all \(owners.files) files belong to \(user.name)"
      return Finding(.owners, .good, measured, "The folder lets Kontor rename and delete files of any owner.")
    }
    let names = owners.users.sorted().prefix(3).map(ProbeUser.name(of:)).joined(separator: ", ")
    let measured = "\(owners.foreign) of \(owners.files) files belong to others (\(names))"
    if owners.closed > 0, user.id != 0 {
      return Finding(
        .owners, .advice, "\(measured), and \(owners.closed) are closed to all but their owner",
        "Kontor may claim and delete them, but cannot read those and passes them over.",
        change: "Let their writer make them readable for a group of \(user.name)'s (umask 0027 or 0007, set-group-id).")
    }
    if isLocal, !user.mayLeaseAll {
      return Finding(
        .owners, .note, measured,
        "Kontor may claim and delete them; whether they are still open for writing, the kernel says of them only with "
          + "CAP_LEASE, which the service's unit can give.")
    }
    return Finding(.owners, .good, measured, "Kontor may claim and delete them.")
  }
}
