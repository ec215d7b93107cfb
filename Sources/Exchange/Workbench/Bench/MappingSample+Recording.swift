package import DropFolder

extension MappingSample {
  /// Writes down what the mapping made of the sample as what is expected of it from now on.
  ///
  /// - Returns: the names of the files.
  /// - Throws: ``FolderError`` where one cannot be written.
  package func record(_ content: Content) throws(FolderError) -> [String] {
    switch content {
    case .document(let bytes, let notes):
      let document = try record(bytes.last == 10 ? bytes : bytes + [10], as: name + Self.expectedDocument)
      guard !notes.isEmpty else {
        try forgetWords()
        return [document]
      }
      return [document, try record(words: notes.joined(separator: "\n"))]
    case .refusal(let sentence): return [try record(words: sentence)]
    }
  }

  private func record(words: String) throws(FolderError) -> String {
    try record(Array(words.utf8) + [10], as: name + Self.expectedWords)
  }

  private func forgetWords() throws(FolderError) {
    let words = FileName.makeSafe(from: name + Self.expectedWords)
    guard PathFacts.names(in: folder).contains(name + Self.expectedWords) else { return }
    try Folder(path: folder).remove(words)
  }

  private func record(_ bytes: [UInt8], as name: String) throws(FolderError) -> String {
    let target = try Folder(path: folder)
    let temporary = FileName.makeSafe(from: ".\(name).part")
    var writer = try target.create(anew: temporary, permissions: 0o664)
    try writer.write(bytes)
    _ = try writer.finish(durably: false)
    try target.replace(FileName(name), in: target, with: temporary)
    return name
  }
}
