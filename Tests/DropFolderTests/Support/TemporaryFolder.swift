import DropFolder
import Foundation
import Glibc

/// A real folder for one test, gone with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array((NSTemporaryDirectory() + "/drop-folder-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress.unsafelyUnwrapped) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func make(_ relative: String) throws -> String {
    let made = path + "/" + relative
    try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: true)
    return made
  }

  /// Writes as another program would: past this module, in place.
  func write(_ text: String, to relative: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + relative))
  }

  func text(of relative: String) -> String? {
    FileManager.default.contents(atPath: path + "/" + relative).map { String(decoding: $0, as: UTF8.self) }
  }

  func names(in relative: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + relative).sorted()
  }

  /// Moves a file's times, which the tests of markers need apart.
  func setModified(_ relative: String, seconds: Int) {
    let times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
    _ = utimensat(AT_FDCWD, path + "/" + relative, times, 0)
  }
}

/// Another program that has a file open.
final class OtherWriter {
  private let file: Int32

  init(_ path: String) {
    file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
  }

  func write(_ text: String) {
    _ = Glibc.write(file, text, text.utf8.count)
  }

  deinit {
    close(file)
  }
}

func thisTenure(_ epoch: Int64 = 1, node: String = "a") throws -> Tenure {
  try Tenure(node: node, epoch: epoch)
}

/// The code of the error that a call throws, or nil.
func code(_ body: () throws -> Void) -> FolderError.Code? {
  do {
    try body()
    return nil
  } catch {
    return (error as? FolderError)?.code
  }
}
