import DropFolder
import Exchange
import Foundation
import Glibc
import Operations

/// A copy of a rejected file that a person works on, in a folder that nobody else can read.
///
/// It bears the name of the reject file, so that it is recognised if it is dropped into the inbox some day.
struct EditedCopy {
  /// Where a person finds it.
  let path: String
  private let folder: Folder
  private let name: FileName

  init(of bytes: [UInt8], named text: String) throws {
    let base = ConfiguredPath.absolute(NSTemporaryDirectory(), from: FileManager.default.currentDirectoryPath)
    var template = Array("\(base)/kontor-edit-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(
        .ioError, "no folder can be made in \(base): \(String(cString: strerror(errno))); set TMPDIR")
    }
    let made = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    folder = try Folder(path: made)
    name = FileName.makeSafe(from: text)
    path = "\(made)/\(name.display)"
    var writer = try folder.create(name, permissions: 0o600)
    try writer.write(bytes)
    _ = try writer.finish(durably: false)
  }

  /// As it is now: an editor may have put another file into its place.
  func file() throws(Failure) -> InputFile { try InputFile(path) }

  /// Takes away the folder with the copy, and what the editor left beside it. What resists is told and left: the work is
  /// done.
  func remove(_ session: Session) {
    do throws(FolderError) {
      try remove()
    } catch {
      session.err.line("a copy is left behind: \(Printable.line(error.description))")
    }
  }

  private func remove() throws(FolderError) {
    for entry in try folder.entries() { try folder.remove(entry.name) }
    let parts = path.split(separator: "/").map(String.init).dropLast()
    guard let last = parts.last else { return }
    try Folder(path: "/" + parts.dropLast().joined(separator: "/")).removeFolder(FileName(last))
  }
}
