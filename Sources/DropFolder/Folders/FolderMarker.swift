/// The small file by which the ledger knows a folder again.
///
/// A folder without it is not mounted, a bare mount point, or new; one with another is swapped or restored from a
/// backup. In either case nothing may be concluded from what it holds, and nothing may be written into it.
package struct FolderMarker: Hashable, Sendable {
  package static let fileName: FileName = ".kontor-folder"

  /// A UUID (RFC 9562) in 36 lower-case characters.
  package let id: String
  /// Grows when the ledger and its folders start again together.
  package let generation: Int64

  package init(id: String, generation: Int64) {
    self.id = id
    self.generation = generation
  }

  /// A marker for a folder that never had one.
  package static func new(generation: Int64 = 1) -> FolderMarker {
    var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
    bytes[6] = bytes[6] & 0x0F | 0x40  // version 4
    bytes[8] = bytes[8] & 0x3F | 0x80  // variant of RFC 9562
    let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    let groups = [digits[0..<4], digits[4..<6], digits[6..<8], digits[8..<10], digits[10..<16]]
    return FolderMarker(id: groups.map { $0.joined() }.joined(separator: "-"), generation: generation)
  }

  /// The marker of a folder. Throws `markerMissing`, or `markerDiffers` where the file says nothing that was written
  /// here.
  package init(of folder: Folder) throws(FolderError) {
    let text: String
    do {
      text = String(decoding: try folder.open(FolderMarker.fileName).readAll(limit: 1000), as: UTF8.self)
    } catch let error where error.code == .missing {
      throw FolderError(
        .markerMissing,
        "It has no \(FolderMarker.fileName.display): is it mounted? If it is new, run kontor init; if it was made anew, "
          + "kontor init --mark-replaced with its path.",
        path: folder.path)
    }
    let lines = text.split(separator: "\n")
    guard lines.count == 2, lines[0].hasPrefix("id "), lines[1].hasPrefix("generation "),
      let generation = Int64(lines[1].dropFirst(11)), lines[0].utf8.count == 39
    else {
      throw FolderError(
        .markerDiffers, "Its \(FolderMarker.fileName.display) is damaged. Restore that file from a backup.",
        path: folder.path)
    }
    self.init(id: String(lines[0].dropFirst(3)), generation: generation)
  }

  /// Marks a folder durably, and replaces the marker that it had.
  package func write(to folder: Folder) throws(FolderError) {
    let new: FileName = ".kontor-folder.tmp"
    try folder.remove(new)
    var writer = try folder.create(new)
    try writer.write(Array("id \(id)\ngeneration \(generation)\n".utf8))
    _ = try writer.finish(durably: true)
    try folder.replace(FolderMarker.fileName, in: folder, with: new)
    try folder.synchronize()
  }
}
