extension Folder {
  /// Renames into another folder of the same file system, and never replaces anything.
  ///
  /// Not durable before both folders are synchronized. Throws `missing` where the name is gone, which is how one of two
  /// that claim the same file learns that it lost, and `nameTaken` where the new name stands already.
  package func move(_ name: FileName, to target: Folder, as newName: FileName) throws(FolderError) {
    do {
      try rename(name, to: target, as: newName, replacing: false)
    } catch let error where error.code == .unsupported {
      // NFS and sshfs cannot promise it. A listing is right there within a tenth of a second, while `stat` can be half
      // a minute behind. Linking and unlinking instead would publish twice after a plain kill.
      if try target.entries().contains(where: { $0.name == newName }) {
        throw FolderError(
          .nameTaken, "The name is taken. Move the file of that name away; nothing is ever replaced.",
          path: target.path(of: newName))
      }
      try rename(name, to: target, as: newName, replacing: true)
    }
  }

  /// Renames onto a name that may be taken: for files that only this program writes, such as side files and markers.
  package func replace(_ newName: FileName, in target: Folder, with name: FileName) throws(FolderError) {
    try rename(name, to: target, as: newName, replacing: true)
  }

  private func rename(
    _ name: FileName, to target: Folder, as newName: FileName, replacing: Bool
  ) throws(FolderError) {
    do {
      try calls.rename(name, in: descriptor, to: newName, in: target.descriptor, replacing: replacing)
    } catch {
      let failure = FolderError(error, path: path(of: name))
      if failure.code != .nameTaken { throw failure }
      throw FolderError(error, path: target.path(of: newName))
    }
  }
}
