extension Folder {
  /// Puts a whole file into the folder, durably, as a careful sender does: written under a name that nobody takes, then
  /// renamed. Throws `nameTaken` where something of that name stands.
  package func drop(_ bytes: [UInt8], as name: FileName) throws(FolderError) {
    let draft = try FileName(".\(name.display).part")
    try remove(draft)
    var writer = try create(draft)
    try writer.write(bytes)
    _ = try writer.finish(durably: true)
    try move(draft, to: self, as: name)
    try synchronize()
  }
}
