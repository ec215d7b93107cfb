internal import Glibc

extension Prober {
  /// What came of renaming onto a taken name with the wish never to replace.
  enum NoReplace {
    /// The rename was refused, as it must be.
    case refused
    /// The file system does not know the wish.
    case unsupported
    /// It was said to be done, and replaced the file.
    case ignored
  }

  func noReplace() throws(FolderError) -> NoReplace {
    let folder = ground.folder
    try ground.write("one")
    try ground.write("two")
    var answer = NoReplace.ignored
    do {
      try folder.calls.rename("one", in: folder.descriptor, to: "two", in: folder.descriptor, replacing: false)
    } catch {
      let failure = FolderError(error, path: folder.path(of: "one"))
      switch failure.code {
      case .nameTaken: answer = .refused
      case .unsupported: answer = .unsupported
      default: throw failure
      }
    }
    if answer != .ignored { try folder.move("one", to: folder, as: "three") }
    return answer
  }

  static func judge(_ answer: NoReplace, foldsCase: Bool) -> Finding {
    switch answer {
    case .refused:
      return Finding(
        .rename, .good, "rename is atomic and refuses a name that is taken (renameat2, RENAME_NOREPLACE)",
        "No file can be replaced by another one, whoever writes at the same moment.")
    case .ignored:
      return Finding(
        .rename, .fault, "a rename that must not replace replaced a file",
        "Files of the same name would be lost.", change: "Use another file system for this folder.")
    case .unsupported where foldsCase:
      return Finding(
        .rename, .advice, "rename cannot be told not to replace, and capitals do not count",
        "Kontor looks at the list before it renames, but in the list a.xml and A.xml are two names: one would replace the "
          + "other.", change: "Name documents so that they differ in more than capitals, or use another file system.")
    case .unsupported:
      return Finding(
        .rename, .note, "rename cannot be told not to replace (renameat2 answers EINVAL)",
        "Kontor looks at the list right before it renames. Only a name that another program gives in the same moment could "
          + "be replaced.", change: nil)
    }
  }

  /// Whether a file can be renamed between the folder and the hidden one in which Kontor works.
  func workingFolder() throws(FolderError) -> [Finding] {
    try ground.write(ground.outside, in: root)
    try root.move(ground.outside, to: ground.folder, as: "moved")
    guard let name = role.workingFolder else { return [] }
    let working: Folder?
    do {
      working = try root.subfolder(ifPresent: name)
    } catch let error where error.code == .crossesFileSystem {
      return [Prober.otherDevice(name)]
    }
    guard let working else {
      return [
        Finding(
          .workingFolder, .good, "\(name.display) is not there yet",
          "Kontor makes it at its first start, on the same file system.")
      ]
    }
    guard try working.identity()[0] == root.identity()[0] else { return [Prober.otherDevice(name)] }
    do {
      try ground.folder.move("moved", to: working, as: ground.outside)
      try working.move(ground.outside, to: root, as: ground.outside)
    } catch {
      // Whatever went wrong, the file must not stay in the folder of the service.
      try? working.remove(ground.outside)
      if error.code == .crossesFileSystem { return [Prober.otherDevice(name)] }
      throw error
    }
    return [
      Finding(
        .workingFolder, .good, "\(name.display) is on the same file system, and files can be renamed there and back",
        "Taking a file is one atomic step.")
    ]
  }

  private static func otherDevice(_ name: FileName) -> Finding {
    Finding(
      .workingFolder, .fault, "\(name.display) is another file system",
      "No file can be renamed into it, so nothing can be taken or published.",
      change: "Unmount what is mounted at \(name.display), or mount it over the whole folder.")
  }
}
