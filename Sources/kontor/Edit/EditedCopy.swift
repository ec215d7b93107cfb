import DropFolder
import Exchange
import Foundation
import Glibc

/// A copy of a rejected file that a person works on, in a folder that nobody else can read.
///
/// It bears the name of the reject file, so that it is recognised if it is dropped into the inbox some day.
struct EditedCopy {
  private let folder: Folder
  private let name: FileName

  var path: String { folder.path(of: name) }

  init(of bytes: [UInt8], named text: String) throws {
    var template = Array((NSTemporaryDirectory() + "/kontor-edit-XXXXXX").replacing("//", with: "/").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(
        .ioError, "no folder can be made in \(NSTemporaryDirectory()): \(String(cString: strerror(errno))); set TMPDIR")
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    folder = try Folder(path: path)
    name = FileName.makeSafe(from: text)
    var writer = try folder.create(name, permissions: 0o600)
    try writer.write(bytes)
    _ = try writer.finish(durably: false)
  }

  /// As it is now: an editor may have put another file into its place.
  func file() throws(Failure) -> InputFile { try InputFile(path) }

  /// Takes away the folder with the copy, and what the editor left beside it.
  func remove() throws {
    for entry in try folder.entries() { try folder.remove(entry.name) }
    var parts = folder.path.split(separator: "/").map(String.init)
    let last = parts.removeLast()
    try Folder(path: "/" + parts.joined(separator: "/")).removeFolder(FileName(last))
  }
}
