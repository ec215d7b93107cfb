/// A file that was taken out of an inbox and lies under an id in `.claimed`.
///
/// A plain value, not a resource: who holds the claim is written in the folder and in the ledger, and both outlive the
/// process. A value that is dropped leaves a claimed file, and ``Inbox/claimed()`` finds it again.
package struct ClaimedFile: Hashable, Sendable {
  package let id: String
  /// As it was in the inbox.
  package let originalName: FileName
  /// False where the name was too long to stand behind the id, and only its beginning is known.
  package let isNameWhole: Bool
  package let tenure: Tenure

  /// `<id>~<name>`. An id is a safe name and has no tilde, so the first one ends it.
  let name: FileName

  private static let separator: UInt8 = 0x7E

  init(_ originalName: FileName, id: String, tenure: Tenure) throws(FolderError) {
    let prefix = try FileName.safe(id).bytes + [ClaimedFile.separator]
    self.id = id
    self.originalName = originalName
    self.tenure = tenure
    let whole = prefix + originalName.bytes
    isNameWhole = whole.count <= FileName.longest
    name = FileName(unchecked: Array(whole.prefix(FileName.longest)))
  }

  /// Nil where the name is not one that a claim gives.
  init?(found name: FileName, in tenure: Tenure) {
    guard let end = name.bytes.firstIndex(of: ClaimedFile.separator),
      let id = try? FileName.safe(String(decoding: name.bytes[..<end], as: UTF8.self)),
      let originalName = try? FileName(bytes: name.bytes[(end + 1)...])
    else { return nil }
    self.id = id.display
    self.originalName = originalName
    self.tenure = tenure
    self.name = name
    isNameWhole = name.bytes.count < FileName.longest
  }
}
