internal import Glibc

/// What the kernel says is mounted where, as this process sees it.
package struct MountTable: Sendable {
  package struct Mount: Hashable, Sendable {
    package var point: String
    /// `ext4`, `nfs4`, `fuse.sshfs`: more exact than the number of `statfs`.
    package var type: String
    /// Of the mount and of the file system behind it.
    package var options: [String]
  }

  private let mounts: [Mount]

  /// - Parameter text: in the form of `/proc/self/mountinfo` (proc_pid_mountinfo(5)).
  package init(_ text: String) {
    mounts = text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      guard let dash = fields.firstIndex(of: "-"), dash >= 6, fields.count > dash + 3 else { return nil }
      let options = fields[5].split(separator: ",") + fields[dash + 3].split(separator: ",")
      return Mount(
        point: MountTable.unescaped(fields[4]), type: String(fields[dash + 1]), options: options.map(String.init))
    }
  }

  /// Empty where `/proc` is not mounted.
  package static func current() -> MountTable {
    MountTable(ProcessFile.text(of: "/proc/self/mountinfo"))
  }

  /// The mount that holds an absolute path without links. The last one, where several lie over each other.
  package func mount(of path: String) -> Mount? {
    mounts.last { $0.point == longest(above: path) }
  }

  private func longest(above path: String) -> String? {
    mounts.map(\.point).filter { $0 == "/" || path == $0 || path.hasPrefix($0 + "/") }.max {
      $0.utf8.count < $1.utf8.count
    }
  }

  /// A space in a path is written `\040`.
  private static func unescaped(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let byte = rest.first {
      let digits = rest.dropFirst().prefix(3)
      if byte == 0x5C, digits.count == 3, let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8) {
        bytes.append(code)
        rest = rest.dropFirst(4)
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What the kernel says of this process, in `/proc`.
enum ProcessFile {
  /// Empty where it cannot be read.
  static func text(of path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = read(file, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}
