import DropFolder

/// What stands in a managed folder.
protocol RoomContent: AnyObject {
  var folder: Folder { get }
  /// Whether the hidden folders in it still stand.
  func isWhole() throws(FolderError) -> Bool
}

extension Inbox: RoomContent {}
extension Outbox: RoomContent {}
extension Archive: RoomContent {}

/// A managed folder, open as long as it is the right one.
///
/// One that is away, full of errors, or not the folder that the ledger knows is closed, with the reason; each scan looks
/// again. Nothing is concluded from a room that is closed.
final class Room<Content: RoomContent> {
  let path: String
  /// The folder that bears the marker; for the rejected files of a system it is the one above.
  private let marked: String
  private let calls: any FileCalls
  private let open: () throws -> Content
  /// Nil where it is closed.
  private(set) var opened: Content?
  private(set) var fault: FolderError?

  init(
    _ path: String, marked: String? = nil, calls: any FileCalls, open: @escaping () throws -> Content
  ) {
    self.path = path
    self.marked = marked ?? path
    self.calls = calls
    self.open = open
  }

  /// The open folder; throws why it is closed.
  func use() throws(FolderError) -> Content {
    if let opened { return opened }
    throw fault ?? FolderError(.missing, "It has not been opened yet.", path: path)
  }

  /// Closes it until the next scan, after a fault that may have left it in another state than it seems to be in.
  func close(because error: FolderError) {
    opened = nil
    fault = error
  }

  /// Looks whether it is still the right folder, and opens it where it is not open.
  func refresh(_ register: FolderRegister) throws {
    do {
      try register.check(Folder(path: marked, calls: calls), at: marked)
      if let opened, try !opened.folder.isInPlace() || !opened.isWhole() { self.opened = nil }
      if opened == nil { opened = try open() }
      fault = nil
    } catch let error as FolderError {
      close(because: error)
    }
  }
}

/// How much of a file system is left alone, so that what was begun can always be ended.
struct Reserve {
  /// Bytes.
  let bytes: UInt64
  /// Files.
  private static let files: UInt64 = 1000

  /// Throws `full` where a folder's file system has less left than the reserve, or a twentieth of a small one.
  ///
  /// - Parameter planned: bytes that are about to be written.
  func check(_ folder: Folder, planned: UInt64 = 0) throws(FolderError) {
    let space = try folder.fileSystem()
    if space.isReadOnly {
      throw FolderError(.readOnly, "It is mounted read-only. Mount it again for writing.", path: folder.path)
    }
    // Some file systems do not say how large they are.
    let least = min(bytes, space.totalBytes / 20)
    if space.totalBytes > 0, space.freeBytes < least + planned {
      throw FolderError(
        .full,
        "Only \(space.freeBytes / 1_000_000) MB are free, and \((least + planned) / 1_000_000) MB are needed. "
          + "Make room; the work goes on by itself.", path: folder.path)
    }
    if space.totalFiles > 0, space.freeFiles < min(Self.files, space.totalFiles / 20) {
      throw FolderError(
        .full, "Only \(space.freeFiles) more files can be created. Make room; the work goes on by itself.",
        path: folder.path)
    }
  }
}
