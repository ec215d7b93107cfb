internal import Crypto

/// The one way in which this module writes a file: created anew, hashed on the way, and deleted unless finished.
///
/// After the first error the file is deleted and every later call throws that error again: what a failed write or fsync
/// left behind cannot be trusted, and a second fsync would answer that all is well (the kernel reports an error once).
package struct FileWriter: ~Copyable {
  package let name: FileName
  private let folder: Folder
  private let file: Descriptor
  private let buffer: UnsafeMutableRawBufferPointer
  private var filled = 0
  private var size: Int64 = 0
  private var hash = SHA256()
  private var isHashed = true
  private var state = State.writing

  private enum State {
    case writing, finished
    case failed(FolderError)
  }

  /// Large enough that the calls do not count beside the copying, small enough for many writers at once.
  private static let bufferSize = 1 << 15

  init(_ name: FileName, in folder: Folder, permissions: UInt32) throws(FolderError) {
    do {
      file = try folder.calls.createFile(name, in: folder.descriptor, permissions: permissions)
    } catch {
      throw FolderError(error, path: folder.path(of: name))
    }
    self.name = name
    self.folder = folder
    buffer = .allocate(byteCount: FileWriter.bufferSize, alignment: 16)
  }

  deinit {
    if case .writing = state { FileWriter.discard(file, name, in: folder) }
    buffer.deallocate()
  }

  /// Bytes taken so far.
  package var count: Int64 { size + Int64(filled) }

  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(FolderError) {
    if case .failed(let error) = state { throw error }
    // What fills the buffer by itself is not copied into it.
    if bytes.count >= buffer.count {
      try flush()
      return try put(bytes)
    }
    if bytes.count > buffer.count - filled { try flush() }
    UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]).copyMemory(from: bytes)
    filled += bytes.count
  }

  package mutating func write(_ bytes: [UInt8]) throws(FolderError) {
    try bytes.span.bytes.withUnsafeBytes { (pointer) throws(FolderError) in try write(pointer) }
  }

  /// Takes everything from where a file is read on to its end.
  package mutating func write(from reader: borrowing FileReader) throws(FolderError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while case let count = try reader.read(into: buffer), count > 0 {
      try write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// Ends the file. Not `durably` is for many files that one ``Folder/synchronizeFileSystem()`` makes durable.
  ///
  /// The name is durable only when the folder is synchronized too.
  package consuming func finish(durably: Bool) throws(FolderError) -> FileDigest {
    if case .failed(let error) = state { throw error }
    try flush()
    if durably {
      do {
        try folder.calls.synchronize(file, scope: .itself)
      } catch {
        throw fail(error)
      }
    }
    do {
      // NFS and quotas tell here what they kept to themselves before.
      try folder.calls.close(file)
    } catch {
      let failure = FolderError(error, path: folder.path(of: name))
      state = .failed(failure)
      try? folder.calls.unlink(name, in: folder.descriptor, as: .file)
      throw failure
    }
    state = .finished
    return FileDigest(size: size, sha256: hash.finalize())
  }

  /// As ``finish(durably:)``, where nobody asks what the file holds: it spares hashing what was not written out yet.
  package consuming func end(durably: Bool) throws(FolderError) {
    isHashed = false
    _ = try finish(durably: durably)
  }

  private mutating func flush() throws(FolderError) {
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
    filled = 0
    try put(bytes)
  }

  private mutating func put(_ bytes: UnsafeRawBufferPointer) throws(FolderError) {
    var rest = bytes
    while !rest.isEmpty {
      do {
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(try folder.calls.write(file, rest)))
      } catch {
        throw fail(error)
      }
    }
    if isHashed { hash.update(bufferPointer: bytes) }
    size += Int64(bytes.count)
  }

  private mutating func fail(_ error: CallError) -> FolderError {
    let failure = FolderError(error, path: folder.path(of: name))
    state = .failed(failure)
    FileWriter.discard(file, name, in: folder)
    return failure
  }

  /// Errors are passed over here: the caller has the one that matters, and a file that stays behind is garbage that
  /// start-up clears.
  private static func discard(_ file: Descriptor, _ name: FileName, in folder: Folder) {
    try? folder.calls.close(file)
    try? folder.calls.unlink(name, in: folder.descriptor, as: .file)
  }
}
