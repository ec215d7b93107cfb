import DropFolder
import Exchange
import Foundation
import Testing

@Suite("Corrected files that are dropped again")
struct CorrectedFileTests {
  private let half = RejectedSite.text(1, [("A-1", "EUR"), ("A-2", "XXZ")])

  @Test("of a file with a bad record the good ones go, and the reject file holds the bad one alone")
  func partly() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "orders.xml")
    #expect(first.verdict == .partiallyAccepted)
    #expect(try site.documents() == ["Customer-K-1.xml", "Order-A-1.xml"])
    let rejection = try #require(try site.rejection(of: first))
    #expect((rejection.count, rejection.open, rejection.state) == (1, 1, .open))
    let file = try site.rejectFile(of: first)
    #expect(file.contains("A-2") && !file.contains("<OrderId>A-1") && !file.contains("Müller"))
    #expect(file.contains("<RecordCount>1</RecordCount>") && file.contains("<?kontor-reject \(first.id)?>"))
    #expect(file.contains("<!--") && file.contains("code-unknown"))
    #expect(try site.place.names(in: "rejected/crm").contains("\(first.filedName.display).report.txt"))
  }

  @Test("the reject file, put right and dropped as it is called, closes the rejection and supersedes the answer")
  func rejectFile() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "orders.xml")
    let answer = try #require(try site.place.names(in: "outbox/crm").first)
    let corrected = try site.rejectFile(of: first).replacing("XXZ", with: "EUR")
    let second = try site.take(corrected, as: first.filedName.display)
    #expect(second.verdict == .accepted)
    #expect(second.corrects == first.id)
    #expect(second.recognition == .controlNumber)
    #expect(try site.documents() == ["Customer-K-1.xml", "Order-A-1.xml", "Order-A-2.xml"])
    let rejection = try #require(try site.rejection(of: first))
    #expect((rejection.open, rejection.state) == (0, .corrected))
    let later = try site.place.text(
      "outbox/crm/\(try #require(try site.place.names(in: "outbox/crm").last { $0.contains(second.id.text) }))")
    #expect(later.contains("<Supersedes>\(answer)</Supersedes>"))
    #expect(later.split(separator: "<Corrects>").last?.contains("<Id>\(first.id)</Id>") ?? false)
    #expect(try site.place.names(in: "rejected/crm") == ["closed"])
    #expect(try site.place.names(in: "rejected/crm/closed").contains(first.filedName.display))
  }

  @Test("the whole file, put right, sends only what was missing")
  func wholeFile() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "orders.xml")
    let second = try site.take(RejectedSite.text(1, [("A-1", "EUR"), ("A-2", "EUR")]), as: "orders.xml")
    #expect(second.corrects == first.id)
    #expect((second.totals[.accepted], second.totals[.unchanged]) == (1, 2))
    #expect(try site.documents() == ["Customer-K-1.xml", "Order-A-1.xml", "Order-A-2.xml"])
    #expect(try site.rejection(of: first)?.state == .corrected)
  }

  @Test("a marker is enough where the number is another")
  func marker() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "orders.xml")
    let corrected = try site.rejectFile(of: first).replacing("XXZ", with: "EUR")
      .replacing("<ControlNumber>1<", with: "<ControlNumber>2<")
    let second = try site.take(corrected, as: "new.xml")
    #expect(second.corrects == first.id && second.recognition == .marker)
    #expect(try site.rejection(of: first)?.state == .corrected)
  }

  @Test("a file that could not be read is recognised by its name")
  func name() throws {
    let site = try RejectedSite()
    let first = try site.take("<Exchange xmlns=\"urn:kontor:exchange:1\"><Header>", as: "orders.xml")
    #expect(first.verdict == .rejected)
    #expect(try site.rejection(of: first)?.count == 1)
    let second = try site.take(RejectedSite.text(1, [("A-1", "EUR")]), as: "orders.xml")
    #expect(second.corrects == first.id && second.recognition == .name)
    #expect(try site.rejection(of: first)?.state == .corrected)
  }

  @Test("a file that is called as its rejected predecessor lies there is recognised whatever its number")
  func filedName() throws {
    let site = try RejectedSite()
    let first = try site.take(SampleExchange(controlNumber: "1", announced: 9).text, as: "orders.xml")
    let second = try site.take(SampleExchange(controlNumber: "7").text, as: first.filedName.display)
    #expect(second.corrects == first.id && second.recognition == .name)
    #expect(second.filedName.display == "\(second.id)-orders.xml")
  }

  @Test("a later export under the same name and a number of its own is no correction")
  func sameNameOtherNumber() throws {
    let site = try RejectedSite()
    let first = try site.take(SampleExchange(controlNumber: "1", announced: 9).text, as: "export.xml")
    let second = try site.take(SampleExchange(controlNumber: "2").text, as: "export.xml")
    #expect(second.corrects == nil)
    #expect(try site.rejection(of: first)?.state == .open)
  }

  @Test("a correction that is wrong again goes on with the rejection: one is open, not two")
  func wrongAgain() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "orders.xml")
    let file = try site.rejectFile(of: first)
    let second = try site.take(file.replacing("XXZ", with: "XXY"), as: first.filedName.display)
    #expect(second.verdict == .rejected && second.corrects == first.id)
    #expect(try site.rejection(of: first)?.state == .replaced)
    #expect(try site.rejection(of: second)?.state == .open)
    let third = try site.take(file.replacing("XXZ", with: "EUR"), as: first.filedName.display)
    #expect(third.verdict == .accepted && third.corrects == second.id)
    #expect(try site.rejection(of: second)?.state == .corrected)
    #expect(try site.documents() == ["Customer-K-1.xml", "Order-A-1.xml", "Order-A-2.xml"])
  }

  @Test("whoever corrects second is told who was first")
  func twoPeople() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "orders.xml")
    let file = try site.rejectFile(of: first)
    let second = try site.take(file.replacing("XXZ", with: "EUR"), as: "anna.xml")
    let third = try site.take(file.replacing("XXZ", with: "USD"), as: "bert.xml")
    #expect(third.verdict == .rejected)
    let issue = try #require(try site.issues(of: third).first)
    #expect(issue.code == IssueCode.alreadyCorrected.rawValue)
    #expect(issue.message.contains("anna.xml") && issue.message.contains(second.id.text))
    #expect(try site.documents().count == 3)
  }

  @Test("a record that comes right in any later file settles what was wrong with it")
  func otherFile() throws {
    let site = try RejectedSite()
    let first = try site.take(RejectedSite.text(1, [("A-1", "XXZ"), ("A-2", "XXZ")]), as: "a.xml")
    _ = try site.take(RejectedSite.text(2, [("A-2", "EUR")]), as: "b.xml")
    #expect(try site.rejection(of: first)?.open == 1)
    _ = try site.take(RejectedSite.text(3, [("A-1", "EUR")]), as: "c.xml")
    #expect(try site.rejection(of: first)?.state == .corrected)
  }

  @Test("what puts an older file right leaves open what is wrong with a newer one, and gives way to it")
  func newerRejected() throws {
    let site = try RejectedSite()
    func next() { site.place.now = Timestamp(milliseconds: site.place.now.milliseconds + 60_000) }
    let older = try site.take(RejectedSite.text(1, [("A-1", "XXZ"), ("A-2", "XXZ")], quantity: "1"), as: "a.xml")
    let corrected = try site.rejectFile(of: older).replacing("XXZ", with: "EUR")
    next()
    let newer = try site.take(RejectedSite.text(2, [("A-1", "XXZ")], quantity: "5"), as: "b.xml")
    #expect(try site.rejection(of: older)?.open == 1)
    let newest = try site.rejectFile(of: newer).replacing("XXZ", with: "EUR")
    next()
    #expect(try site.take(corrected, as: older.filedName.display).totals[.accepted] == 2)
    #expect(try site.rejection(of: older)?.state == .corrected)
    #expect(try site.rejection(of: newer)?.state == .open)
    next()
    let last = try site.take(newest, as: newer.filedName.display)
    #expect(last.totals[.accepted] == 1)
    #expect(try site.rejection(of: newer)?.state == .corrected)
    #expect(try site.documents() == ["Customer-K-1.xml", "Order-A-1.xml", "Order-A-2.xml", "Order-A-1.xml"])
  }

  @Test("whoever comes second is told so, also where the first needed two attempts")
  func secondAfterTwoAttempts() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "orders.xml")
    let file = try site.rejectFile(of: first)
    _ = try site.take(file.replacing("XXZ", with: "XXY"), as: "anna.xml")
    _ = try site.take(file.replacing("XXZ", with: "EUR"), as: "anna2.xml")
    let late = file.replacing("XXZ", with: "USD").replacing("<ControlNumber>1<", with: "<ControlNumber>2<")
    let third = try site.take(late, as: "bert.xml")
    #expect(try site.issues(of: third).map(\.code) == [IssueCode.alreadyCorrected.rawValue])
    #expect(third.verdict == .rejected)
  }

  @Test("an older version that comes late settles nothing: the newer one is still to come")
  func olderVersion() throws {
    let site = try RejectedSite()
    let newer = RejectedSite.text(1, [("A-1", "XXZ")], quantity: "9")
      .replacing("<Order changed=\"2026-11-23T08", with: "<Order changed=\"2026-11-23T09")
    let first = try site.take(newer, as: "a.xml")
    let older = try site.take(RejectedSite.text(2, [("A-1", "EUR")]), as: "b.xml")
    #expect(older.verdict == .accepted)
    #expect(try site.rejection(of: first)?.state == .open)
    let again = try site.take(RejectedSite.text(3, [("A-1", "XXZ")]), as: "c.xml")
    #expect(again.verdict == .partiallyAccepted)
    #expect(try site.rejection(of: first)?.state == .open)
    _ = try site.take(try site.rejectFile(of: first).replacing("XXZ", with: "EUR"), as: first.filedName.display)
    #expect(try site.rejection(of: first)?.state == .corrected)
    #expect(try site.documents().count == 3)
  }

  @Test("a reject file in the inbox of another system is refused, and told where it belongs")
  func wrongInbox() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "orders.xml")
    let corrected = try site.rejectFile(of: first).replacing("XXZ", with: "EUR")
    try corrected.write(
      toFile: "\(site.place.root)/inbox/erp/\(first.filedName.display)", atomically: true, encoding: .utf8)
    try site.place.scan()
    let misplaced = try site.place.lastFinished()
    #expect(misplaced.verdict == .rejected)
    let issue = try #require(try site.issues(of: misplaced).first)
    #expect(issue.code == IssueCode.wrongInbox.rawValue && issue.message.contains("inbox/crm"))
    #expect(try site.rejection(of: first)?.state == .open)
  }

  @Test("a corrected key settles the record by its number among the others")
  func correctedKey() throws {
    let site = try RejectedSite()
    let first = try site.take(
      RejectedSite.text(1, [("A-1", "EUR"), ("A 2", "EUR")]).replacing("<OrderId>A 2<", with: "<OrderId><"),
      as: "a.xml")
    #expect(first.verdict == .partiallyAccepted)
    let corrected = try site.rejectFile(of: first).replacing("<OrderId><", with: "<OrderId>A-2<")
    _ = try site.take(corrected, as: first.filedName.display)
    #expect(try site.rejection(of: first)?.state == .corrected)
  }

  @Test(
    "whoever leaves out the bad record, or sends a good one in its place, puts nothing right",
    arguments: [[], [(id: "A-1", currency: "EUR")]])
  func leftOut(_ orders: [(id: String, currency: String)]) throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "a.xml")
    var file = try site.rejectFile(of: first)
    let order = try #require(file.range(of: "(?s)<!--.*</Order>", options: .regularExpression))
    file.replaceSubrange(order, with: orders.map { SampleExchange().order(id: $0.id, currency: $0.currency) }.joined())
    file = file.replacing("<RecordCount>1<", with: "<RecordCount>\(orders.count)<")
    let second = try site.take(file, as: first.filedName.display)
    #expect(second.verdict == .accepted && second.corrects == first.id)
    #expect(try site.rejection(of: first)?.state == .open)
    let third = try site.take(RejectedSite.text(1, [("A-1", "EUR"), ("A-2", "EUR")]), as: "a.xml")
    #expect(third.verdict == .accepted)
    #expect(try site.rejection(of: first)?.state == .corrected)
    #expect(try site.documents() == ["Customer-K-1.xml", "Order-A-1.xml", "Order-A-2.xml"])
  }

  @Test("records that an unreadable correction was to put right are not forgotten with it", arguments: [1, 2])
  func unreadableBetween(_ times: Int) throws {
    let site = try RejectedSite()
    let first = try site.take(RejectedSite.text(1, [("A-1", "XXZ"), ("A-2", "XXZ")]), as: "a.xml")
    var last = first
    for time in 1...times {
      last = try site.take("<Exchange><broken \(time)", as: "\(first.id)-\(time).xml")
      #expect(last.verdict == .rejected && last.recognition == .name)
    }
    #expect(try site.rejection(of: first)?.state == .replaced)
    _ = try site.take(RejectedSite.text(1, [("A-1", "EUR")]), as: "b.xml")
    #expect(try site.rejection(of: last)?.state == .open)
    _ = try site.take(RejectedSite.text(1, [("A-2", "EUR"), ("A-3", "EUR")]), as: "c.xml")
    #expect(try site.rejection(of: last)?.state == .corrected)
  }

  @Test("a test file opens no rejection, and settles none")
  func testFile() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "a.xml")
    let flagged = RejectedSite.text(2, [("A-2", "EUR"), ("A-3", "XXZ")])
      .replacing("</CreationTime>", with: "</CreationTime><Test>true</Test>")
    let test = try site.take(flagged, as: "b.xml")
    #expect(test.verdict == .partiallyAccepted)
    #expect(try site.rejection(of: test) == nil)
    #expect(try site.rejection(of: first)?.open == 1)
  }
}
