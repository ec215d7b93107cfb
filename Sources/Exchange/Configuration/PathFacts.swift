import Glibc

/// What the file system says about one path.
package struct PathFacts: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case missing
    case file
    case folder
    case other
  }

  package var kind: Kind
  /// Whether this process may read it; for a folder, also list and enter it.
  package var isReadable: Bool
  /// Whether this process may write it; for a folder, create and rename files in it.
  package var isWritable: Bool
  /// The permission bits.
  package var mode: UInt32
  /// The user id of its owner.
  package var owner: UInt32
  /// Device and inode: equal for two paths that lead to the same thing, whatever they look like.
  package var identity: [UInt64]

  package init(
    kind: Kind, isReadable: Bool, isWritable: Bool, mode: UInt32, owner: UInt32, identity: [UInt64]
  ) {
    self.kind = kind
    self.isReadable = isReadable
    self.isWritable = isWritable
    self.mode = mode
    self.owner = owner
    self.identity = identity
  }

  package static let missing = PathFacts(
    kind: .missing, isReadable: false, isWritable: false, mode: 0, owner: 0, identity: [])

  /// Looks at a path, following links.
  package init(path: String) {
    var facts = stat()
    guard stat(path, &facts) == 0 else {
      self = .missing
      return
    }
    let kind: Kind =
      switch facts.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    let enter = kind == .folder ? X_OK : 0
    self.init(
      kind: kind, isReadable: access(path, R_OK | enter) == 0, isWritable: access(path, W_OK | enter) == 0,
      mode: facts.st_mode & 0o7777, owner: facts.st_uid, identity: [UInt64(facts.st_dev), UInt64(facts.st_ino)])
  }

  /// The path with links, `.` and `..` resolved as far as it exists; the rest is put behind it as plain text.
  package static func resolved(_ path: String) -> String {
    var existing = path.split(separator: "/").map(String.init)
    var missing: [String] = []
    while true {
      if let buffer = realpath("/" + existing.joined(separator: "/"), nil) {
        defer { free(buffer) }
        var components = String(cString: buffer).split(separator: "/").map(String.init)
        for component in missing.reversed() {
          if component == ".." { _ = components.popLast() } else { components.append(component) }
        }
        return "/" + components.joined(separator: "/")
      }
      guard let last = existing.popLast() else { return path }
      missing.append(last)
    }
  }

  /// The names in a folder, sorted; none when it cannot be listed.
  package static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
