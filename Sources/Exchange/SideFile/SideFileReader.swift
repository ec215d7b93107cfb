import DropFolder
import Foundation

/// Reads a side file line by line.
final class SideFileReader {
  private let file: FileReader
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private var pending: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private let decoder = JSONDecoder()
  /// Lines read so far.
  private(set) var count = 0

  /// Much longer than any line that Kontor writes, in bytes: a record has at most a few dozen issues.
  private static let longestLine = 16 << 20

  init(_ file: consuming FileReader) {
    self.file = file
  }

  deinit {
    buffer.deallocate()
  }

  /// The next line; nil at the end of the file.
  func next() throws -> SideLine? {
    guard let bytes = try nextBytes() else { return nil }
    count += 1
    do {
      return try decoder.decode(SideLine.self, from: Data(bytes))
    } catch {
      throw SideFileFault("line \(count) is not what Kontor writes")
    }
  }

  /// The first line, which names the interchange.
  func header() throws -> SideLine.Header {
    guard case .interchange(let header) = try next() else {
      throw SideFileFault("its first line names no interchange")
    }
    return header
  }

  private func nextBytes() throws -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      if let end = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return pending[start..<end]
      }
      searched = pending.count
      if isAtEnd {
        defer { start = pending.count }
        return start < pending.count ? pending[start...] : nil
      }
      guard pending.count - start <= Self.longestLine else {
        throw SideFileFault("line \(count + 1) is longer than any that Kontor writes")
      }
      searched -= start
      pending.removeFirst(start)
      start = 0
      let read = try file.read(into: buffer)
      isAtEnd = read == 0
      pending.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<read]))
    }
  }
}
