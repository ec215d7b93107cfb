import Exchange
import Foundation
import Operations
import Testing

@testable import Console

@Suite("Who is told what, and when")
struct AudienceTests {
  private let start = ContinuousClock.now
  private let mark = LedgerMark(generation: 1, arrival: 1, closing: 1)
  private let quiet = LedgerTicker.Look(hasChanged: false, hasBeaten: false, mark: nil)
  private let change = LedgerTicker.Look(hasChanged: true, hasBeaten: false, mark: nil)
  private let page = LivePage("/held") { _ in [] }
  private var audience = Audience(LiveSettings(), anyToken: "TOKEN")

  private func visit(_ query: String = "", role: Role = .viewer, token: String = "t1") -> Visit {
    Visit(
      WebRequest(.get, path: ["held"], query: Fields(encoded: query)),
      viewer: Viewer(name: "ada", role: role, seesPayloads: false, formToken: token), language: .english, now: .now())
  }

  private mutating func come(_ visit: Visit, knowing id: EventID? = nil, after time: Duration = .zero) -> Int? {
    let stream = AsyncStream.makeStream(of: [UInt8].self).continuation
    return audience.add(
      Spectator(
        request: visit.request, viewer: visit.viewer, view: LiveView(visit), stream: stream, known: id,
        lastWord: start + time, lastCheck: start + time), page: page, visit)
  }

  private func makings(_ actions: [Audience.Action]) -> [LiveView] {
    actions.compactMap { if case .make(let view, _, _) = $0 { view } else { nil } }
  }

  private func words(_ actions: [Audience.Action]) -> [String] {
    actions.compactMap { if case .say(let number, _, let text) = $0 { "\(number) \(text)" } else { nil } }
  }

  private mutating func made(_ view: LiveView, _ texts: [String], took: Duration = .zero, after time: Duration)
    -> [String]
  {
    let fragments = texts.enumerated().map { index, text in Fragment("f\(index)", .element("p") { text }) }
    let actions = audience.made(view, fragments, mark: mark, took: took, at: start + time)
    audience.isDone(view)
    return words(actions)
  }

  @Test("a page is made once for all who look at it, and again only when something has changed")
  mutating func once() throws {
    let first = try #require(come(visit()))
    let second = try #require(come(visit(token: "t2")))
    let other = try #require(come(visit("system=crm", token: "t3")))
    let making = makings(audience.look(quiet, at: start))
    #expect(making.count == 2)
    #expect(makings(audience.look(change, at: start + .seconds(1))) == [])
    let held = LiveView(visit())
    #expect(made(held, ["a", "b"], after: .seconds(1)).map { $0.prefix(2) } == ["\(first) ", "\(second) "])
    // It changed while it was being made.
    #expect(makings(audience.look(quiet, at: start + .seconds(2))) == [held])
    let told = made(held, ["a", "c"], after: .seconds(2))
    #expect(told.count == 2)
    #expect(told.allSatisfy { $0.contains("<p>c</p>") && !$0.contains("<p>a</p>") })
    #expect(makings(audience.look(quiet, at: start + .seconds(3))) == [])
    #expect(made(LiveView(visit("system=crm")), ["z"], after: .seconds(3)).count == 1)
    audience.remove(other)
    #expect(makings(audience.look(change, at: start + .seconds(4))) == [held])
  }

  @Test("who knows already how things are is told nothing, and who does not is told all, once")
  mutating func known() throws {
    let held = LiveView(visit())
    _ = come(visit())
    _ = audience.look(quiet, at: start)
    let first = made(held, ["a", "b"], after: .zero).joined()
    let line = try #require(first.split(separator: "\n").first { $0.hasPrefix("id: ") })
    let id = try #require(EventID(String(line.dropFirst(4))))
    // The id comes with the last of them.
    #expect(first.components(separatedBy: "id: ").count == 2)
    #expect(try #require(first.range(of: "id: ")).lowerBound > first.range(of: "<p>a</p>")!.lowerBound)

    _ = come(visit(token: "t2"), knowing: id)
    let third = try #require(come(visit(token: "t3"), knowing: EventID(mark, [])))
    let told = words(audience.look(quiet, at: start + .seconds(1)))
    #expect(told.count == 1)
    #expect(told.first?.hasPrefix("\(third) ") == true)
    #expect(told.first?.contains("<p>a</p>") == true && told.first?.contains("<p>b</p>") == true)
    #expect(words(audience.look(quiet, at: start + .seconds(2))) == [])
    _ = audience.look(change, at: start + .seconds(3))
    #expect(made(held, ["a", "c"], after: .seconds(3)).count == 3)
    _ = audience.look(change, at: start + .seconds(4))
    #expect(made(held, ["a", "c"], after: .seconds(4)) == [])
  }

