import Exchange
import Foundation
import Glibc
import Operations

/// The folder that a new pack gets. It must not be there yet, so that nothing is ever overwritten.
struct NewPackFolder {
  let path: String

  func write(_ pack: NewPack) throws(Failure) {
    let parents = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    if !parents.isEmpty { try make(parents, canBeThere: true) }
    try make(path, canBeThere: false)
    for file in pack.files {
      let steps = file.path.split(separator: "/").dropLast()
      if !steps.isEmpty { try make(path + "/" + steps.joined(separator: "/"), canBeThere: true) }
      do {
        try Data(file.bytes).write(to: URL(fileURLWithPath: path + "/" + file.path), options: .withoutOverwriting)
      } catch {
        throw Failure(
          .ioError,
          "\(path)/\(file.path) cannot be written: \(error.localizedDescription); delete \(path) and try again")
      }
    }
  }

  private func make(_ folder: String, canBeThere: Bool) throws(Failure) {
    do {
      if canBeThere {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      } else if mkdir(folder, 0o777) != 0 {
        throw CocoaError(.fileWriteUnknown, userInfo: [NSLocalizedDescriptionKey: String(cString: strerror(errno))])
      }
    } catch {
      throw Failure(
        .ioError,
        "\(folder) cannot be made: \(error.localizedDescription); see who may write there, or name another by --in")
    }
  }
}
