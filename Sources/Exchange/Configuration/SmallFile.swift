import Glibc

/// A small text file, read whole: the configuration itself, or a value that it keeps elsewhere.
package struct SmallFile {
  /// Why a file was not read, as a part of a sentence.
  package struct Refusal: Error {
    package var message: String
  }

  package var bytes: [UInt8]
  /// The permission bits.
  package var mode: UInt32

  /// Reads a regular file of at most `limit` bytes.
  package init(path: String, limit: Int) throws(Refusal) {
    // Without O_NONBLOCK a FIFO in the file's place would make Kontor wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Refusal(message: Self.lastError()) }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw Refusal(message: Self.lastError()) }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw Refusal(message: "it is not a regular file") }
    mode = facts.st_mode & 0o7777
    bytes = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Refusal(message: Self.lastError()) }
      if count == 0 { return }
      bytes += buffer[..<count]
      guard bytes.count <= limit else { throw Refusal(message: "it is longer than \(limit) bytes") }
    }
  }

  private static func lastError() -> String {
    String(cString: strerror(errno)).lowercased()
  }
}
