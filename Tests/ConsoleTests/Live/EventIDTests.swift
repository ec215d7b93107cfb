import Exchange
import Testing

@testable import Console

@Suite("Ids of events")
struct EventIDTests {
  private let mark = LedgerMark(generation: 1, arrival: 35_123, closing: 35_120)

  private func fragment(_ text: String, age: String? = nil) -> Fragment {
    Fragment(
      "x",
      .element("td") {
        text
        if let age {
          Markup.element("span", [Attribute("class", "age"), Attribute("data-at", "2026-11-29T10:00:00Z")]) { age }
        }
      })
  }

  @Test("an id is read as it was written, and anything else is none")
  func text() {
    let id = EventID(mark, [fragment("7 files")])
    #expect(id.description.hasPrefix("1-35123-35120-"))
    #expect(EventID(id.description) == id)
    for text in [
      "", "1-2-3", "1-2-3-4", "1-2-3-zzzzzzzz", "1-2-3-+1234567", "a-2-3-01234567", "1-2-3-01234567-8",
      "-1-2-3-01234567",
    ] {
      #expect(EventID(text) == nil, "\(text)")
    }
  }

  @Test("what shows the same has the same id, however far the ledger has gone on")
  func same() {
    let later = LedgerMark(generation: 1, arrival: 40_000, closing: 40_000)
    #expect(EventID(mark, [fragment("a")]).says(theSameAs: EventID(later, [fragment("a")])))
    #expect(!EventID(mark, [fragment("a")]).says(theSameAs: EventID(mark, [fragment("b")])))
    let restored = LedgerMark(generation: 2, arrival: 35_123, closing: 35_120)
    #expect(!EventID(mark, [fragment("a")]).says(theSameAs: EventID(restored, [fragment("a")])))
  }

  @Test("how long ago something was is not counted, and when it was is")
  func ages() {
    #expect(fragment("a", age: "7 min").digest == fragment("a", age: "8 min").digest)
    #expect(fragment("a", age: "7 min").digest != fragment("b", age: "7 min").digest)
    let early = Fragment(
      "x",
      .element("td") {
        Markup.element("i", [Attribute("data-at", "10:00")]) { "1 min" }
        "end"
      })
    let late = Fragment(
      "x",
      .element("td") {
        Markup.element("i", [Attribute("data-at", "10:01")]) { "1 min" }
        "end"
      })
    let other = Fragment(
      "x",
      .element("td") {
        Markup.element("i", [Attribute("data-at", "10:00")]) { "9 min" }
        "End"
      })
    #expect(early.digest != late.digest)
    #expect(early.digest != other.digest)
    // What is only text is not taken for an age.
    #expect(fragment(" data-at=\"x\">7 min<").digest != fragment(" data-at=\"x\">8 min<").digest)
  }

  @Test("whose form it is, is not counted")
  func tokens() {
    func form(_ token: String, _ text: String) -> Fragment {
      let viewer = Viewer(name: "ada", role: .operator, seesPayloads: false, formToken: token)
      return Fragment("x", postForm(to: Link("held"), viewer) { text })
    }
    #expect(form("t1", "Release").html != form("t2", "Release").html)
    #expect(form("t1", "Release").digest == form("t2", "Release").digest)
    #expect(form("t1", "Release").digest != form("t1", "Discard").digest)
  }

  @Test("a fragment is one line of JSON")
  func json() {
    let json = EventText.json(Fragment("n\"1", .element("p") { "a\n\t\\ \u{1}ä</p>" }))
    #expect(json == #"{"id":"n\"1","html":"<p>a\n\t\\ ␁ä&lt;/p&gt;</p>"}"#)
  }
}
