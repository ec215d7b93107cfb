import Console
import Exchange
import Testing

@Suite("The frame of pages")
struct LayoutTests {
  private struct Plain: PageContent {
    var live: String?
    var section: Console.Section? { .rejected }
    func title(_ words: Words) -> String { Sample.hostile }
    func trail(_ words: Words) -> [Step] { [Console.Section.interchanges.step(words)] }
    func main(_ words: Words) -> Markup { p("x") }
  }

  @Test("a page stands as browsers and readers want it", arguments: Language.allCases, [Sample.viewer, nil])
  func whole(language: Language, viewer: Viewer?) {
    let html = Sample.html(Plain(live: "/rejected?sender=a&b"), language, viewer: viewer)
    #expect(PageCheck(html).faults == [])
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"))
    #expect(html.contains("<a class=\"skip\" href=\"#main\">"))
    #expect(html.contains("data-events") == (viewer != nil), "nobody who is not logged in hears of anything")
    #expect(html.contains("/logout") == (viewer != nil))
    #expect(html.contains("<nav aria-label") == (viewer != nil), "counts are not told before the log-in")
  }

  @Test("badges tell what is open, and are gone where nothing is")
  func badges() {
    let html = Sample.html(Plain(), .english)
    #expect(html.contains(#"<span class="n" id="n-rejected">1,840<span class="hidden"> open</span></span>"#))
    #expect(html.contains(#"<span class="n" id="n-conflicts"></span>"#))
    #expect(html.contains(#"<a href="/rejected" aria-current="page">"#))
    let ids = Layout.badges(.init(rejected: 1), Sample.words(.english)).map(\.id)
    #expect(ids == ["n-rejected", "n-held", "n-conflicts"])
  }

  @Test("the link to the other language comes back to the same page")
  func language() {
    let html = Sample.html(Plain(), .english)
    #expect(
      html.contains(#"href="/language?to=de&amp;back=%2Frejected%3Fsender%3Da%2526b" hreflang="de" lang="de">Deutsch"#))
  }

  @Test("style, script and picture are served by names that change with what is in them")
  func assets() async throws {
    let route = try #require(AssetsArea().routes.first)
    #expect(route.role == nil, "the log-in needs them")
    for asset in Asset.all {
      #expect(asset.bytes.count > 100)
      let visit = Visit(
        WebRequest(.get, path: ["assets", asset.name]), viewer: Sample.viewer, language: .english, now: Sample.now,
        parameters: ["name": asset.name])
      let answer = try await route.answer(visit)
      #expect(answer.status == 200)
      #expect(answer.headers.contains { $0.name == "cache-control" && $0.value.contains("immutable") })
    }
    let other = Visit(
      WebRequest(.get, path: ["assets", "console.css"]), viewer: Sample.viewer, language: .english, now: Sample.now,
      parameters: ["name": "console.css"])
    #expect(try await route.answer(other).status == 404)
    let html = Sample.html(Plain(), .english)
    #expect(html.contains(Asset.style.link.text) && html.contains(Asset.script.link.text))
  }
}

@Suite("Pages that say why there is no other page")
struct RefusalPagesTests {
  private func check(_ content: some PageContent, viewer: Viewer? = Sample.viewer) {
    for language in Language.allCases {
      #expect(PageCheck(Sample.html(content, language, viewer: viewer)).faults == [])
    }
  }

  @Test("the log-in shows what went wrong, and takes one back where one wanted to go")
  func logIn() {
    let troubles: [LogInPage.Trouble?] = [
      nil, .wrong, .slowedDown(seconds: 1), .wrongAndSlowedDown(seconds: 4), .linkUsed, .outdated, .signedOut,
    ]
    for trouble in troubles {
      check(LogInPage(token: "x", back: "/rejected", name: Sample.hostile, trouble: trouble), viewer: nil)
    }
    let html = Sample.html(LogInPage(token: "x", back: "/rejected", trouble: .wrongAndSlowedDown(seconds: 4)), .english)
    #expect(html.contains("The next attempt is possible in 4 seconds."))
    #expect(html.contains(#"<input type="hidden" name="back" value="/rejected">"#))
  }

  @Test("refusals, missing things, faults and stale forms are pages like all others")
  func others() {
    for lack in [RefusedPage.Lack.role(.operator), .role(.admin), .payloads] {
      check(RefusedPage(Viewer(name: Sample.hostile, role: .viewer, seesPayloads: false), lacks: lack))
    }
    let missing: [NotFoundPage.Missing] = [
      .page, .interchange(Sample.hostile), .entity("Customer", key: Sample.hostile), .job("1"), .flow("x"), .other("y"),
    ]
    for one in missing { check(NotFoundPage(one)) }
    for fault in [
      FaultPage.Fault.unexpected(reference: "R1"), .unavailable, .unusable(why: "Free space.", reference: "R2"),
    ] {
      check(FaultPage(fault), viewer: nil)
    }
    check(StaleFormPage())
  }
}
