package import DropFolder

extension MappingSample {
  /// Writes down what the mapping made of the sample as what is expected of it from now on.
  ///
  /// - Returns: the name of the file.
  /// - Throws: ``FolderError`` where it cannot be written.
  package func record(_ content: Content) throws(FolderError) -> String {
    let (name, bytes) =
      switch content {
      case .document(let bytes): (self.name + Self.expectedDocument, bytes.last == 10 ? bytes : bytes + [10])
      case .refusal(let sentence): (self.name + Self.expectedRefusal, Array(sentence.utf8) + [10])
      }
    let target = try Folder(path: folder)
    let temporary = FileName.makeSafe(from: ".\(name).part")
    var writer = try target.create(anew: temporary, permissions: 0o664)
    try writer.write(bytes)
    _ = try writer.finish(durably: false)
    try target.replace(FileName(name), in: target, with: temporary)
    return name
  }
}