  @Test("what is slow is made less often, and what failed is tried again")
  mutating func slow() {
    let held = LiveView(visit())
    _ = come(visit())
    #expect(makings(audience.look(quiet, at: start)) == [held])
    _ = made(held, ["a"], took: .milliseconds(80), after: .zero)
    #expect(makings(audience.look(change, at: start + .seconds(1))) == [])
    #expect(makings(audience.look(quiet, at: start + .seconds(4))) == [])
    #expect(makings(audience.look(quiet, at: start + .seconds(5))) == [held])
    audience.failed(held)
    audience.isDone(held)
    #expect(makings(audience.look(quiet, at: start + .seconds(6))) == [])
    #expect(makings(audience.look(quiet, at: start + .seconds(10))) == [held])
  }

  @Test("a sign of life is shown every ten seconds, and a page is never left for longer than a minute")
  mutating func beats() {
    let held = LiveView(visit())
    let beat = LedgerTicker.Look(hasChanged: false, hasBeaten: true, mark: nil)
    _ = come(visit())
    _ = audience.look(quiet, at: start)
    _ = made(held, ["a"], after: .zero)
    #expect(makings(audience.look(beat, at: start + .seconds(5))) == [])
    #expect(makings(audience.look(beat, at: start + .seconds(10))) == [held])
    _ = made(held, ["a"], after: .seconds(10))
    #expect(makings(audience.look(quiet, at: start + .seconds(69))) == [])
    #expect(makings(audience.look(quiet, at: start + .seconds(70))) == [held])
  }

  @Test("no more than two pages are made at a time, the one first that waited longest")
  mutating func few() {
    for query in ["a=1", "a=2", "a=3", "a=4"] { _ = come(visit(query, token: query)) }
    let first = makings(audience.look(quiet, at: start))
    #expect(first.count == 2)
    #expect(makings(audience.look(change, at: start + .seconds(1))) == [])
    for view in first { _ = made(view, ["x"], after: .seconds(1)) }
    let second = makings(audience.look(quiet, at: start + .seconds(2)))
    #expect(second.count == 2)
    #expect(Set(first).isDisjoint(with: second))
  }

  @Test("of a session no more than six listen, and of all no more than a hundred")
  mutating func most() {
    for _ in 0..<6 { #expect(come(visit()) != nil) }
    #expect(come(visit()) == nil)
    for number in 6..<100 { #expect(come(visit(token: "t\(number + 10)")) != nil) }
    #expect(come(visit(token: "more")) == nil)
    audience.remove(1)
    #expect(come(visit()) != nil)
  }

  @Test("what is made for all has nobody's name, and the form token of each")
  mutating func tokens() throws {
    _ = come(visit(token: "secret-1"))
    _ = come(visit(token: "secret-2"))
    let making = audience.look(quiet, at: start)
    guard case .make(let view, _, let shared)? = making.first else {
      Issue.record("nothing is made")
      return
    }
    #expect(shared.viewer.name == "")
    #expect(shared.viewer.formToken == "TOKEN")
    #expect(shared.request.link == "/held")
    let told = made(view, ["<\(shared.viewer.formToken)>"], after: .zero)
    #expect(told.map { $0.contains("&lt;secret-1&gt;") } == [true, false])
    #expect(told.map { $0.contains("&lt;secret-2&gt;") } == [false, true])
  }

  @Test("others than those with the same rights and language are shown a page of their own")
  mutating func rights() {
    _ = come(visit(token: "1"))
    _ = come(visit(role: .operator, token: "2"))
    var german = visit(token: "3")
    german.language = .german
    _ = come(german)
    let first = makings(audience.look(quiet, at: start))
    for view in first { _ = made(view, [], after: .zero) }
    #expect(Set(first + makings(audience.look(quiet, at: start + .seconds(1)))).count == 3)
  }

  @Test("after a silence a comment is sent, and now and then it is asked who is still logged in")
  mutating func courtesies() {
    _ = come(visit())
    let early = audience.look(quiet, at: start + .seconds(4))
    #expect(!early.contains { if case .check = $0 { true } else { false } })
    let later = audience.look(quiet, at: start + .seconds(5))
    #expect(later.contains { if case .check(1, _, let viewer) = $0 { viewer.name == "ada" } else { false } })
    #expect(words(audience.look(quiet, at: start + .seconds(14))) == [])
    #expect(words(audience.look(quiet, at: start + .seconds(15))) == ["1 :\n\n"])
    #expect(words(audience.look(quiet, at: start + .seconds(16))) == [])
  }
}
