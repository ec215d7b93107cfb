/// Filed files whose content is replaced. What takes their place is made durable first, where nobody looks for it, and a
/// rename puts it there, so that a crash at any moment leaves the one or the other.
extension Archive {
  /// Writes new content for what is filed at a place, in the form in which that lies there, durably, beside what comes in.
  /// In the place of an earlier one of the same name.
  package func prepareRewriting(_ bytes: [UInt8], of place: String, as name: FileName) throws(FolderError) {
    let place = try ArchivePlace(place)
    try incoming.remove(filed: name)
    guard try existingFolder(of: place).status(of: place.name) == nil else {
      var writer = try incoming.create(name, permissions: 0o640)
      try writer.write(bytes)
      _ = try writer.finish(durably: true)
      return
    }
    var writer = try incoming.create(name.compressed, permissions: 0o640)
    let deflation = try Deflation(path: incoming.path(of: name))
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
    defer { buffer.deallocate() }
    buffer.copyBytes(from: bytes)
    try deflation.add(UnsafeRawBufferPointer(rebasing: buffer[..<bytes.count])) { (packed) throws(FolderError) in
      try writer.write(packed)
    }
    try deflation.finish { (packed) throws(FolderError) in try writer.write(packed) }
    _ = try writer.finish(durably: true)
  }

  /// Makes the names durable of what was prepared.
  package func settleRewriting() throws(FolderError) { try incoming.synchronize() }

  /// Puts what was prepared under a name in the place of what is filed. Can be done again: gone from where it was prepared
  /// means that it was done. What is not filed any more is left so.
  package func rewrite(_ place: String, with name: FileName) throws(FolderError) {
    let place = try ArchivePlace(place)
    let folder: Folder
    do {
      folder = try existingFolder(of: place)
    } catch {
      guard error.code == .missing else { throw error }
      return try incoming.remove(filed: name)
    }
    guard try folder.holds(filed: place.name) else { return try incoming.remove(filed: name) }
    if try incoming.status(of: name) != nil {
      try incoming.replace(place.name, in: folder, with: name)
      // The plain form counts; what the other one held is not to be found any more.
      try folder.synchronize()
      try folder.remove(place.name.compressed)
    } else if try incoming.status(of: name.compressed) != nil {
      try incoming.replace(place.name.compressed, in: folder, with: name.compressed)
      try folder.synchronize()
      try folder.remove(place.name)
    }
    try folder.synchronize()
    try incoming.synchronize()
  }
}
