import DropFolder
package import Exchange
import Foundation
import Glibc
package import XMLEngine

/// A file named on the command line, `-` being standard input; it can be read from its beginning as often as needed.
///
/// What is no regular file, such as a pipe, is first copied to an unnamed temporary file: it gives its bytes only once.
package final class InputFile {
  /// As the user named it, fit for display.
  package let name: String
  private let descriptor: Int32

  package init(_ path: String) throws(Failure) {
    name = path == "-" ? "<stdin>" : Printable.line(path)
    let opened = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw Self.unreadable(name, errno) }
    var facts = stat()
    guard fstat(opened, &facts) == 0 else {
      let reason = errno
      close(opened)
      throw Self.unreadable(name, reason)
    }
    if facts.st_mode & S_IFMT == S_IFDIR {
      close(opened)
      throw Self.unreadable(name, EISDIR)
    }
    if facts.st_mode & S_IFMT == S_IFREG {
      descriptor = opened
      return
    }
    defer { close(opened) }
    descriptor = try Self.spool(opened, name)
  }

  /// A file of the archive as it came, where it was compressed since.
  ///
  /// - Parameter size: of the file as it came, in bytes.
  package init(compressed place: String, in archive: ConfiguredPath, size: Int64) throws {
    name = Printable.line("\(archive.written)/\(place)")
    guard let (folder, file) = try ArchiveView(path: archive.absolute).find(place) else {
      throw Self.unreadable(name, ENOENT)
    }
    let reader: FileReader
    do throws(FolderError) {
      reader = try folder.open(filed: file, limit: size)
    } catch {
      guard error.code == .missing else { throw error }
      throw Self.unreadable(name, ENOENT)
    }
    let copy = try Self.unnamed()
    descriptor = copy
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while case let count = try reader.read(into: buffer), count > 0 {
      guard Self.write(Array(buffer[..<count])[...], to: copy) else { throw Self.unreadable("a temporary file", errno) }
    }
  }

  /// What a program made and has no name in any folder.
  package init(_ bytes: [UInt8], name: String) throws(Failure) {
    self.name = Printable.line(name)
    descriptor = try Self.unnamed()
    guard Self.write(bytes[...], to: descriptor) else { throw Self.unreadable("a temporary file", errno) }
  }

  deinit {
    close(descriptor)
  }

  /// The file from its beginning.
  package func source() -> RecordReader.Source {
    var offset: off_t = 0
    return { buffer throws(XMLEngineError) in
      while true {
        let count = pread(self.descriptor, buffer.baseAddress, buffer.count, offset)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else {
          throw XMLEngineError(.input, Self.reason(errno) + "; see whether it is still there", subject: self.name)
        }
        offset += off_t(count)
        return count
      }
    }
  }

  /// Bytes around a place; fewer at the ends of the file.
  package func bytes(from start: Int, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(descriptor, buffer.baseAddress, count, off_t(start)))
    }
  }

  /// Bytes.
  package var size: Int {
    var facts = stat()
    return fstat(descriptor, &facts) == 0 ? Int(facts.st_size) : 0
  }

  /// All of it: only for what is known to be small.
  package var contents: [UInt8] { bytes(from: 0, count: size) }

  private static func unnamed() throws(Failure) -> Int32 {
    var template = Array((NSTemporaryDirectory() + "/kontor-XXXXXX").utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw unreadable("a temporary file", errno) }
    unlink(template)
    return file
  }

  private static func write(_ bytes: ArraySlice<UInt8>, to file: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let step = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if step < 0 { return false }
      rest = rest.dropFirst(step)
    }
    return true
  }

  private static func spool(_ input: Int32, _ name: String) throws(Failure) -> Int32 {
    let copy = try unnamed()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(input, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count == 0 { return copy }
      if count < 0 || !write(buffer[..<count], to: copy) {
        let reason = errno
        close(copy)
        throw unreadable(name, reason)
      }
    }
  }

  private static func unreadable(_ name: String, _ reason: Int32) -> Failure {
    let remedy =
      switch reason {
      case ENOENT: "name a file that exists"
      case EACCES: "run as a user who may read it"
      case EISDIR: "name the files in it"
      default: "see whether it can be read at all"
      }
    return Failure(.noInput, "\(name): \(self.reason(reason)); \(remedy)")
  }

  private static func reason(_ code: Int32) -> String {
    String(cString: strerror(code)).lowercased()
  }
}
