import Glibc
import Operations

/// Tells systemd how the service is, by the datagram protocol of sd_notify(3). Tells nobody where nobody asked.
struct ServiceNotice {
  private let socketPath: String?
  /// How often it wants to hear that the work goes on, at half its patience; nil where it does not.
  let watchdogPause: Duration?

  init(environment: (String) -> String? = { getenv($0).map { String(cString: $0) } }, process: Int32 = getpid()) {
    socketPath = environment("NOTIFY_SOCKET").flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
    let isMeant = environment("WATCHDOG_PID").map { $0 == String(process) } ?? true
    let patience = environment("WATCHDOG_USEC").flatMap { Int64($0) } ?? 0
    watchdogPause = isMeant && patience > 0 ? .microseconds(patience / 2) : nil
  }

  /// The first rooms are open.
  func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }

  func status(_ sentence: String) { send("STATUS=\(sentence)") }

  func isMoving() { send("WATCHDOG=1") }

  /// Ended by ``ready(_:)``.
  func reloading() {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    send("RELOADING=1\nMONOTONIC_USEC=\(now.tv_sec * 1_000_000 + now.tv_nsec / 1000)")
  }

  func stopping(_ status: String) { send("STOPPING=1\nSTATUS=\(status)") }

  /// What cannot be told is not told: whoever listens has its own patience.
  private func send(_ message: String) {
    guard let socketPath else { return }
    var address = sockaddr_un()
    let path = Array(socketPath.utf8)
    guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { place in
      place.copyBytes(from: path)
      // A name without a file (unix(7), abstract) begins with a zero byte.
      if path.first == UInt8(ascii: "@") { place[0] = 0 }
    }
    let size = socklen_t(MemoryLayout.offset(of: \sockaddr_un.sun_path).unsafelyUnwrapped + path.count)
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let bytes = Array(message.utf8)
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT), $0, size)
      }
    }
  }
}
