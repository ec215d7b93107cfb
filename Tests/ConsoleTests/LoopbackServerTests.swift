import Console
import Exchange
import Synchronization
import Testing

@Suite("What is answered by HTTP", .serialized)
struct LoopbackServerTests {
  /// - Parameter idleTime: long, for where many tests run at a time a client that is not slow may seem so.
  private func serve(idleTime: Duration = .seconds(60), _ body: (Int) throws -> Void) throws {
    let address = try #require(LoopbackAddress("127.0.0.1:0"))
    let server = try LoopbackServer(
      address,
      pages: [
        "/metrics": { Page(type: "text/plain; version=0.0.4", "kontor_up 1\n") },
        "/ready": { Page(status: 503, type: "application/json", "{\"ready\":false}\n") },
      ], idleTime: idleTime)
    defer { server.stop() }
    try body(#require(server.address.split(separator: ":").last.flatMap { Int($0) }))
  }

  @Test("GET answers a page as it is, with its status and type")
  func get() throws {
    try serve { (port: Int) throws in
      let metrics = try Client.ask("GET", "/metrics", port: port)
      #expect(metrics.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(metrics.lowercased().contains("\r\ncontent-type: text/plain; version=0.0.4\r\n"))
      #expect(metrics.hasSuffix("\r\n\r\nkontor_up 1\n"))
      let ready = try Client.ask("GET", "/ready", port: port)
      #expect(ready.hasPrefix("HTTP/1.1 503 "))
      #expect(ready.hasSuffix("{\"ready\":false}\n"))
    }
  }

  @Test("HEAD answers the same head and no body")
  func head() throws {
    try serve { (port: Int) throws in
      let answer = try Client.ask("HEAD", "/metrics", port: port)
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(answer.lowercased().contains("\r\ncontent-length: 12\r\n"))
      #expect(answer.hasSuffix("\r\n\r\n"))
    }
  }

  @Test("nothing else is there, and nothing can be changed", arguments: ["POST", "PUT", "DELETE", "OPTIONS"])
  func nothingElse(method: String) throws {
    try serve { (port: Int) throws in
      #expect(try Client.ask(method, "/metrics", port: port).hasPrefix("HTTP/1.1 404 "))
      #expect(try Client.ask("GET", "/ledger", port: port).hasPrefix("HTTP/1.1 404 "))
    }
  }

  @Test("a head that is too long ends the connection, and others are answered")
  func longHead() throws {
    try serve { (port: Int) throws in
      let client = try Client(port: port)
      client.send("GET /metrics HTTP/1.1\r\nHost: x\r\nX-Long: \(String(repeating: "a", count: 1 << 20))\r\n\r\n")
      #expect(!client.receive().contains("kontor_up"))
      #expect(try Client.ask("GET", "/metrics", port: port).contains("kontor_up 1"))
    }
  }

  @Test("slow and silent clients keep nobody from an answer")
  func slow() throws {
    try serve(idleTime: .seconds(5)) { (port: Int) throws in
      let silent = try (0..<20).map { _ in try Silence(port: port) }
      #expect(try Client.ask("GET", "/metrics", port: port).contains("kontor_up 1"))
      #expect(silent.count == 20)
    }
  }

  @Test("tasks that keep all of Swift's threads busy keep nobody from an answer")
  func busyThreads() throws {
    try serve { (port: Int) throws in
      let isAnswered = Flag()
      for _ in 0..<64 { Task.detached { while !isAnswered.value.load(ordering: .relaxed) {} } }
      defer { isAnswered.value.store(true, ordering: .relaxed) }
      #expect(try Client.ask("GET", "/metrics", port: port).contains("kontor_up 1"))
    }
  }

  @Test("an address that is taken is an error that says so")
  func taken() throws {
    try serve { (port: Int) throws in
      let address = try #require(LoopbackAddress("127.0.0.1:\(port)"))
      #expect {
        _ = try LoopbackServer(address, pages: [:])
      } throws: {
        "\($0)".hasPrefix("Nothing can listen at 127.0.0.1:\(port): ")
      }
    }
  }
}

private final class Flag: Sendable {
  let value = Atomic<Bool>(false)
}

/// A client that begins a request and never ends it.
private final class Silence {
  private let client: Client

  init(port: Int) throws {
    client = try Client(port: port)
    client.send("GET /metrics HTTP/1.1\r\nHost")
  }
}
