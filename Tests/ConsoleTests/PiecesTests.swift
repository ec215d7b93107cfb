import Console
import Exchange
import Testing

@Suite("Pieces of pages")
struct PiecesTests {
  private let words = Sample.words(.english)

  @Test("a table tells its roles, its scopes and, on cards, the name of each cell")
  func tables() {
    let html = table(
      "Files", [Column("Choose", .tick), Column("File", .long, isHeading: true), Column("Size", .number)],
      rows: [
        Row("i-1") {
          input(.type("checkbox"), .label("one"))
          a(.href(.interchange("1"))) { Sample.hostile }
          12
        }
      ]
    ).html
    #expect(PageCheck(html, isWhole: false).faults == [])
    #expect(html.contains(#"<th role="columnheader" scope="col" class="tick"><span class="hidden">Choose</span></th>"#))
    #expect(html.contains(#"<tr role="row" id="i-1">"#))
    #expect(html.contains(#"<th role="rowheader" scope="row" class="long" data-label="File">"#))
    #expect(html.contains(#"<td role="cell" class="num" data-label="Size">12</td>"#))
  }

  @Test("a form that changes something bears the token; one that asks does not")
  func forms() {
    let post = postForm(to: Link("jobs"), Sample.viewer, hidden: Fields([("id", "1"), ("token", "forged")])) {
      reasonField(words, isRequired: true)
      submit("Go", .main, name: "verb", value: "discard")
    }.html
    #expect(PageCheck(post, isWhole: false).faults == [])
    #expect(post.contains(#"<input type="hidden" name="token" value="t-1">"#))
    #expect(!post.contains("forged"))
    #expect(post.contains(#"<button type="submit" class="go" name="verb" value="discard">Go</button>"#))
    let get = getForm(to: Link("interchanges")) { submit("Show") }.html
    #expect(!get.contains("token"))
  }

  @Test("a source is listed by lines with addresses; what is wrong is marked, and said below")
  func sources() {
    let html = sourceListing(
      "Source", [SourceLine(1, "<a>"), SourceLine(2, [("x", false), ("<y>", true)], hints: [Markup("wrong")])]
    ).html
    #expect(PageCheck(html, isWhole: false).faults == [])
    #expect(html.contains(##"<span class="row" id="L1"><a href="#L1">1</a><span>&lt;a&gt;</span></span>"##))
    #expect(html.contains(##"<span class="row hit" id="L2">"##))
    #expect(html.contains(#"x<mark>&lt;y&gt;</mark></span></span><span class="hint">wrong</span>"#))
  }

  @Test("a difference is told in words too")
  func differences() {
    let html = differenceListing([.place("/a"), .same("x"), .was([("1", true)]), .now([("2", true)])], words).html
    #expect(html.contains(#"<del><span class="hidden">was: </span>− <mark>1</mark></del>"#))
    #expect(html.contains(#"<ins><span class="hidden">now: </span>+ <mark>2</mark></ins>"#))
  }

  @Test("the chart says in words and as a table what it draws", arguments: Language.allCases)
  func charts(language: Language) {
    let hours = (0..<24).map { HourChart.Hour("\($0):00", accepted: $0 == 5 ? 36 : 0, rejected: $0 == 5 ? 4 : 0) }
    let html = HourChart(hours, zone: "UTC", Sample.words(language)).markup.html
    #expect(PageCheck(html, isWhole: false).faults == [])
    #expect(html.contains(#"aria-labelledby="chart-t chart-d""#))
    #expect(
      html.contains(
        language == .english
          ? "40 files: 36 without a rejection, 4 rejected" : "40 Dateien: 36 ohne Abweisung, 4 ganz"))
    #expect(html.contains(language == .english ? "from 5:00: 40." : "ab 5:00: 40."))
    // The bars end where the lines of the grid say: 40 is the topmost line, at 20.
    #expect(html.contains(#"<rect class="a" x="194.6" y="37.8" width="23.9" height="160.2">"#))
    #expect(html.contains(##"<rect fill="url(#stripe)" x="194.6" y="20.0" width="23.9" height="17.8">"##))
  }

  @Test("an empty day is drawn too, however many files come", arguments: [0, 4, 5, 24, 25, 99, 1_000, 123_456])
  func scales(count: Int) {
    let html = HourChart([HourChart.Hour("0:00", accepted: count, rejected: 0)], zone: "UTC", words).markup.html
    let lines = html.split(separator: "<line class=\"grid\"").count - 1
    #expect((1...5).contains(lines))
    #expect(html.contains("<rect class=\"a\"") == (count > 0))
  }
}
