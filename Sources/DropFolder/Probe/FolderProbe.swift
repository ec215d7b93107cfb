internal import Glibc

/// What one folder can promise, as far as trying it out tells.
///
/// Everything is tried in a hidden place of the probe's own (``ProbeGround``), which is gone when this returns: safe while
/// the service works in the same folder. Takes up to two seconds, or for ever where a file server does not answer, so
/// whoever wants an answer in time asks from a process that can be left behind.
package struct FolderProbe: Hashable, Sendable, Codable {
  package let role: FolderRole
  /// With all links resolved; as it was given where it does not exist.
  package let path: String
  /// Device and inode: equal for two paths that lead to the same folder, through links and bind mounts too.
  package private(set) var identity: [UInt64] = []
  /// What holds it, by the mount table's word or else by `statfs`; nil where it could not be opened.
  package private(set) var fileSystem: String?
  package private(set) var mountPoint: String?
  /// Whether all writers are on this machine.
  package private(set) var isLocal = false
  package private(set) var durability = FileSystemKind.Durability.unknown
  /// How files are claimed, published or filed here; nil where that could not be tried.
  package private(set) var renaming: Renaming?
  package private(set) var findings: [Finding] = []

  /// How a name is given without replacing another file.
  package enum Renaming: String, Hashable, Sendable, Codable, CaseIterable {
    /// `renameat2` with `RENAME_NOREPLACE`: the file system itself sees to it.
    case neverReplacing = "rename-no-replace"
    /// A look at the list, and then a rename.
    case afterListing = "list-then-rename"
  }

  package init(
    of path: String, as role: FolderRole, calls: any FileCalls = LinuxFileCalls(), user: ProbeUser = .current(),
    mounts: MountTable = .current()
  ) {
    self.role = role
    self.path = FolderProbe.resolved(path)
    do throws(FolderError) {
      let folder = try Folder(path: path, calls: calls)
      identity = try folder.identity()
      let found = try folder.fileSystem()
      let mount = mounts.mount(of: self.path)
      fileSystem = mount.map { $0.type } ?? found.kind.name
      mountPoint = mount?.point
      isLocal = found.kind.isLocal
      durability = found.kind.durability
      add(FileSystemJudgement.findings(found, mount: mount, role: role))
      try ask(folder, found, user)
    } catch {
      // Opening answers before anything is written, so the remedy of the error is the whole advice.
      add([Finding(.rights, .fault, error, meaning: "Kontor cannot work in it.")])
    }
  }

  package var weight: Finding.Weight { findings.map(\.weight).max() ?? .good }

  /// Adds what others found out about this folder.
  package mutating func add(_ more: [Finding]) {
    findings += more
  }

  private mutating func ask(_ folder: Folder, _ fileSystem: FileSystem, _ user: ProbeUser) throws(FolderError) {
    let prober = Prober(
      ground: try ProbeGround(in: folder), role: role, fileSystem: fileSystem, user: user)
    defer { removeGround(prober.ground) }
    ask(.rights) { () throws(FolderError) in [try prober.rights()] }
    var noReplace: Prober.NoReplace?
    ask(.rename) { () throws(FolderError) in
      let answer = try prober.noReplace()
      noReplace = answer
      return [Prober.judge(answer, foldsCase: try prober.foldsCase())]
    }
    renaming = noReplace.map { $0 == .refused ? .neverReplacing : .afterListing }
    ask(.workingFolder) { () throws(FolderError) in try prober.workingFolder() }
    ask(.durability) { () throws(FolderError) in [try prober.synchronizing()] }
    ask(.times, .advice) { () throws(FolderError) in [try prober.times()] }
    ask(.clock, .advice) { () throws(FolderError) in [try prober.clock()] }
    ask(.letterCase, .advice) { () throws(FolderError) in [try prober.letterCase()] }
    ask(.names, .advice) { () throws(FolderError) in [try prober.names()] }
    if role == .inbox {
      ask(.events, .advice) { () throws(FolderError) in [try prober.events()] }
      ask(.leases, .advice) { () throws(FolderError) in [try prober.leases()] }
      ask(.owners, .advice) { () throws(FolderError) in [try prober.owners()] }
    }
    add([SpaceJudgement.finding(fileSystem)])
    ask(.leftOvers, .note) { () throws(FolderError) in try prober.leftOvers() }
  }

  /// One question that fails must not keep the others from being asked.
  private mutating func ask(
    _ question: Finding.Question, _ weight: Finding.Weight = .fault, _ answer: () throws(FolderError) -> [Finding]
  ) {
    do {
      add(try answer())
    } catch {
      let meaning =
        weight == .fault ? "Kontor needs this, and cannot work in the folder." : "This could not be found out."
      add([Finding(question, weight, error, meaning: meaning)])
    }
  }

  private mutating func removeGround(_ ground: ProbeGround) {
    do {
      try ground.remove()
    } catch {
      add([
        Finding(.leftOvers, .advice, error, meaning: "The probe's own \(ground.name.display) stays behind.")
      ])
    }
  }

  private static func resolved(_ path: String) -> String {
    guard let buffer = realpath(path, nil) else { return path }
    defer { free(buffer) }
    return String(cString: buffer)
  }
}
