import Exchange
import Testing

@Suite("values of the console")
struct ConsoleValueTests {
  @Test(
    "a path loses what stands in brackets",
    arguments: [
      ("/Exchange/Order[3]/Lines/Line[2]/Unit", "/Exchange/Order/Lines/Line/Unit"), ("", ""), ("/a[b[c]d]e", "/ae"),
      ("/ü[1]", "/ü"), ("/a[", "/a"), ("/a]b", "/a]"),
    ])
  func shapes(path: String, shape: String) {
    #expect(CauseKey(code: "x", path: path).path == shape)
  }

  @Test(
    "a place of a list survives its link",
    arguments: [
      InterchangePlace.number(35_123), .moment(Timestamp(milliseconds: 1_795_946_400_000), 7),
      .id(InterchangeID("01KAVB0QZ3000001")),
    ])
  func places(_ place: InterchangePlace) {
    #expect(InterchangePlace(place.text) == place)
  }

  @Test(
    "what is no place is none",
    arguments: [
      "", "n", "nx", "t1", "t1-", "t1-2-3", "i01", "x12", "12", "n99999999999999999999", "n-1", "n9223372036854775807",
      "t-1-1",
    ])
  func noPlaces(_ text: String) {
    #expect(InterchangePlace(text) == nil)
  }

  @Test("a place among rejections survives its link")
  func rejectionPlaces() {
    let place = RejectionPlace(since: Timestamp(milliseconds: 1_795_946_400_000), number: 9)
    #expect(RejectionPlace(place.text) == place)
    for text in ["", "1", "1-", "-1", "a-b", "1-2-3"] { #expect(RejectionPlace(text) == nil) }
  }

  @Test("a text tells by its form what it can be")
  func forms() throws {
    #expect(SearchText("  ") == nil)
    #expect(SearchText("**") == nil)
    #expect(SearchText(" a b ")?.text == "a b")
    #expect(SearchText("*a*")?.isPiece == true)
    #expect(SearchText("01kavb")?.idPrefix == "01KAVB")
    #expect(SearchText("01KAV")?.idPrefix == nil)
    #expect(SearchText("01KAVI")?.idPrefix == nil)
    #expect(SearchText("01KAVB0QZ30000011")?.idPrefix == nil)
    #expect(SearchText("AABBCCDD")?.hashPrefix == "aabbccdd")
    #expect(SearchText("aabbccd")?.hashPrefix == nil)
    #expect(SearchText("0047")?.wholeNumber == 47)
    #expect(SearchText("4x")?.wholeNumber == nil)
    #expect(SearchText(String(repeating: "x", count: 999))?.text.count == 255)
  }

  @Test("a count that was given up says so")
  func capped() {
    #expect(Capped(found: 5, most: 5) == Capped(5))
    #expect(Capped(found: 6, most: 5) == Capped(5, isMore: true))
  }

  @Test("median and 95th percentile are measured values, and no time is negative")
  func stepTimes() throws {
    #expect(StepTime(milliseconds: []) == nil)
    let one = try #require(StepTime(milliseconds: [-5]))
    #expect(one.median == .zero && one.percentile95 == .zero)
    let many = try #require(StepTime(milliseconds: (1...100).shuffled().map { Int64($0) }))
    #expect(many.median == .milliseconds(50))
    #expect(many.percentile95 == .milliseconds(95))
    #expect(StepTime(milliseconds: [1, 1000])?.percentile95 == .seconds(1))
  }

  @Test("that a record went with its file is no cause where there is another")
  func company() {
    let company = CauseKey(code: IssueCode.refusedWithFile.rawValue, path: nil)
    let fault = CauseKey(code: "value-invalid", path: "/a")
    var tally = CauseTally()
    tally.add(company, record: 1, number: 1)
    tally.add(fault, record: 2, number: 2)
    tally.add(fault, record: 2, number: 3)
    tally.add(fault, record: 3, number: 4)
    let causes = tally.causes()
    #expect(causes.map(\.key) == [fault])
    #expect(causes[0].found == CauseTally.Found(count: 2, first: 2, isOfRecord: true))
    var alone = CauseTally()
    alone.add(company, record: nil, number: 7)
    #expect(alone.causes().map(\.key) == [company])
    #expect(alone.causes()[0].found.isOfRecord == false)
  }
}
