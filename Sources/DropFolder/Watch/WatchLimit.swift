internal import Glibc

/// The kernel's limits on watching (inotify(7)), which people meet before they know of them.
enum WatchLimit: String {
  /// Descriptors of a user.
  case instances = "fs.inotify.max_user_instances"
  /// Watched folders of a user.
  case watches = "fs.inotify.max_user_watches"

  /// What to say where it is reached.
  func reached(path: String, errno: Int32) -> FolderError {
    let present = value.map { " (it is \($0))" } ?? ""
    return FolderError(
      .exhausted,
      "The kernel watches no more for this user. Raise \(rawValue)\(present): sysctl \(rawValue)=\(remedy), and the "
        + "same line in /etc/sysctl.d for the next start.", path: path, errno: errno)
  }

  private var remedy: Int {
    switch self {
    case .instances: max(512, 2 * (value ?? 0))
    case .watches: max(65_536, 2 * (value ?? 0))
    }
  }

  private var value: Int? {
    let file = open("/proc/sys/" + rawValue.split(separator: ".").joined(separator: "/"), O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 24)
    let count = max(read(file, &bytes, bytes.count), 0)
    return Int(String(decoding: bytes.prefix(count).prefix { (0x30...0x39).contains($0) }, as: UTF8.self))
  }
}
