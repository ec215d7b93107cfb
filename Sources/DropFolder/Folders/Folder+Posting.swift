extension Folder {
  /// Puts a small file into the folder in the place of any earlier one, whole at every moment: for what is written again
  /// and again for other programs to look at. Not durable, because after a power cut it would be old news.
  package func post(_ bytes: [UInt8], as name: FileName, permissions: UInt32 = 0o644) throws(FolderError) {
    let draft = try FileName(".\(name.display).part")
    var writer = try create(anew: draft, permissions: permissions)
    try writer.write(bytes)
    try writer.end(durably: false)
    try replace(name, in: self, with: draft)
  }
}
