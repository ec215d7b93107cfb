package import DropFolder
import Glibc

/// File systems in memory, with two views of each folder and file: what a running process sees, and what is durable.
///
/// A value: a copy is the same disk at the same moment, from which several stories can go on.
package struct SimulatedDisk: Sendable {
  struct Node: Sendable {
    let kind: FileKind
    /// Folders only: where it was made.
    let path: String
    let device: UInt64
    var links: UInt64
    var modified: Int64
    var changed: Int64

    /// A file's bytes, and how many of them a power cut leaves alone.
    var bytes: [UInt8] = []
    var durableCount = 0

    /// A folder's names as a process sees them, and as they are after a power cut that takes back all it can.
    var names: [FileName: Int] = [:]
    var durableNames: [FileName: Int] = [:]
    /// What leads from the one to the other.
    var pending: [NameChange] = []
  }

  /// A name that was given or taken away, and that is not durable yet.
  struct NameChange: Sendable {
    let name: FileName
    /// What the name stands for; nil where it was taken away.
    let node: Int?
    /// Both halves of a rename bear the same number.
    let rename: Int?
    /// Where a rename took the name.
    var movedTo: (folder: Int, name: FileName)?
  }

  static let root = 0
  var nodes: [Int: Node] = [:]
  private var lastNode = 0
  private var lastRename = 0
  private var lastDevice: UInt64 = 1
  private var clock: Int64 = 1_795_507_200_000_000_000

  package init() {
    nodes[Self.root] = Node(kind: .folder, path: "", device: 1, links: 2, modified: clock, changed: clock)
  }

  // MARK: - Looking

  func lookUp(_ path: String) -> Int? {
    var node = Self.root
    for part in path.split(separator: "/") {
      guard let name = try? FileName(String(part)), let next = nodes[node]?.names[name] else { return nil }
      node = next
    }
    return node
  }

  func path(of name: FileName, in folder: Int) -> String {
    "\(nodes[folder]?.path ?? "?")/\(name.display)"
  }

  // MARK: - Changing what is visible

  mutating func tick() -> Int64 {
    clock += 1000
    return clock
  }

  /// A file or folder of that name. The name is new; a folder's parent stands.
  mutating func make(_ kind: FileKind, _ name: FileName, in folder: Int, ownDevice: Bool = false) -> Int {
    lastNode += 1
    if ownDevice { lastDevice += 1 }
    let now = tick()
    nodes[lastNode] = Node(
      kind: kind, path: kind == .folder ? path(of: name, in: folder) : "",
      device: ownDevice ? lastDevice : nodes[folder]?.device ?? 1, links: kind == .folder ? 2 : 1, modified: now,
      changed: now)
    give(name, to: lastNode, in: folder)
    return lastNode
  }

  mutating func give(_ name: FileName, to node: Int, in folder: Int, rename: Int? = nil) {
    nodes[folder]?.names[name] = node
    nodes[folder]?.pending.append(NameChange(name: name, node: node, rename: rename))
  }

  mutating func takeAway(_ name: FileName, in folder: Int) {
    guard let node = nodes[folder]?.names.removeValue(forKey: name) else { return }
    nodes[folder]?.pending.append(NameChange(name: name, node: nil, rename: nil))
    let isFolder = nodes[node]?.kind == .folder
    nodes[node]?.links -= isFolder ? 2 : 1
    touch(node)
  }

  mutating func rename(_ name: FileName, in folder: Int, to newName: FileName, in newFolder: Int) {
    guard let node = nodes[folder]?.names.removeValue(forKey: name) else { return }
    lastRename += 1
    if let replaced = nodes[newFolder]?.names[newName] { nodes[replaced]?.links -= 1 }
    nodes[folder]?.pending.append(
      NameChange(name: name, node: nil, rename: lastRename, movedTo: (newFolder, newName)))
    give(newName, to: node, in: newFolder, rename: lastRename)
    touch(node)
  }

  private mutating func touch(_ node: Int) {
    let now = tick()
    nodes[node]?.changed = now
  }
}

// MARK: - For those who set up a disk and judge it

extension SimulatedDisk {
  /// Makes a folder and all above it, durably. `ownDevice`: it is the root of a file system of its own.
  package mutating func makeFolder(_ path: String, ownDevice: Bool = false) throws {
    var node = Self.root
    let parts = path.split(separator: "/")
    for (index, part) in parts.enumerated() {
      let name = try FileName(String(part))
      if let next = nodes[node]?.names[name] {
        node = next
      } else {
        let parent = node
        node = make(.folder, name, in: parent, ownDevice: ownDevice && index == parts.count - 1)
        synchronizeFolder(parent)
      }
    }
  }

  /// Writes a whole file as another program does that makes it durable.
  package mutating func put(_ bytes: [UInt8], as name: FileName, in path: String) throws {
    guard let folder = lookUp(path) else { throw CallError(.createFile, errno: ENOENT) }
    let node = make(.regular, name, in: folder)
    nodes[node]?.bytes = bytes
    nodes[node]?.durableCount = bytes.count
    synchronizeFolder(folder)
  }

  /// The names in a folder, sorted; none where there is no such folder.
  package func names(in path: String) -> [FileName] {
    lookUp(path).flatMap { nodes[$0]?.names.keys.sorted() } ?? []
  }

  package func bytes(of path: String) -> [UInt8]? {
    lookUp(path).flatMap { nodes[$0]?.kind == .regular ? nodes[$0]?.bytes : nil }
  }

  /// Takes a file as a careful receiver does: read, deleted, and the deletion never undone. Whether the rename that
  /// brought the file is durable at its old place stays open, as it is without the receiver.
  package mutating func take(_ name: FileName, from path: String) -> [UInt8]? {
    guard let folder = lookUp(path), let node = nodes[folder]?.names.removeValue(forKey: name) else { return nil }
    nodes[folder]?.durableNames[name] = nil
    nodes[folder]?.pending.removeAll { $0.name == name }
    nodes[node]?.links -= 1
    return nodes[node]?.bytes
  }
}
