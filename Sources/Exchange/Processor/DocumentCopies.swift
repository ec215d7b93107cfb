import DropFolder

/// Keeps the import documents of one interchange in one file, a tar archive, which is filed beside the interchange's own:
/// what the other side has taken can be sent once more, byte by byte.
final class DocumentCopies {
  private let interchange: InterchangeID
  private let folder: Folder
  private let files: PreparedFiles
  private let moment: Timestamp
  private var tar: DocumentTar.Writer?

  /// - Parameter folder: where it lies until it is filed.
  init(of interchange: InterchangeID, _ folder: Folder, _ files: PreparedFiles, at moment: Timestamp) {
    self.interchange = interchange
    self.folder = folder
    self.files = files
    self.moment = moment
  }

  /// Its name until then.
  static func name(of interchange: InterchangeID) throws(FolderError) -> FileName {
    try FileName.safe(interchange.text + SideFile.copiesSuffix)
  }

  /// The name of a document in it.
  static func entry(of document: String) -> String { document + ".xml" }

  func add(_ document: String, _ bytes: [UInt8]) throws(FolderError) {
    if tar == nil {
      tar = DocumentTar.Writer(
        into: try files.begin(Self.name(of: interchange), in: folder), modified: Int(moment.milliseconds / 1000))
    }
    try tar?.add(name: Self.entry(of: document), bytes: bytes)
  }

  func finish() throws(FolderError) {
    guard let tar = tar.take() else { return }
    try tar.finish(durably: files.endsDurably(in: folder))
  }
}
