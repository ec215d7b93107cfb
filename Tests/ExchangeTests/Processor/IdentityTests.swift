import Exchange
import Foundation
import Testing

@Suite("Identity, repeats and corrections")
struct IdentityTests {
  @Test("the same file again has no effect, and its acknowledgement is sent again, marked as a repeat")
  func replay() throws {
    let place = try Workplace()
    try place.drop(SampleExchange().text, as: "a.xml")
    try place.scan()
    let original = try #require(place.finished.first)
    let documents = try place.names(in: "outbox/erp")
    try place.drop(SampleExchange().text, as: "again.xml")
    let tally = try place.scan()
    #expect(tally.byVerdict == [.duplicate: 1])
    #expect(try place.names(in: "outbox/erp") == documents)
    let answer = try place.acknowledgement(of: "again.")
    #expect(answer.contains("<Verdict>duplicate</Verdict>"))
    #expect(answer.contains("<Id>\(original.id)</Id>"))
    #expect(answer.contains("<Accepted>2</Accepted>"))
  }

  @Test("the same file three times at once is processed once")
  func threeAtOnce() throws {
    let place = try Workplace()
    for name in ["a.xml", "b.xml", "c.xml"] { try place.drop(SampleExchange().text, as: name) }
    let tally = try place.scan()
    #expect(tally.byVerdict == [.accepted: 1, .duplicate: 2])
    #expect(try place.names(in: "outbox/erp").count == 2)
    #expect(try place.names(in: "outbox/crm").count == 3)
  }

  @Test("a file that is rejected and comes twice at once is judged twice: the first had no effect to repeat")
  func rejectedTwiceAtOnce() throws {
    let place = try Workplace()
    for name in ["a.xml", "b.xml"] { try place.drop(SampleExchange(announced: 9).text, as: name) }
    let tally = try place.scan()
    #expect(tally.byVerdict == [.rejected: 2])
    #expect(place.finished.allSatisfy { $0.repeats == nil })
    for answer in ["a.", "b."] { #expect(try place.acknowledgement(of: answer).contains("code=\"record-count\"")) }
    // One thing is wrong, not two: the second attempt takes the place of the first.
    #expect(try place.names(in: "rejected/crm").filter { $0.hasSuffix(".xml") }.map { $0.hasSuffix("b.xml") } == [true])
    #expect(try place.names(in: "rejected/crm/closed").count { $0.hasSuffix("-a.xml") } == 1)
  }

  @Test("a known control number with other content is refused")
  func otherContent() throws {
    let place = try Workplace()
    try place.drop(SampleExchange(orders: ["A-1"]).text, as: "a.xml")
    try place.scan()
    try place.drop(SampleExchange(orders: ["A-2"]).text, as: "b.xml")
    try place.scan()
    #expect(place.finished.first?.verdict == .rejected)
    #expect(try place.acknowledgement(of: "b.").contains("code=\"duplicate-control-number\""))
    #expect(try place.names(in: "outbox/erp").count == 2)
    #expect(try place.names(in: "rejected/crm").contains { $0.hasSuffix("-b.xml") })
  }

  @Test("a rejected file put right under the same control number is a correction")
  func correction() throws {
    let place = try Workplace()
    try place.drop(SampleExchange(announced: 9).text, as: "a.xml")
    try place.scan()
    let refused = try #require(place.finished.first)
    #expect(refused.verdict == .rejected)
    try place.drop(SampleExchange().text, as: "a.xml")
    try place.scan()
    #expect(place.finished.first?.verdict == .accepted)
    #expect(place.finished.first?.corrects == refused.id)
  }

  @Test("a gap and a lower number pass with a warning")
  func gaps() throws {
    let place = try Workplace()
    for (number, name) in [("1", "a.xml"), ("5", "b.xml"), ("3", "c.xml")] {
      try place.drop(SampleExchange(controlNumber: number, orders: ["A-\(number)"]).text, as: name)
    }
    try place.scan()
    #expect(place.finished.map(\.verdict) == [.accepted, .acceptedWithWarnings, .acceptedWithWarnings])
    #expect(try place.acknowledgement(of: "b.").contains("code=\"control-number-gap\""))
    #expect(try place.acknowledgement(of: "c.").contains("code=\"control-number-lower\""))
  }

  @Test("a file that ends too early waits, is taken when it is whole, and is cut off when its time is over")
  func incomplete() throws {
    // The partner renames files in, so they settle at once; what ends too early is still not final.
    let place = try Workplace { $0.replacing("quiet: 5s", with: "rename-in: true") }
    let whole = Array(SampleExchange().text.utf8)
    try place.drop(Array(whole.prefix(600)), as: "a.xml")
    try place.drop(String(SampleExchange(controlNumber: "2").text.prefix(500)), as: "b.xml")
    #expect(try place.scan(settle: nil).waiting == 2)
    #expect(try place.scan(settle: nil).waiting == 2)
    #expect(place.finished.isEmpty)
    try append(whole.dropFirst(600), toClaimed: "a.xml", of: place)
    try place.scan(settle: nil)
    #expect(place.finished.map(\.verdict) == [.accepted])
    place.now = place.now + .seconds(16 * 60)
    try place.scan(settle: nil)
    #expect(place.finished.map(\.verdict) == [.rejected])
    #expect(try place.acknowledgement(of: "b.").contains("code=\"cut-off\""))
    #expect(place.finished.first?.advice == .resend)
    try place.expectNothingInHand()
  }

  @Test("a file that grew just before its time was over, while nobody looked, is waited for anew")
  func grownAtTheLastMoment() throws {
    let place = try Workplace { $0.replacing("quiet: 5s", with: "rename-in: true") }
    let whole = Array(SampleExchange().text.utf8)
    try place.drop(Array(whole.prefix(500)), as: "a.xml")
    #expect(try place.scan(settle: nil).waiting == 1)
    try append(whole[500..<600], toClaimed: "a.xml", of: place)
    place.now = place.now + .seconds(16 * 60)
    #expect(try place.scan(settle: nil).waiting == 1)
    #expect(place.finished.isEmpty)
    try append(whole.dropFirst(600), toClaimed: "a.xml", of: place)
    try place.scan(settle: nil)
    #expect(place.finished.map(\.verdict) == [.accepted])
    try place.expectNothingInHand()
  }

  /// The writer goes on writing into the file that was claimed.
  private func append(_ bytes: ArraySlice<UInt8>, toClaimed name: String, of place: Workplace) throws {
    let claims = "\(place.root)/inbox/crm/.claimed/main.1"
    let claim = try #require(
      try FileManager.default.contentsOfDirectory(atPath: claims).first { $0.hasSuffix(name) })
    let handle = try #require(FileHandle(forWritingAtPath: "\(claims)/\(claim)"))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }
}
