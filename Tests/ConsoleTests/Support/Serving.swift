import Dispatch
import Exchange
import Synchronization

@testable import Console

/// A server while a test runs.
struct Serving {
  let server: ConsoleServer
  var port: Int { server.port }

  init(
    _ limits: ServerLimits = ServerLimits(), proxies: [AddressRange] = [],
    pages: [String: @Sendable (ConsoleServer.QuickRequest) -> Page] = [:],
    longestBody: @escaping @Sendable (WebRequest) -> Int = { _ in ServerLimits.shortBody },
    isByName: @escaping @Sendable (WebRequest) -> Bool = { _ in true },
    whenStopping: @escaping @Sendable () -> Void = {}, answer: @escaping ConsoleServer.Answer
  ) throws {
    var service = ConsoleServer.Service(answer: answer)
    service.pages = pages
    service.longestBody = longestBody
    service.isByName = isByName
    service.whenStopping = whenStopping
    server = try ConsoleServer(host: "127.0.0.1", port: 0, proxies: proxies, limits: limits, service: service)
  }

  static func text(_ text: String) -> WebAnswer { WebAnswer(type: "text/plain; charset=utf-8", text) }

  /// One request with a body, and its answer.
  func post(_ path: String, _ body: String, type: String = "application/x-www-form-urlencoded") throws -> String {
    let client = try Client(port: port)
    client.send(
      "POST \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        + body)
    return client.receive()
  }
}

/// Something that is counted, and waited for.
final class Tally: Sendable {
  private let value = Mutex(0)
  private let change = DispatchSemaphore(value: 0)

  func add(_ more: Int = 1) {
    value.withLock { $0 += more }
    change.signal()
  }

  var count: Int { value.withLock { $0 } }

  /// Whether it is so many before the time is over.
  func reaches(_ wanted: Int, within seconds: Double = 10) -> Bool {
    let end = DispatchTime.now() + seconds
    while count != wanted {
      if change.wait(timeout: end) == .timedOut { return count == wanted }
    }
    return true
  }
}

/// Streams that a test feeds.
final class Springs: Sendable {
  private let continuations = Mutex<[AsyncStream<[UInt8]>.Continuation]>([])
  /// Streams that have ended, from whichever side.
  let ended = Tally()
  let begun = Tally()

  func stream() -> AsyncStream<[UInt8]> {
    AsyncStream { continuation in
      continuation.onTermination = { [ended] _ in ended.add() }
      continuation.yield(Array(": begun\n\n".utf8))
      continuations.withLock { $0.append(continuation) }
      begun.add()
    }
  }

  func yield(_ text: String) {
    for continuation in continuations.withLock({ $0 }) { continuation.yield(Array(text.utf8)) }
  }

  func finish() {
    for continuation in continuations.withLock({ $0 }) { continuation.finish() }
  }
}
