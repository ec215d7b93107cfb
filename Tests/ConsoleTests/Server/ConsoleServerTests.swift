import Exchange
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Console

@Suite("The console's server", .serialized)
struct ConsoleServerTests {
  /// Answers with what it was asked.
  @Sendable private static func echo(_ request: WebRequest) async -> WebAnswer {
    let form = request.form.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
    return Serving.text(
      "\(request.method.rawValue) \(request.path) \(request.query.encoded) [\(form)] \(request.body.count) "
        + "\(request.address) \(request.isSecure) \(request.headers["host"] ?? "-") \(request.cookie("s") ?? "-")\n")
  }

  @Test("a request comes to the site as a value, and its answer goes back with the headers that all bear")
  func echo() throws {
    let serving = try Serving(answer: Self.echo)
    defer { serving.server.stop() }
    let answer = try Client.ask("GET", "/entities/Order/2026%2F1?q=a+b&q=%C3%BC", port: serving.port)
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(
      answer.hasSuffix(
        "GET [\"entities\", \"Order\", \"2026/1\"] q=a%20b&q=%C3%BC [] 0 127.0.0.1 false 127.0.0.1:\(serving.port) -\n")
    )
    let head = answer.lowercased()
    #expect(
      head.contains(
        "\r\ncontent-security-policy: default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'\r\n"
      ))
    for line in ["x-content-type-options: nosniff", "referrer-policy: same-origin", "cache-control: no-store"] {
      #expect(head.contains("\r\n\(line)\r\n"))
    }
    #expect(
      try serving.post("/held/7/release", "token=t&reason=so+it+is").contains(
        "POST [\"held\", \"7\", \"release\"]  [token=t,reason=so it is] 23 "))
  }

  @Test("cookies of several lines are one", arguments: ["Cookie: a=1; s=abc", "Cookie: a=1\r\nCookie: s=abc"])
  func cookies(lines: String) throws {
    let serving = try Serving(answer: Self.echo)
    defer { serving.server.stop() }
    let client = try Client(port: serving.port)
    client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(lines)\r\n\r\n")
    #expect(client.receive().hasSuffix(" x abc\n"))
  }

  @Test(
    "an address that no page has is refused before the site is asked", arguments: ["/a/../b", "/%00", "/%FF", "//x"])
  func address(path: String) throws {
    let serving = try Serving { _ in Serving.text("asked") }
    defer { serving.server.stop() }
    let answer = try Client.ask("GET", path, port: serving.port)
    #expect(answer.hasPrefix("HTTP/1.1 400 "))
    #expect(answer.hasSuffix("This address cannot be read. Type it anew, or go back and follow the link again.\n"))
    #expect(answer.lowercased().contains("content-security-policy"))
  }

  @Test("HEAD has the length of the body and no body")
  func head() throws {
    let serving = try Serving { _ in Serving.text("twelve bytes") }
    defer { serving.server.stop() }
    let answer = try Client.ask("HEAD", "/", port: serving.port)
    #expect(answer.lowercased().contains("\r\ncontent-length: 12\r\n"))
    #expect(answer.hasSuffix("\r\n\r\n"))
  }

  @Test("a connection serves one request after the other, also after an answer without a body")
  func keptAlive() throws {
    let serving = try Serving { request in
      request.path == ["none"] ? WebAnswer(204, type: "text/plain", "") : Serving.text("end-of-\(request.path)")
    }
    defer { serving.server.stop() }
    let client = try Client(port: serving.port)
    client.send("GET /none HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(client.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 204 "))
    client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nx=1GET /b HTTP/1.1\r\nHost: x\r\n\r\n")
    let both = client.receive(until: "end-of-[\"b\"]")
    #expect(both.contains("end-of-[\"a\"]"))
    #expect(both.hasSuffix("end-of-[\"b\"]"))
  }

  @Test("a long answer comes whole")
  func long() throws {
    let text = String(repeating: "0123456789abcdef", count: 1 << 17)
    let serving = try Serving { _ in Serving.text(text) }
    defer { serving.server.stop() }
    let answer = try Client.ask("GET", "/", port: serving.port)
    #expect(answer.lowercased().contains("\r\ncontent-length: \(text.utf8.count)\r\n"))
    #expect(answer.hasSuffix("\r\n\r\n" + text))
  }

  // MARK: - Bounds

  @Test("a body that is too long for its route is refused, however it is sent")
  func longBody() throws {
    let asked = Tally()
    let longest: @Sendable (WebRequest) -> Int = { $0.path.last == "edit" ? 200_000 : 1000 }
    let serving = try Serving(longestBody: longest) { request in
      asked.add()
      return await Self.echo(request)
    }
    defer { serving.server.stop() }
    let text = String(repeating: "a", count: 100_000)
    #expect(try serving.post("/held", text).hasPrefix("HTTP/1.1 413 "))
    #expect(try serving.post("/edit", text).contains(" 100000 127.0.0.1"))
    let client = try Client(port: serving.port)
    client.send(
      "POST /held HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n186A0\r\n\(text)\r\n0\r\n\r\n"
    )
    #expect(client.receive().hasPrefix("HTTP/1.1 413 "))
    #expect(asked.count == 1)
  }

  @Test("a body that comes too slowly is told so, and its connection ends")
  func slowBody() throws {
    var limits = ServerLimits()
    limits.bodyTime = .milliseconds(300)
    limits.lingerTime = .milliseconds(300)
    let asked = Tally()
    let serving = try Serving(limits) { _ in
      asked.add()
      return Serving.text("asked")
    }
    defer { serving.server.stop() }
    let client = try Client(port: serving.port)
    client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")
    let start = ContinuousClock.now
    #expect(client.receive().hasPrefix("HTTP/1.1 408 "))
    #expect(ContinuousClock.now - start < .seconds(10))
    #expect(asked.count == 0)
  }

  @Test("what a client had sent when it went away is not taken for the whole")
  func cutOff() throws {
    let asked = Tally()
    let serving = try Serving { _ in
      asked.add()
      return Serving.text("asked")
    }
    defer { serving.server.stop() }
    do {
      let client = try Client(port: serving.port)
      client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\ndiscard=all")
    }
    do {
      let client = try Client(port: serving.port)
      client.send("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
    }
    #expect(try serving.post("/b", "x").hasSuffix("asked"))
    Thread.sleep(forTimeInterval: 0.2)
    #expect(asked.count == 1)
  }

  @Test(
    "a head or an address that is too long ends the connection, and others are answered",
    arguments: ["head", "address"])
  func longHead(what: String) throws {
    let serving = try Serving(answer: Self.echo)
    defer { serving.server.stop() }
    let client = try Client(port: serving.port)
    let long = String(repeating: "a", count: 1 << 20)
    client.send(
      what == "head"
        ? "GET / HTTP/1.1\r\nHost: x\r\nX-Long: \(long)\r\n\r\n"
        : "GET /\(long) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    #expect(!client.receive().contains("GET ["))
    #expect(try Client.ask("GET", "/", port: serving.port).contains("GET []"))
  }

  @Test("a client that asks nothing, or not to the end, is closed", arguments: ["", "GET / HTTP/1.1\r\nHost"])
  func idle(sent: String) throws {
    var limits = ServerLimits()
    limits.idleTime = .milliseconds(300)
    let serving = try Serving(limits, answer: Self.echo)
    defer { serving.server.stop() }
    let client = try Client(port: serving.port)
    client.send(sent)
    #expect(client.isClosed())
  }

  @Test("an answer that hangs is given up, and while as many hang as may, health is still told")
  func hanging() throws {
    var limits = ServerLimits()
    limits.answers = 8
    limits.answerTime = .milliseconds(600)
    let hung = Tally()
    let serving = try Serving(
      limits, pages: ["/health/live": { Page(type: "application/json", "{\"live\":true,\"local\":\($0.isLocal)}\n") }]
    ) { request in
      hung.add()
      // Half of them hold a thread, as no answer should.
      if request.path == ["hold"] { usleep(3_000_000) }
      return await withUnsafeContinuation { _ in }
    }
    defer { serving.server.stop() }
    let clients = try (0..<8).map { number in
      let client = try Client(port: serving.port)
      client.send("GET /\(number % 2 == 0 ? "hold" : "wait") HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      return client
    }
    #expect(hung.reaches(4) || hung.count > 4)
    #expect(try Client.ask("GET", "/health/live", port: serving.port).hasSuffix("{\"live\":true,\"local\":true}\n"))
    for client in clients { #expect(client.receive().hasPrefix("HTTP/1.1 503 ")) }
    let busy = try Client.ask("GET", "/wait", port: serving.port)
    #expect(busy.hasSuffix("There is too much to do just now. Try again in a moment.\n"))
    #expect(try Client.ask("HEAD", "/health/live", port: serving.port).hasPrefix("HTTP/1.1 200 "))
  }

  @Test("who goes by a name that is not the console's is no program of this machine")
  func localOnlyByName() throws {
    let pages: [String: @Sendable (ConsoleServer.QuickRequest) -> Page] = [
      "/metrics": { Page(type: "text/plain", "local: \($0.isLocal)\n") }
    ]
    let isByName: @Sendable (WebRequest) -> Bool = { $0.headers["host"] != "evil.example" }
    let serving = try Serving(pages: pages, isByName: isByName) { _ in Serving.text("x") }
    defer { serving.server.stop() }
    for (host, isLocal) in [("127.0.0.1", true), ("evil.example", false)] {
      let client = try Client(port: serving.port)
      client.send("GET /metrics HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n")
      #expect(client.receive().hasSuffix("local: \(isLocal)\n"))
    }
  }

  // MARK: - Streams

  @Test("a stream comes piece by piece, and ends at once when its client goes")
  func stream() throws {
    let springs = Springs()
    let serving = try Serving { _ in WebAnswer(type: "text/event-stream", stream: springs.stream()) }
    defer { serving.server.stop() }
    do {
      let client = try Client(port: serving.port)
      client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(client.receive(until: "begun").contains("\r\n\r\n"))
      springs.yield("data: 1\n\n")
      #expect(client.receive(until: "data: 1").contains("data: 1\n\n"))
      #expect(springs.ended.count == 0)
      #expect(serving.server.load.count(of: .stream) == 1)
    }
    #expect(springs.ended.reaches(1, within: 5))
    for _ in 0..<100 where serving.server.load.count(of: .stream) > 0 { Thread.sleep(forTimeInterval: 0.05) }
    #expect(serving.server.load.count(of: .stream) == 0)
  }

  @Test("a content whose rest cannot be had is cut off, and nobody takes it for the whole", arguments: [nil, "20"])
  func cutOff(length: String?) throws {
    struct Unreadable: Error {}
    let count = Tally()
    let serving = try Serving { _ in
      var answer = WebAnswer(type: "text/plain") { () throws -> [UInt8]? in
        count.add()
        if count.count > 1 { throw Unreadable() }
        return Array("the first".utf8)
      }
      if let length { answer.headers.append(("content-length", length)) }
      return answer
    }
    defer { serving.server.stop() }
    let client = try Client(port: serving.port)
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    let answer = client.receive()
    #expect(answer.hasPrefix("HTTP/1.1 200 "))
    #expect(answer.contains("the first"))
    #expect(!answer.hasSuffix("0\r\n\r\n"))
    #expect(client.isClosed())
  }

  @Test("a content goes to its end, piece by piece")
  func content() throws {
    let count = Tally()
    let serving = try Serving { _ in
      WebAnswer(type: "text/plain") { () -> [UInt8]? in
        count.add()
        return count.count > 3 ? nil : Array("piece \(count.count);".utf8)
      }
    }
    defer { serving.server.stop() }
    let answer = try Client.ask("GET", "/", port: serving.port)
    #expect(answer.contains("piece 3;"))
    #expect(answer.hasSuffix("0\r\n\r\n"))
  }

  @Test("HEAD of a stream is answered without one")
  func headOfStream() throws {
    let springs = Springs()
    let serving = try Serving { _ in WebAnswer(type: "text/event-stream", stream: springs.stream()) }
    defer { serving.server.stop() }
    #expect(try Client.ask("HEAD", "/events", port: serving.port).hasPrefix("HTTP/1.1 200 "))
    #expect(springs.ended.reaches(1))
  }

  @Test("no more streams than may be, and each only for its time")
  func streamBounds() throws {
    var limits = ServerLimits()
    limits.streams = 1
    limits.streamTime = .milliseconds(500)
    let springs = Springs()
    let serving = try Serving(limits) { _ in WebAnswer(type: "text/event-stream", stream: springs.stream()) }
    defer { serving.server.stop() }
    let client = try Client(port: serving.port)
    client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n")
    _ = client.receive(until: "begun")
    #expect(try Client.ask("GET", "/events", port: serving.port).hasPrefix("HTTP/1.1 503 "))
    Thread.sleep(forTimeInterval: 0.6)
    springs.yield(":\n\n")
    #expect(client.isClosed())
    #expect(springs.ended.reaches(2))
  }

  @Test("a client that takes nothing any more is closed")
  func stuckReader() throws {
    var limits = ServerLimits()
    limits.writeTime = .milliseconds(500)
    let springs = Springs()
    let serving = try Serving(limits) { _ in WebAnswer(type: "text/event-stream", stream: springs.stream()) }
    defer { serving.server.stop() }
    let client = try Client(port: serving.port)
    client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(springs.begun.reaches(1))
    let much = String(repeating: "x", count: 1 << 20)
    for _ in 0..<64 { springs.yield(much) }
    #expect(springs.ended.reaches(1))
  }

  @Test("with 50 open streams it stops in less than two seconds", arguments: [true, false])
  func stop(told: Bool) throws {
    let springs = Springs()
    let tell: @Sendable () -> Void = { if told { springs.finish() } }
    let serving = try Serving(whenStopping: tell) { _ in
      WebAnswer(type: "text/event-stream", stream: springs.stream())
    }
    let clients = try (0..<50).map { _ in
      let client = try Client(port: serving.port)
      client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n")
      return client
    }
    #expect(springs.begun.reaches(50))
    for client in clients { #expect(client.receive(until: "begun").contains("begun")) }
    let start = ContinuousClock.now
    serving.server.stop()
    #expect(ContinuousClock.now - start < .seconds(2))
    #expect(springs.ended.reaches(50, within: 5))
    // Those that were told have the end of their stream before the end of their connection.
    for client in clients { #expect(client.receive().hasSuffix("0\r\n\r\n") == told) }
    #expect(throws: (any Error).self) { _ = try Client(port: serving.port) }
  }

  @Test("it stops in less than two seconds while answers hang and clients send slowly")
  func stopWhileHanging() throws {
    let hung = Tally()
    let serving = try Serving { _ in
      hung.add()
      return await withUnsafeContinuation { _ in }
    }
    let asking = try Client(port: serving.port)
    asking.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    let sending = try Client(port: serving.port)
    sending.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx")
    #expect(hung.reaches(1))
    let start = ContinuousClock.now
    serving.server.stop()
    #expect(ContinuousClock.now - start < .seconds(2))
    #expect(asking.isClosed())
    #expect(sending.isClosed())
  }

  @Test("an address that is taken is an error that says so")
  func taken() throws {
    let serving = try Serving(answer: Self.echo)
    defer { serving.server.stop() }
    #expect {
      _ = try ConsoleServer(host: "127.0.0.1", port: serving.port, service: .init(answer: Self.echo))
    } throws: {
      "\($0)".hasPrefix("Nothing can listen at 127.0.0.1:\(serving.port): ")
    }
  }
}
