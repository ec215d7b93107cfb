import Testing

@testable import Exchange

/// A foreign format may write times as it likes; an acknowledgement repeats only what is an xs:dateTime.
@Suite("times that an acknowledgement can repeat")
struct CreationTimeTests {
  @Test(
    "an xs:dateTime",
    arguments: [
      "2026-11-24T07:00:00", "2026-11-24T07:00:00Z", "2026-11-24T07:00:00+01:00", "2026-11-24T07:00:00-00:30",
      "2026-11-24T07:00:00.5Z", "-0044-03-15T12:00:00", "12026-11-24T07:00:00.123456",
    ])
  func dateTime(_ text: String) {
    #expect(Acknowledgement.isDateTime(text.utf8))
  }

  @Test(
    "anything else",
    arguments: [
      "", "2026-11-24", "20261124T070000", "226-11-24T07:00:00", "2026-1-24T07:00:00", "2026-11-24 07:00:00",
      "2026-11-24T07:00", "2026-11-24T07:00:00.", "2026-11-24T07:00:00.Z", "2026-11-24T07:00:00z",
      "2026-11-24T07:00:00+1:00", "2026-11-24T07:00:00+01:00Z", "2026-11-24T07:00:00Z ", "+2026-11-24T07:00:00",
      "2026-11-24T07:00:0٣",
    ])
  func other(_ text: String) {
    #expect(!Acknowledgement.isDateTime(text.utf8))
  }
}
