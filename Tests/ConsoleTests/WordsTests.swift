import Console
import Exchange
import Testing

@Suite("Words")
struct WordsTests {
  @Test(
    "an age is told in the words by which the script goes on",
    arguments: [
      (0, "0 sec", "0 Sek."), (119, "119 sec", "119 Sek."), (120, "2 min", "2 Min."), (7199, "119 min", "119 Min."),
      (7200, "2 hr", "2 Std."), (172_799, "47 hr", "47 Std."), (172_800, "2 days", "2 Tage"),
      (106_617_600, "1,234 days", "1.234 Tage"), (-5, "0 sec", "0 Sek."),
    ])
  func ages(seconds: Int64, english: String, german: String) {
    let moment = Sample.before(seconds: seconds)
    #expect(Sample.words(.english).age(moment, at: Sample.now) == english)
    #expect(Sample.words(.german).age(moment, at: Sample.now) == german)
  }

  @Test("a moment is shown on the clock of the zone, with the zone's name, in summer and in winter")
  func zones() throws {
    let berlin = try #require(Zone(named: "Europe/Berlin"))
    let summer = try #require(Timestamp("2026-06-30T22:30:00.000Z"))
    #expect(Sample.words(.english).time(Sample.now) == "2026-11-29 09:58:00 UTC")
    #expect(Sample.words(.german).time(Sample.now) == "29.11.2026, 09:58:00 UTC")
    #expect(Sample.words(.english, zone: berlin).time(Sample.now) == "2026-11-29 10:58:00 CET")
    #expect(Sample.words(.german, zone: berlin).time(Sample.now) == "29.11.2026, 10:58:00 MEZ")
    #expect(Sample.words(.english, zone: berlin).time(summer) == "2026-07-01 00:30:00 CEST")
    #expect(Sample.words(.german, zone: berlin).time(summer) == "01.07.2026, 00:30:00 MESZ")
    let kolkata = try #require(Zone(named: "Asia/Kolkata"))
    #expect(Sample.words(.english, zone: kolkata).time(Sample.now) == "2026-11-29 15:28:00 GMT+5:30")
  }

  @Test("the element of a moment holds the moment itself, for the script and for machines")
  func elements() {
    let html = Sample.words(.english).moment(Sample.before(seconds: 420)).html
    #expect(
      html == "<time datetime=\"2026-11-29T09:51:00.000Z\">2026-11-29 09:51:00 UTC</time> "
        + "<span class=\"age\" data-at=\"2026-11-29T09:51:00.000Z\">7 min</span>")
  }

  @Test("numbers, counts and sizes are written as the language does")
  func numbers() {
    let (english, german) = (Sample.words(.english), Sample.words(.german))
    #expect(english.number(1_234_567) == "1,234,567" && german.number(1_234_567) == "1.234.567")
    #expect(english.number(-999) == "-999" && english.number(100) == "100" && english.number(Int.min).hasPrefix("-9,"))
    #expect(english.count(1, .file) == "1 file" && german.count(0, .file) == "0 Dateien")
    #expect(english.count(1000, orMore: true, .file) == "more than 1,000 files")
    #expect(english.size(999) == "999 bytes" && english.size(1) == "1 byte" && german.size(1426) == "1,4 kB")
    #expect(
      english.size(6098) == "6 kB" && english.size(28_400_000_000) == "28 GB" && english.size(999_999) == "999 kB")
    #expect(english.list(["a", "b", "c"]) == "a, b and c" && german.list(["a", "b"]) == "a und b")
    #expect(english.duration(milliseconds: 227) == "227 ms" && german.duration(milliseconds: 1450) == "1,4 s")
  }

  @Test("every verdict and state has its word in both languages", arguments: Language.allCases)
  func verdicts(language: Language) {
    let words = Sample.words(language)
    for verdict in InterchangeVerdict.allCases { #expect(words.status(verdict).html.contains("class=\"s")) }
    for verdict in RecordVerdict.allCases { #expect(!words.word(verdict).isEmpty) }
    for state in InterchangeState.allCases { #expect(words.status(state).html.contains("class=\"s")) }
    #expect(words.status(verdict: "<new>", state: "done").html == "<span class=\"s\">&lt;new&gt;</span>")
  }
}
