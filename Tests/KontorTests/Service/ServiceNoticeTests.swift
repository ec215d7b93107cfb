import Foundation
import Glibc
import Operations
import Testing

@testable import kontor

/// The end of the socket that systemd would have.
private final class Listener {
  private let descriptor: Int32
  private let path: String

  /// - Parameter path: with a leading `@` for a name without a file.
  init(_ path: String) throws {
    self.path = path
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    withUnsafeMutableBytes(of: &address.sun_path) {
      $0.copyBytes(from: bytes)
      if path.hasPrefix("@") { $0[0] = 0 }
    }
    let size = socklen_t(2 + bytes.count)
    let own = descriptor
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(own, $0, size) }
    }
    guard result == 0 else { throw CocoaError(.fileWriteUnknown) }
    var patience = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit {
    close(descriptor)
    if !path.hasPrefix("@") { unlink(path) }
  }

  func receive() -> String {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}

@Suite("What systemd is told")
struct ServiceNoticeTests {
  @Test("each message goes to the socket that was named, also to one without a file", arguments: [true, false])
  func messages(hasFile: Bool) throws {
    let name = "kontor-\(UUID().uuidString.prefix(8))"
    let path = hasFile ? "/tmp/\(name)" : "@\(name)"
    let listener = try Listener(path)
    let notice = ServiceNotice(environment: { $0 == "NOTIFY_SOCKET" ? path : nil })
    notice.ready("3 folders")
    #expect(listener.receive() == "READY=1\nSTATUS=3 folders")
    notice.isMoving()
    #expect(listener.receive() == "WATCHDOG=1")
    notice.reloading()
    #expect(listener.receive().hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
    notice.stopping("stopping")
    #expect(listener.receive() == "STOPPING=1\nSTATUS=stopping")
  }

  @Test("where nobody asked, or nobody listens, nothing happens")
  func nobody() {
    ServiceNotice(environment: { _ in nil }).ready("")
    ServiceNotice(environment: { _ in "/nowhere/at/all" }).ready("")
    ServiceNotice(environment: { _ in "vsock:1:2" }).ready("")
  }

  @Test("the watchdog is fed at half its patience, and only by the process that is meant")
  func watchdog() {
    func pause(_ values: [String: String]) -> Duration? {
      ServiceNotice(environment: { values[$0] }, process: 7).watchdogPause
    }
    #expect(pause(["WATCHDOG_USEC": "30000000"]) == .seconds(15))
    #expect(pause(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"]) == .seconds(15))
    #expect(pause(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"]) == nil)
    #expect(pause(["WATCHDOG_USEC": "nonsense"]) == nil)
    #expect(pause([:]) == nil)
  }
}
