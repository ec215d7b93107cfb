import Exchange
import Foundation
import Operations
import Synchronization
import Testing

@testable import Console

@Suite("Pages that stay right", .serialized)
struct LiveHubTests {
  /// What pages show, and whether anybody is told to look.
  private final class World: Sendable {
    private let state = Mutex((text: "one", hasChanged: true, looks: 0, isIn: true))
    let makings = Tally()

    var text: String {
      get { state.withLock { $0.text } }
      set {
        state.withLock {
          $0.text = newValue
          $0.hasChanged = true
        }
      }
    }
    var isIn: Bool {
      get { state.withLock { $0.isIn } }
      set { state.withLock { $0.isIn = newValue } }
    }
    var looks: Int { state.withLock { $0.looks } }

    func look() -> LedgerTicker.Look {
      state.withLock { state in
        state.looks += 1
        defer { state.hasChanged = false }
        return LedgerTicker.Look(
          hasChanged: state.hasChanged, hasBeaten: false, mark: LedgerMark(generation: 1, arrival: 5, closing: 4))
      }
    }
  }

  private let world = World()
  private let hub: LiveHub
  private let serving: Serving

  init() throws {
    var settings = LiveSettings()
    settings.pause = .milliseconds(100)
    settings.checkPause = .milliseconds(200)
    let world = world
    let hub = LiveHub(settings: settings, looking: { world.look }, isStillIn: { _, _ in world.isIn })
    let page = LivePage("/held/{id}") { visit in
      world.makings.add()
      return [
        Fragment("say", .element("p", [Attribute("id", "say")]) { "\(visit.parameters["id"] ?? "") \(world.text)" }),
        Fragment("still", .element("p", [Attribute("id", "still")]) { visit.language.rawValue }),
      ]
    }
    let route = try #require(LiveArea(hub: hub, pages: [page]).routes.first)
    self.hub = hub
    serving = try Serving(whenStopping: hub.stop) { request in
      let viewer = Viewer(
        name: "ada", role: .viewer, seesPayloads: false, formToken: request.cookie("session") ?? "")
      do {
        return try await route.answer(Visit(request, viewer: viewer, language: .german, now: .now()))
      } catch let refusal as Refusal {
        return WebAnswer(refusal.status, type: "text/plain", "\(refusal)")
      } catch {
        return WebAnswer(500, type: "text/plain", "\(error)")
      }
    }
  }

  private func listen(_ session: String = "s", page: String = "/held/7", more: String = "", headers: String = "") throws
    -> Client
  {
    let client = try Client(port: serving.port)
    client.send(
      "GET /events?page=\(Fields.encoded(page))\(more) HTTP/1.1\r\nHost: x\r\nCookie: session=\(session)\r\n\(headers)\r\n"
    )
    return client
  }

  private func lastID(_ text: String) throws -> String {
    String(try #require(text.split(separator: "\n").last { $0.hasPrefix("id: ") }).dropFirst(4))
  }

  @Test("whoever comes is told how things are, then what becomes another, and nothing else")
  func course() throws {
    defer { serving.server.stop() }
    let client = try listen()
    let first = client.receive(until: "de</p>")
    #expect(first.lowercased().contains("content-type: text/event-stream"))
    #expect(first.contains("\r\n\r\n"))
    #expect(first.contains("retry: 3000\n\n"))
    #expect(first.contains(#"event: fragment\#ndata: {"id":"say","html":"<p id=\"say\">7 one</p>"}"#))
    world.text = "two"
    let second = client.receive(until: "7 two")
    #expect(!second.contains("still"))
    #expect(try lastID(second).hasPrefix("1-5-4-"))
    #expect(try lastID(second) != lastID(first))
  }

  @Test(
    "a reconnection with the id that was known last gets nothing that is known, and the header is believed before the query"
  )
  func resuming() throws {
    defer { serving.server.stop() }
    let id = try lastID(listen("a").receive(until: "de</p>"))
    let same = try listen("b", more: "&after=1-1-1-00000000", headers: "Last-Event-ID: \(id)\r\n")
    let byQuery = try listen("c", more: "&after=\(id)")
    let other = try listen("d", more: "&after=\(id)", headers: "Last-Event-ID: 1-1-1-00000000\r\n")
    #expect(other.receive(until: "de</p>").contains("7 one"))
    world.text = "two"
    for client in [same, byQuery] {
      let told = client.receive(until: "7 two")
      #expect(told.contains("7 two"))
      #expect(!told.contains("7 one"))
      #expect(!told.contains("still"))
    }
  }

  @Test("50 who look at the same page cause one making")
  func many() throws {
    defer { serving.server.stop() }
    let clients = try (0..<50).map { try listen("s\($0)") }
    for client in clients { #expect(client.receive(until: "de</p>").contains("7 one")) }
    let before = world.makings.count
    #expect(before <= 2)
    #expect(hub.count == 50)
    world.text = "two"
    for client in clients { #expect(client.receive(until: "7 two").contains("7 two")) }
    #expect(world.makings.count == before + 1)
  }

  @Test("nobody looks while nobody listens, and who goes is gone")
  func gone() throws {
    defer { serving.server.stop() }
    do {
      let client = try listen()
      _ = client.receive(until: "de</p>")
      #expect(hub.count == 1)
    }
    for _ in 0..<100 where hub.count > 0 { Thread.sleep(forTimeInterval: 0.05) }
    #expect(hub.count == 0)
    Thread.sleep(forTimeInterval: 0.3)
    let looks = world.looks
    Thread.sleep(forTimeInterval: 0.5)
    #expect(world.looks == looks)
    world.text = "three"
    #expect(try listen().receive(until: "7 three").contains("7 three"))
  }

  @Test("whoever is not logged in any more is told so, and the stream ends")
  func signedOut() throws {
    defer { serving.server.stop() }
    let client = try listen()
    _ = client.receive(until: "de</p>")
    world.isIn = false
    #expect(client.receive(until: "0\r\n\r\n").contains("event: signed-out\ndata: {}\n\n"))
  }

  @Test("the seventh stream of a session is answered with 204")
  func seventh() throws {
    defer { serving.server.stop() }
    let clients = try (0..<6).map { _ in try listen() }
    for client in clients { _ = client.receive(until: "retry") }
    #expect(try listen(headers: "Connection: close\r\n").receive().hasPrefix("HTTP/1.1 204 "))
    #expect(try listen("other").receive(until: "retry").hasPrefix("HTTP/1.1 200 "))
  }

  @Test(
    "what is no page that goes on changing has no events", arguments: ["/held", "/nowhere", "held", "//held/7", ""])
  func nowhere(page: String) throws {
    defer { serving.server.stop() }
    #expect(try listen(page: page, headers: "Connection: close\r\n").receive().hasPrefix("HTTP/1.1 404 "))
  }

  @Test("with 50 who listen the server stops in less than two seconds")
  func stop() throws {
    let clients = try (0..<50).map { try listen("s\($0)") }
    for client in clients { _ = client.receive(until: "retry") }
    let start = ContinuousClock.now
    serving.server.stop()
    #expect(ContinuousClock.now - start < .seconds(2))
    for client in clients { #expect(client.isClosed()) }
    #expect(hub.count == 0)
    #expect(
      hub.listen(
        to: LivePage("/") { _ in [] },
        Visit(
          WebRequest(.get, path: []), viewer: Viewer(name: "", role: .viewer, seesPayloads: false), language: .english,
          now: .now()), request: WebRequest(.get, path: []), known: nil) != nil)
    #expect(hub.count == 0)
  }
}
