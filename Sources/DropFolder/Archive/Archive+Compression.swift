internal import Crypto

/// A filed file that is to be compressed.
package struct FiledFile: Hashable, Sendable {
  /// Relative to the archive.
  package let place: String
  /// What it must hold; nil where nobody knows.
  package let digest: FileDigest?

  package init(place: String, digest: FileDigest? = nil) {
    self.place = place
    self.digest = digest
  }
}

/// How much was compressed.
package struct CompressionTally: Hashable, Sendable {
  package var files = 0
  /// Bytes before and after.
  package var before: Int64 = 0
  package var after: Int64 = 0
  /// Places of files that do not hold what they must; they stay as they are.
  package var left: [String] = []

  package init() {}
}

extension Archive {
  /// Compresses filed files, so that each lies there as `<name>.gz`. What is compressed already, or gone, is passed over.
  ///
  /// All compressed forms are durable under their names, and were read back, before the first plain one is deleted. After
  /// a crash both may be there: then the plain one counts, and this does it again.
  ///
  /// - Parameter fewFiles: how many are made durable one by one; more become so together.
  package func compress(_ files: [FiledFile], fewFiles: Int = 16) throws(FolderError) -> CompressionTally {
    var tally = CompressionTally()
    var written: [(folder: Folder, name: FileName)] = []
    let durably = files.count <= fewFiles
    for file in files {
      guard let (folder, name) = try find(file.place), let plain = try folder.open(ifPresent: name) else { continue }
      guard let size = try compress(plain, of: file, as: name, durably: durably) else {
        tally.left.append(file.place)
        continue
      }
      tally.files += 1
      tally.before += size.before
      tally.after += size.after
      written.append((folder, name))
    }
    guard !written.isEmpty else { return tally }
    if !durably { try incoming.synchronizeFileSystem() }
    for (folder, name) in written {
      try incoming.replace(name.compressed, in: folder, with: name.compressed)
    }
    try synchronize(written.map(\.folder))
    for (folder, name) in written { try folder.remove(name) }
    try synchronize(written.map(\.folder))
    try incoming.synchronize()
    return tally
  }

  /// Writes the compressed form where nobody looks for it, and reads it back; nil where the file holds something else than
  /// it must.
  private func compress(
    _ plain: borrowing FileReader, of file: FiledFile, as name: FileName, durably: Bool
  ) throws(FolderError) -> (before: Int64, after: Int64)? {
    var writer = try incoming.create(anew: name.compressed, permissions: 0o640)
    let deflation = try Deflation(path: plain.path)
    var hash = SHA256()
    var size: Int64 = 0
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while case let count = try plain.read(into: buffer), count > 0 {
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      hash.update(bufferPointer: bytes)
      size += Int64(count)
      try deflation.add(bytes) { (packed) throws(FolderError) in try writer.write(packed) }
    }
    try deflation.finish { (packed) throws(FolderError) in try writer.write(packed) }
    let packed = try writer.finish(durably: durably)
    let digest = FileDigest(size: size, sha256: hash.finalize())
    guard file.digest == nil || file.digest == digest,
      try incoming.digest(ifFiled: name, limit: size) == digest
    else {
      try incoming.remove(name.compressed)
      return nil
    }
    return (size, packed.size)
  }

  /// The folder of a filed file and its name in it; nil where that folder is gone.
  private func find(_ place: String) throws(FolderError) -> (folder: Folder, name: FileName)? {
    let place = try ArchivePlace(place)
    do {
      return (try existingFolder(of: place), place.name)
    } catch let error where error.code == .missing {
      return nil
    }
  }

  /// Whether a file is filed at a place, in either form.
  package func holds(_ place: String) throws(FolderError) -> Bool {
    guard let (folder, name) = try find(place) else { return false }
    return try folder.holds(filed: name)
  }

  /// Deletes the compressed form of what is there in its plain form again.
  package func removeCompressed(_ place: String) throws(FolderError) {
    guard let (folder, name) = try find(place), try folder.status(of: name) != nil else { return }
    try folder.remove(name.compressed)
    try folder.synchronize()
  }

  /// Deletes what is filed under a name and some suffixes, in either form, and makes that durable. What is gone already is
  /// no error.
  package func remove(_ place: String, suffixes: [String]) throws(FolderError) {
    guard let (folder, name) = try find(place) else { return }
    for suffix in suffixes { try folder.remove(filed: FileName(name.display + suffix)) }
    try folder.synchronize()
  }

  private func synchronize(_ folders: [Folder]) throws(FolderError) {
    var seen: Set<String> = []
    for folder in folders where seen.insert(folder.path).inserted { try folder.synchronize() }
  }
}

extension Folder {
  fileprivate func open(ifPresent name: FileName) throws(FolderError) -> FileReader? {
    do {
      return try open(name)
    } catch let error where error.code == .missing {
      return nil
    }
  }
}
