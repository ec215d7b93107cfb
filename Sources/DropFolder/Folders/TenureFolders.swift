internal import Glibc

/// The folders of all tenures side by side, in `.claimed` or in `.prepared`.
struct TenureFolders {
  let parent: Folder
  let tenure: Tenure
  let own: Folder

  init(_ name: FileName, in root: Folder, tenure: Tenure) throws(FolderError) {
    parent = try root.subfolder(name)
    self.tenure = tenure
    own = try parent.subfolder(tenure.folderName)
    // What an earlier run made visible need not be durable, and everything from here on is concluded from it.
    try own.synchronize()
    try parent.synchronize()
    try root.synchronize()
  }

  /// Every tenure that has a folder here, its own too, oldest first.
  func tenures() throws(FolderError) -> [Tenure] {
    try parent.entries().compactMap { Tenure(folderName: $0.name) }
      .sorted { ($0.epoch, $0.node) < ($1.epoch, $1.node) }
  }

  /// Nil where another node has taken it over meanwhile.
  func folder(of tenure: Tenure) throws(FolderError) -> Folder? {
    tenure == self.tenure ? own : try parent.subfolder(ifPresent: tenure.folderName)
  }

  /// Moves all files of an ended tenure into the own folder and deletes the old one. Can be repeated after a crash.
  ///
  /// Only for a tenure that has ended for certain: a new epoch in the ledger, and the old lease run out.
  func takeOver(_ ended: Tenure) throws(FolderError) {
    guard ended != tenure, let old = try parent.subfolder(ifPresent: ended.folderName) else { return }
    // A file can be added as long as the folder stands; deleting the folder is what ends that, and it fails until then.
    while true {
      for entry in try old.entries() {
        do {
          try old.move(entry.name, to: own, as: entry.name)
        } catch let error where error.code == .missing {
          continue
        }
      }
      try own.synchronize()
      try old.synchronize()
      do {
        try parent.removeFolder(ended.folderName)
        return try parent.synchronize()
      } catch let error where error.code == .nameTaken {
        continue
      }
    }
  }

  /// Whether the own folder still stands.
  func stand() throws(FolderError) -> Bool {
    do {
      return try own.stands()
    } catch let error where error.errno == ESTALE {
      // What NFS answers for a folder that was deleted on another node.
      return false
    }
  }

  /// Throws `deposed` where another node has taken the own folder over: then a missing file proves nothing.
  func checkStanding() throws(FolderError) {
    if try !stand() {
      throw FolderError(
        .deposed, "It was deleted, by somebody or by another node that has taken over. It is opened anew.",
        path: own.path)
    }
  }
}
