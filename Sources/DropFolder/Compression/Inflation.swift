import CZlib

/// Gives the content of a gzip file (RFC 1952), whatever number of members it has. Memory is constant. Not thread-safe.
///
/// A few bytes can be made to become a great many: never more is unpacked than a limit, and one byte that tells.
final class Inflation {
  private let stream: UnsafeMutablePointer<z_stream>
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private let limit: Int64?
  private let path: String
  private var produced: Int64 = 0
  private var members = 0
  private var isInMember = false

  /// - Parameters:
  ///   - limit: the most bytes that its content may have; nil where nobody knows.
  ///   - path: for errors.
  init(limit: Int64?, path: String) throws(FolderError) {
    self.limit = limit
    self.path = path
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard kontor_begin_inflate(stream) == Z_OK else {
      throw FolderError(.exhausted, "There is no memory to unpack it. Make some free.", path: path)
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// The next bytes of the content; zero is its end.
  ///
  /// - Parameter source: the next bytes of the file, as ``FileReader/read(into:)`` gives them.
  func read(
    into buffer: UnsafeMutableRawBufferPointer,
    from source: (UnsafeMutableRawBufferPointer) throws(FolderError) -> Int
  ) throws(FolderError) -> Int {
    let room = Int(min(Int64(min(buffer.count, 1 << 30)), (limit.map { $0 + 1 } ?? .max) - produced))
    guard room > 0 else { return 0 }
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room)
    while Int(stream.pointee.avail_out) == room {
      if stream.pointee.avail_in == 0 { try fill(from: source) }
      if stream.pointee.avail_in == 0 {
        guard !isInMember, members > 0 else { throw damaged("It is cut off") }
        return 0
      }
      if !isInMember {
        if members > 0 { inflateReset(stream) }
        isInMember = true
      }
      switch inflate(stream, Z_NO_FLUSH) {
      case Z_OK: break
      case Z_STREAM_END:
        members += 1
        isInMember = false
      default: throw damaged("It is damaged, or no gzip file")
      }
    }
    let count = room - Int(stream.pointee.avail_out)
    produced += Int64(count)
    if let limit, produced > limit {
      throw FolderError(
        .tooLarge,
        "It holds more than the \(limit) bytes with which the file came, so it is not the file that was compressed. "
          + "Restore that from a backup.", path: path)
    }
    return count
  }

  private func fill(
    from source: (UnsafeMutableRawBufferPointer) throws(FolderError) -> Int
  ) throws(FolderError) {
    let count = try source(input)
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(count)
  }

  private func damaged(_ what: String) -> FolderError {
    FolderError(.damaged, "\(what). Restore it from a backup.", path: path)
  }
}
