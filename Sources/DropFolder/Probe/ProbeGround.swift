/// The hidden place in a folder where a probe tries things out, so that it never touches what belongs to others.
///
/// It is a folder `.kontor-probe-<16 digits>`, and a file of that name with `.file` behind it for what has to be tried in
/// the folder itself. Inboxes pass both over without a word.
struct ProbeGround {
  let root: Folder
  let folder: Folder
  let name: FileName
  /// The name of the one file that may stand outside ``folder``.
  let outside: FileName

  private static let prefix = Array(".kontor-probe-".utf8)
  private static let suffix = Array(".file".utf8)

  /// Whether a name is a probe's, of this or of another process.
  static func isOwn(_ name: FileName) -> Bool {
    guard name.bytes.starts(with: prefix) else { return false }
    let rest = name.bytes.dropFirst(prefix.count)
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    guard rest.count >= 16, rest.prefix(16).allSatisfy(isDigit) else { return false }
    return rest.count == 16 || Array(rest.dropFirst(16)) == suffix
  }

  init(in root: Folder) throws(FolderError) {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    let bytes = ProbeGround.prefix + String(repeating: "0", count: 16 - digits.count).utf8 + digits.utf8
    self.root = root
    name = FileName(unchecked: bytes)
    outside = FileName(unchecked: bytes + ProbeGround.suffix)
    do {
      try root.calls.makeFolder(name, in: root.descriptor)
    } catch {
      throw FolderError(error, path: root.path(of: name))
    }
    do throws(FolderError) {
      guard let folder = try root.subfolder(ifPresent: name) else {
        throw FolderError(
          .missing, "It was just made and is gone again. Look at what deletes it.", path: root.path(of: name))
      }
      self.folder = folder
    } catch {
      // Nothing can be tried in it, so it must not stay; why it cannot be opened is the better thing to tell.
      try? root.removeFolder(name)
      throw error
    }
  }

  /// Writes a small file inside, and closes it.
  func write(_ name: FileName, in folder: Folder? = nil, durably: Bool = false) throws(FolderError) {
    var writer = try (folder ?? self.folder).create(name)
    try writer.write(Array("kontor doctor\n".utf8))
    _ = try writer.finish(durably: durably)
  }

  /// Takes everything away that a probe makes.
  func remove() throws(FolderError) {
    try root.remove(outside)
    try ProbeGround.clear(folder)
    try root.removeFolder(name)
  }

  // MARK: What a killed probe left

  /// No probe lives as long as this.
  private static let oldest: Int64 = 60_000_000_000

  /// Removes what killed probes left behind, and says how much of it.
  ///
  /// Only what bears a probe's name, belongs to this user and has stood still for a minute by the server's own clock,
  /// which this ground's own time shows: a younger one may belong to a process that is still at it.
  func removeLeftOvers(in parent: Folder, of user: ProbeUser) throws(FolderError) -> Int {
    guard let now = try root.status(of: name)?.changed else { return 0 }
    var removed = 0
    for entry in try parent.entries() where ProbeGround.isOwn(entry.name) && entry.name != name {
      guard let status = try parent.status(of: entry.name), status.owner == user.id,
        now - max(status.modified, status.changed) > ProbeGround.oldest
      else { continue }
      switch status.kind {
      case .regular: try parent.remove(entry.name)
      case .folder:
        guard let left = try parent.subfolder(ifPresent: entry.name) else { continue }
        try ProbeGround.clear(left)
        try parent.removeFolder(entry.name)
      default: continue
      }
      removed += 1
    }
    return removed
  }

  /// Every name that a probe gives inside its ground. Whatever else lies there is not ours to delete.
  private static let names: [FileName] =
    ["one", "two", "three", "moved", "durable", "time", "clock", "case-a", "event", "lease"]
    + [ProbedNames.long, ProbedNames.foreign]

  private static func clear(_ folder: Folder) throws(FolderError) {
    for name in names {
      do {
        try folder.remove(name)
      } catch let error where error.code == .invalidName {
        // A file system that cannot hold the name has no such file.
        continue
      }
    }
  }
}
