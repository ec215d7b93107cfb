/// The copies of the documents that a file led to, in one file beside it: a tar archive in the ustar format (POSIX.1-1988),
/// so that any `tar` lists and unpacks it.
///
/// Only plain files, no folders; modes, owners and times say nothing of the documents.
package enum DocumentTar {
  static let block = 512

  /// The longest name of an entry, in bytes.
  package static let longestName = 99

  /// The largest entry, in bytes: what the eleven octal digits of a header can say.
  static let largest = 1 << 33 - 1

  /// Writes entries one after another.
  package struct Writer: ~Copyable {
    private var file: FileWriter
    private let seconds: Int

    /// - Parameters:
    ///   - file: an empty one.
    ///   - seconds: since 1970, for every entry; what comes before is written as 1970.
    package init(into file: consuming FileWriter, modified seconds: Int) {
      self.file = file
      self.seconds = max(0, seconds)
    }

    /// - Throws: `invalidName` for a name that is no plain file name of printable ASCII, or too long; `tooLarge`.
    package mutating func add(name: String, bytes: [UInt8]) throws(FolderError) {
      let header = try TarHeader.bytes(name: name, size: bytes.count, modified: seconds)
      try file.write(header)
      try file.write(bytes)
      try file.write([UInt8](repeating: 0, count: DocumentTar.padding(after: bytes.count)))
    }

    /// Ends the archive and its file, as ``FileWriter/end(durably:)`` does.
    package consuming func finish(durably: Bool) throws(FolderError) {
      try file.write([UInt8](repeating: 0, count: 2 * DocumentTar.block))
      try file.end(durably: durably)
    }
  }

  /// The entry of a name, or nil where there is none. Reads on from where the file stands, and holds nothing but the
  /// entry itself; of several of one name the first counts.
  ///
  /// - Throws: `unexpected` where this is no such archive, or it is damaged or cut off; `tooLarge` for an entry of more
  ///   than `limit` bytes.
  package static func entry(
    named name: String, in file: borrowing FileReader, limit: Int = 1 << 30
  ) throws(FolderError) -> [UInt8]? {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      var block: [UInt8] = []
      try read(DocumentTar.block, from: file, through: buffer) { block += $0 }
      if block.allSatisfy({ $0 == 0 }) { return nil }
      guard let header = TarHeader(block) else {
        throw FolderError(
          .unexpected, "It is no tar archive of documents, or it is damaged. Restore it from a backup.", path: file.path
        )
      }
      guard header.name == name else {
        try read(header.size + padding(after: header.size), from: file, through: buffer) { _ in }
        continue
      }
      guard header.size <= limit else {
        throw FolderError(.tooLarge, "The document \(name) in it is longer than \(limit) bytes.", path: file.path)
      }
      var bytes: [UInt8] = []
      try read(header.size, from: file, through: buffer) { bytes += $0 }
      return bytes
    }
  }

  /// Where the entries of a whole archive stand in its bytes.
  ///
  /// - Throws: `unexpected` where this is no such archive, or it is damaged or cut off.
  package static func entries(in bytes: [UInt8], path: String) throws(FolderError) -> [(
    name: String, range: Range<Int>
  )] {
    var entries: [(String, Range<Int>)] = []
    var index = 0
    while index + block <= bytes.count {
      let head = Array(bytes[index..<index + block])
      if head.allSatisfy({ $0 == 0 }) { return entries }
      guard let header = TarHeader(head), header.size <= bytes.count - index - block else { break }
      entries.append((header.name, index + block..<index + block + header.size))
      index += block + header.size + padding(after: header.size)
    }
    throw FolderError(
      .unexpected, "It is no tar archive of documents, or it is damaged. Restore it from a backup.", path: path)
  }

  static func padding(after size: Int) -> Int { (block - size % block) % block }

  private static func read(
    _ count: Int, from file: borrowing FileReader, through buffer: UnsafeMutableRawBufferPointer,
    _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(FolderError) {
    var rest = count
    while rest > 0 {
      let length = min(rest, buffer.count)
      let read = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<length]))
      guard read > 0 else {
        throw FolderError(.unexpected, "The tar archive is cut off. Restore it from a backup.", path: file.path)
      }
      body(UnsafeRawBufferPointer(rebasing: buffer[..<read]))
      rest -= read
    }
  }
}
