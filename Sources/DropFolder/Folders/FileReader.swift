internal import Crypto

/// A regular file, open for reading. Closed when it goes.
package struct FileReader: ~Copyable {
  /// As it was when the file was opened; of a compressed one, the file itself and not its content.
  package let status: FileStatus
  private let name: FileName
  private let folder: Folder
  private let file: Descriptor
  /// Unpacks what is read; nil for a file that is read as it is.
  private let inflation: Inflation?

  private var calls: any FileCalls { folder.calls }

  /// Opens without following or waiting, and refuses what is not a regular file with one name.
  ///
  /// A second name would let somebody change the file from outside the folder, or make this program read a file that
  /// its sender may not read.
  init(_ name: FileName, in folder: Folder) throws(FolderError) {
    try self.init(name, in: folder, inflation: nil)
  }

  /// Opens a gzip file (RFC 1952) in the same way, and reads what it holds.
  ///
  /// - Parameter limit: the most bytes that this may be; nil where nobody knows.
  init(compressed name: FileName, in folder: Folder, limit: Int64?) throws(FolderError) {
    try self.init(name, in: folder, inflation: Inflation(limit: limit, path: folder.path(of: name)))
  }

  private init(_ name: FileName, in folder: Folder, inflation: Inflation?) throws(FolderError) {
    let calls = folder.calls
    let file: Descriptor
    let status: FileStatus
    do {
      file = try calls.openFile(name, in: folder.descriptor)
    } catch {
      throw FolderError(error, path: folder.path(of: name))
    }
    do {
      status = try calls.status(of: file)
    } catch {
      try? calls.close(file)
      throw FolderError(error, path: folder.path(of: name))
    }
    guard status.kind == .regular, status.links == 1 else {
      try? calls.close(file)
      let what = status.kind == .regular ? "a file with \(status.links) names" : status.kind.rawValue
      throw FolderError(
        .notRegular, "It is \(what). Put a regular file there, with one name.", path: folder.path(of: name))
    }
    self.name = name
    self.folder = folder
    self.file = file
    self.status = status
    self.inflation = inflation
  }

  deinit {
    // Reading leaves nothing behind that a failed close could lose.
    try? calls.close(file)
  }

  /// Fit for display.
  package var path: String { folder.path(of: name) }

  /// Reads on from where the last read ended; zero is the end.
  package borrowing func read(into buffer: UnsafeMutableRawBufferPointer) throws(FolderError) -> Int {
    guard let inflation else { return try readFile(into: buffer) }
    let (calls, file, path) = (calls, file, path)
    return try inflation.read(into: buffer) { (input) throws(FolderError) in
      do throws(CallError) {
        return try calls.read(file, into: input)
      } catch {
        throw FolderError(error, path: path)
      }
    }
  }

  private borrowing func readFile(into buffer: UnsafeMutableRawBufferPointer) throws(FolderError) -> Int {
    do {
      return try calls.read(file, into: buffer)
    } catch {
      throw FolderError(error, path: path)
    }
  }

  /// Reads from here to the end, if that is no more than `limit` bytes.
  package borrowing func readAll(limit: Int) throws(FolderError) -> [UInt8] {
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try read(into: buffer)
      if count == 0 { return bytes }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      if bytes.count > limit {
        throw FolderError(.tooLarge, "It is longer than \(limit) bytes. Look at what wrote it.", path: path)
      }
    }
  }

  /// Size and hash from here to the end.
  package borrowing func digest() throws(FolderError) -> FileDigest {
    var hash = SHA256()
    var size: Int64 = 0
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try read(into: buffer)
      if count == 0 { return FileDigest(size: size, sha256: hash.finalize()) }
      hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      size += Int64(count)
    }
  }

  package borrowing func currentStatus() throws(FolderError) -> FileStatus {
    do {
      return try calls.status(of: file)
    } catch {
      throw FolderError(error, path: path)
    }
  }

  /// Whether somebody has it open for writing; nil where that cannot be known. Worth asking on local file systems only.
  package borrowing func isOpenForWriting() -> Bool? {
    calls.isOpenForWriting(file)
  }
}
