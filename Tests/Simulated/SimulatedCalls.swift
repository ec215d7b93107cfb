package import DropFolder
import Glibc

/// A disk that several processes use one after another.
package final class SharedDisk {
  package var content: SimulatedDisk

  package init(_ content: SimulatedDisk = SimulatedDisk()) {
    self.content = content
  }
}

/// The file calls of one simulated process. Its descriptors end with it.
package final class SimulatedCalls: FileCalls {
  private struct Open {
    let node: Int
    let writes: Bool
    var offset = 0
  }

  private let disk: SharedDisk
  private let process: SimulatedProcess
  private var open: [Int32: Open] = [:]
  private var lastDescriptor: Int32 = 2

  package init(_ disk: SharedDisk, process: SimulatedProcess) {
    self.disk = disk
    self.process = process
  }

  /// Where an open folder was made; empty for a file. For those who stand between the code under test and this.
  package func path(of descriptor: Descriptor) -> String {
    open[descriptor.number].flatMap { disk.content.nodes[$0.node]?.path } ?? ""
  }

  // MARK: - Folders

  package func openFolder(_ path: String) throws(CallError) -> Descriptor {
    try process.begin(.openFolder, isStep: false, path)
    guard let node = disk.content.lookUp(path) else { throw CallError(.openFolder, errno: ENOENT) }
    return try descriptor(ofFolder: node)
  }

  package func openFolder(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor {
    try process.begin(.openFolder, isStep: false, name.display)
    return try descriptor(ofFolder: try find(name, in: try node(of: folder, .openFolder), .openFolder))
  }

  package func makeFolder(_ name: FileName, in folder: Descriptor) throws(CallError) {
    let parent = try standingFolder(folder, .makeFolder)
    try process.begin(.makeFolder, isStep: true, disk.content.path(of: name, in: parent))
    if disk.content.nodes[parent]?.names[name] != nil { throw CallError(.makeFolder, errno: EEXIST) }
    _ = disk.content.make(.folder, name, in: parent)
    process.ended()
  }

  package func entries(of folder: Descriptor) throws(CallError) -> [FolderEntry] {
    try process.begin(.entries, isStep: false, "")
    let names = disk.content.nodes[try node(of: folder, .entries)]?.names ?? [:]
    return names.keys.sorted().map { name in
      FolderEntry(name: name, kind: names[name].flatMap { disk.content.nodes[$0]?.kind })
    }
  }

  package func status(of name: FileName, in folder: Descriptor) throws(CallError) -> FileStatus {
    try process.begin(.status, isStep: false, name.display)
    return try status(ofNode: try find(name, in: try node(of: folder, .status), .status))
  }

  package func status(of open: Descriptor) throws(CallError) -> FileStatus {
    try process.begin(.status, isStep: false, "")
    return try status(ofNode: try node(of: open, .status))
  }

  // MARK: - Files

  package func openFile(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor {
    try process.begin(.openFile, isStep: false, name.display)
    return newDescriptor(try find(name, in: try node(of: folder, .openFile), .openFile), writes: false)
  }

  package func createFile(
    _ name: FileName, in folder: Descriptor, permissions: UInt32
  ) throws(CallError) -> Descriptor {
    let parent = try standingFolder(folder, .createFile)
    try process.begin(.createFile, isStep: true, disk.content.path(of: name, in: parent))
    if disk.content.nodes[parent]?.names[name] != nil { throw CallError(.createFile, errno: EEXIST) }
    let made = newDescriptor(disk.content.make(.regular, name, in: parent), writes: true)
    process.ended()
    return made
  }

  package func read(_ file: Descriptor, into buffer: UnsafeMutableRawBufferPointer) throws(CallError) -> Int {
    try process.begin(.read, isStep: false, "")
    let node = try node(of: file, .read)
    guard let content = disk.content.nodes[node], content.kind == .regular else {
      throw CallError(.read, errno: EISDIR)
    }
    let offset = open[file.number]?.offset ?? 0
    let count = min(buffer.count, max(0, content.bytes.count - offset))
    content.bytes.withUnsafeBytes { bytes in
      UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count]))
    }
    open[file.number]?.offset += count
    return count
  }

  package func write(_ file: Descriptor, _ bytes: UnsafeRawBufferPointer) throws(CallError) -> Int {
    let node = try node(of: file, .write)
    try process.begin(.write, isStep: true, "\(bytes.count) bytes")
    guard open[file.number]?.writes == true else { throw CallError(.write, errno: EBADF) }
    disk.content.nodes[node]?.bytes.append(contentsOf: bytes)
    let now = disk.content.tick()
    disk.content.nodes[node]?.modified = now
    disk.content.nodes[node]?.changed = now
    process.ended()
    return bytes.count
  }

  package func close(_ open: Descriptor) throws(CallError) {
    self.open[open.number] = nil
    try process.begin(.close, isStep: false, "")
  }

  package func isOpenForWriting(_ file: Descriptor) -> Bool? {
    guard let node = open[file.number]?.node else { return nil }
    return open.values.contains { $0.node == node && $0.writes }
  }

  // MARK: - Names and durability

  package func synchronize(_ open: Descriptor, scope: SynchronizeScope) throws(CallError) {
    let node = try node(of: open, .synchronize)
    guard let content = disk.content.nodes[node] else { throw CallError(.synchronize, errno: EBADF) }
    try process.begin(.synchronize, isStep: true, content.path)
    switch (scope, content.kind) {
    case (.fileSystem, _): disk.content.synchronizeDevice(content.device)
    case (.itself, .folder): disk.content.synchronizeFolder(node)
    case (.itself, _): disk.content.synchronizeFile(node)
    }
    process.ended()
  }

  package func rename(
    _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor, replacing: Bool
  ) throws(CallError) {
    let source = try node(of: folder, .rename)
    let target = try standingFolder(newFolder, .rename)
    try process.begin(
      .rename, isStep: true,
      "\(disk.content.path(of: name, in: source)) to \(disk.content.path(of: newName, in: target))")
    let moved = try find(name, in: source, .rename)
    guard disk.content.nodes[moved]?.device == disk.content.nodes[target]?.device else {
      throw CallError(.rename, errno: EXDEV)
    }
    if let present = disk.content.nodes[target]?.names[newName] {
      if !replacing { throw CallError(.rename, errno: EEXIST) }
      if disk.content.nodes[present]?.kind == .folder { throw CallError(.rename, errno: EISDIR) }
      // Two names of one file: POSIX leaves both.
      if present == moved { return }
    }
    disk.content.rename(name, in: source, to: newName, in: target)
    process.ended()
  }

  package func unlink(_ name: FileName, in folder: Descriptor, as kind: UnlinkKind) throws(CallError) {
    let parent = try node(of: folder, .unlink)
    try process.begin(.unlink, isStep: true, disk.content.path(of: name, in: parent))
    let node = try find(name, in: parent, .unlink)
    switch (kind, disk.content.nodes[node]?.kind == .folder) {
    case (.file, true): throw CallError(.unlink, errno: EISDIR)
    case (.folder, false): throw CallError(.unlink, errno: ENOTDIR)
    case (.folder, true) where disk.content.nodes[node]?.names.isEmpty == false:
      throw CallError(.unlink, errno: ENOTEMPTY)
    default: break
    }
    disk.content.takeAway(name, in: parent)
    process.ended()
  }

  /// Gives a file a second name. Not one of ``FileCalls``, because no production code may do so; mutations do.
  package func link(
    _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor
  ) throws(CallError) {
    let source = try node(of: folder, .rename)
    let target = try standingFolder(newFolder, .rename)
    try process.begin(.rename, isStep: true, "link \(disk.content.path(of: newName, in: target))")
    let node = try find(name, in: source, .rename)
    if disk.content.nodes[target]?.names[newName] != nil { throw CallError(.rename, errno: EEXIST) }
    disk.content.give(newName, to: node, in: target)
    disk.content.nodes[node]?.links += 1
    process.ended()
  }

  package func fileSystem(of open: Descriptor) throws(CallError) -> FileSystem {
    try process.begin(.fileSystem, isStep: false, "")
    _ = try node(of: open, .fileSystem)
    return FileSystem(
      kind: .ext, freeBytes: 1 << 40, totalBytes: 1 << 41, freeFiles: 1 << 20, totalFiles: 1 << 21, isReadOnly: false)
  }

  // MARK: - Nodes

  private func node(of descriptor: Descriptor, _ call: FileCall) throws(CallError) -> Int {
    guard let node = open[descriptor.number]?.node else { throw CallError(call, errno: EBADF) }
    return node
  }

  /// A folder that was deleted while it was open takes no names any more.
  private func standingFolder(_ folder: Descriptor, _ call: FileCall) throws(CallError) -> Int {
    let node = try node(of: folder, call)
    guard let links = disk.content.nodes[node]?.links, links > 0 else { throw CallError(call, errno: ENOENT) }
    return node
  }

  private func find(_ name: FileName, in folder: Int, _ call: FileCall) throws(CallError) -> Int {
    guard let node = disk.content.nodes[folder]?.names[name] else { throw CallError(call, errno: ENOENT) }
    return node
  }

  private func descriptor(ofFolder node: Int) throws(CallError) -> Descriptor {
    guard disk.content.nodes[node]?.kind == .folder else { throw CallError(.openFolder, errno: ENOTDIR) }
    return newDescriptor(node, writes: false)
  }

  private func newDescriptor(_ node: Int, writes: Bool) -> Descriptor {
    lastDescriptor += 1
    open[lastDescriptor] = Open(node: node, writes: writes)
    return Descriptor(number: lastDescriptor)
  }

  private func status(ofNode node: Int) throws(CallError) -> FileStatus {
    guard let content = disk.content.nodes[node] else { throw CallError(.status, errno: ENOENT) }
    return FileStatus(
      kind: content.kind, device: content.device, inode: UInt64(node) + 2, links: content.links,
      size: Int64(content.bytes.count), modified: content.modified, changed: content.changed)
  }
}
