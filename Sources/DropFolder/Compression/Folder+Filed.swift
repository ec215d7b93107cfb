/// Filed files may have been compressed since. Whoever reads one need not know: the plain form counts, and where that is
/// not there, what the compressed one holds.
extension Folder {
  /// Opens a filed file for reading, in either form.
  ///
  /// - Parameter limit: the most bytes that the content may have, where that is known: no more than that is unpacked.
  package func open(filed name: FileName, limit: Int64? = nil) throws(FolderError) -> FileReader {
    do {
      return try open(name)
    } catch let error where error.code == .missing {
      return try openCompressed(name, limit, orElse: error)
    }
  }

  private func openCompressed(
    _ name: FileName, _ limit: Int64?, orElse missing: FolderError
  ) throws(FolderError) -> FileReader {
    do {
      return try FileReader(compressed: name.compressed, in: self, limit: limit)
    } catch let error where error.code == .missing {
      throw missing
    }
  }

  /// Whether a filed file is there, in either form.
  package func holds(filed name: FileName) throws(FolderError) -> Bool {
    if try status(of: name) != nil { return true }
    return try status(of: name.compressed) != nil
  }

  /// Size and hash of a filed file's content; nil where it is there in neither form.
  package func digest(ifFiled name: FileName, limit: Int64? = nil) throws(FolderError) -> FileDigest? {
    do {
      return try open(filed: name, limit: limit).digest()
    } catch let error where error.code == .missing {
      return nil
    }
  }

  /// Deletes a filed file in both forms. One that is gone already is no error.
  package func remove(filed name: FileName) throws(FolderError) {
    try remove(name)
    try remove(name.compressed)
  }
}

extension FileName {
  /// The name of a filed file's compressed form.
  package var compressed: FileName { FileName(unchecked: bytes + Self.compressedSuffix) }

  private static let compressedSuffix = Array(".gz".utf8)

  /// The names of filed files among those in a folder, whatever form they are in, each once and in order.
  ///
  /// - Parameter suffix: of the side file that lies beside each file. A file that was called `.gz` when it came is told by
  ///   it from one that was compressed.
  static func filed(among names: [FileName], sideFile suffix: String) -> [FileName] {
    let all = Set(names)
    let side = Array(suffix.utf8)
    func isThere(_ bytes: [UInt8]) -> Bool {
      let name = FileName(unchecked: bytes)
      return all.contains(name) || all.contains(name.compressed)
    }
    let filed = names.map { name in
      guard name.bytes.count > 3, name.bytes.suffix(3).elementsEqual(compressedSuffix), !isThere(name.bytes + side)
      else { return name }
      return FileName(unchecked: name.bytes.dropLast(3))
    }
    return Set(filed).sorted()
  }
}
