import Exchange
import Testing

@Suite("moments as text")
struct TimestampTests {
  @Test(
    "what is written is read back",
    arguments: [
      0, 1, -1, 951_782_399_999, 951_782_400_000, 951_868_799_999, 1_709_164_800_000, 4_107_542_400_000,
      -2_203_891_200_000, 253_402_300_799_999,
    ] as [Int64])
  func roundTrip(milliseconds: Int64) {
    let moment = Timestamp(milliseconds: milliseconds)
    #expect(Timestamp(moment.description) == moment)
  }

  @Test("a known moment is read as itself")
  func known() {
    #expect(Timestamp("2026-11-24T08:01:04.123Z")?.milliseconds == 1_795_507_264_123)
  }

  @Test(
    "what is no moment is not read",
    arguments: [
      "", "2026-11-24", "2026-11-24T08:01:04Z", "2026-02-29T00:00:00.000Z", "2026-06-31T00:00:00.000Z",
      "2026-13-01T00:00:00.000Z", "2026-11-24T24:00:00.000Z", "2026-11-24T08:01:04.123+01:00",
      "x2026-11-24T08:01:04.123Z",
    ])
  func nonsense(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test(
    "an xs:dateTime with a zone is read, to the millisecond",
    arguments: [
      ("2026-11-24T08:01:04Z", "2026-11-24T08:01:04.000Z"), ("2026-11-24T08:01:04.1Z", "2026-11-24T08:01:04.100Z"),
      ("2026-11-24T08:01:04.123987Z", "2026-11-24T08:01:04.123Z"),
      ("2026-11-24T00:30:00+01:00", "2026-11-23T23:30:00.000Z"),
      ("2026-12-31T20:15:00-05:30", "2027-01-01T01:45:00.000Z"),
      (" 2024-02-29T24:00:00Z\n", "2024-03-01T00:00:00.000Z"),
    ])
  func dateTimes(text: String, moment: String) {
    #expect(Timestamp(dateTime: text)?.description == moment)
  }

  @Test(
    "what is no xs:dateTime with a zone is not read",
    arguments: [
      "", "2026-11-24", "2026-11-24T08:01:04", "2026-11-24T08:01:04.Z", "2026-11-24T08:01:04+1:00",
      "2026-11-24 08:01:04Z", "2026-02-29T00:00:00Z", "2026-00-01T00:00:00Z",
      "2026-11-00T00:00:00Z", "2026-11-24T08:60:00Z",
      "2026-11-24T08:01:60Z", "2026-11-24T25:00:00Z", "2026-11-24T08:01:04ZZ", "12026-11-24T08:01:04Z",
    ])
  func noDateTimes(text: String) {
    #expect(Timestamp(dateTime: text) == nil)
  }
}
