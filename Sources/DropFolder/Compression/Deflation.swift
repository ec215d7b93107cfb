import CZlib

/// Compresses a stream of bytes into one gzip member (RFC 1952). Its header names no file and no time, so that the same
/// bytes always become the same file. Memory is constant. Not thread-safe.
final class Deflation {
  // zlib remembers where its state lies, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private let path: String

  /// What zlib itself takes where nothing is said: XML becomes a tenth, and a higher level gains little.
  private static let level: Int32 = 6

  /// - Parameter path: of what is compressed, for errors.
  init(path: String) throws(FolderError) {
    self.path = path
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard kontor_begin_deflate(stream, Self.level) == Z_OK else {
      throw FolderError(.exhausted, "There is no memory to compress it. Make some free.", path: path)
    }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
    output.deallocate()
  }

  /// Takes bytes, and hands on what has become of them so far.
  func add(
    _ bytes: UnsafeRawBufferPointer, to sink: (UnsafeRawBufferPointer) throws(FolderError) -> Void
  ) throws(FolderError) {
    try run(bytes, Z_NO_FLUSH, sink)
  }

  /// Hands on the rest.
  func finish(to sink: (UnsafeRawBufferPointer) throws(FolderError) -> Void) throws(FolderError) {
    try run(UnsafeRawBufferPointer(start: nil, count: 0), Z_FINISH, sink)
  }

  private func run(
    _ bytes: UnsafeRawBufferPointer, _ flush: Int32, _ sink: (UnsafeRawBufferPointer) throws(FolderError) -> Void
  ) throws(FolderError) {
    // zlib does not write into its input; its type says otherwise for the sake of old compilers.
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = UInt32(bytes.count)
    repeat {
      stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(output.count)
      let result = deflate(stream, flush)
      guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else {
        throw FolderError(.unexpected, "It could not be compressed (zlib says \(result)).", path: path)
      }
      let count = output.count - Int(stream.pointee.avail_out)
      if count > 0 { try sink(UnsafeRawBufferPointer(rebasing: output[..<count])) }
    } while stream.pointee.avail_out == 0
  }
}
