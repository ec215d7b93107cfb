import DropFolder
import Exchange
import Foundation
import Testing

@Suite("Reprocessing, discarding and sending again")
struct ReprocessTests {
  private let half = RejectedSite.text(1, [("A-1", "EUR"), ("A-2", "XXZ")])

  @Test("reprocess sends what is right by now, and nothing of what went before")
  func reprocess() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "orders.xml")
    let finished = try site.decide(.reprocess, .interchange(first.id))
    let attempt = try #require(finished.last)
    #expect(attempt.sender == "crm" && attempt.verdict == .rejected && attempt.totals.read == 1)
    #expect(attempt.corrects == first.id && attempt.recognition == .handedIn && attempt.handedIn != nil)
    #expect(try site.rejection(of: first)?.state == .replaced)
    #expect(try site.rejection(of: attempt)?.state == .open)
    #expect(try site.documents().count == 2)
    try site.place.expectNothingInHand()
  }

  @Test("an edited version is an attempt of its own; the original stays as it was")
  func edit() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "orders.xml")
    let content = try site.rejectFile(of: first).replacing("XXZ", with: "EUR")
    let finished = try site.decide(.reprocess, .interchange(first.id)) {
      $0.content = Array(content.utf8)
      $0.basis = first.id
      $0.reason = "the CRM's list was old"
    }
    let attempt = try #require(finished.last)
    #expect(attempt.verdict == .accepted)
    #expect(try site.documents() == ["Customer-K-1.xml", "Order-A-1.xml", "Order-A-2.xml"])
    #expect(try site.rejection(of: first)?.state == .corrected)
    #expect(try site.place.text("archive/\(first.place ?? "")") == half)
    #expect(try site.place.text("archive/\(attempt.place ?? "")") == content)
    let entry = try site.place.withLedger { try $0.audit(matching: AuditFilter(), after: 0, limit: 10) }
    #expect(entry.map(\.who) == ["Anna"])
    #expect(entry.first?.reason == "the CRM's list was old")
    #expect(entry.first?.before?.contains(first.id.text) == true)
    #expect(entry.first?.after?.contains(attempt.id.text) == true)
  }

  @Test("nobody adds to what a person handed in: an end that is missing is told at once")
  func editCutOff() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "orders.xml")
    var decision = Decision(.reprocess, .interchange(first.id))
    decision.content = Array(try site.rejectFile(of: first).utf8.dropLast(30))
    _ = try Desk(site.place.configuration).drop([decision], at: site.place.now)
    #expect(try site.place.scan(settle: nil).waiting == 0)
    let attempt = try site.place.lastFinished()
    #expect(attempt.verdict == .rejected && attempt.corrects == first.id)
    #expect(try site.codes(of: attempt) == ["cut-off"])
  }

  @Test("whoever edits an attempt that is not the newest is told who was first")
  func outdated() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "orders.xml")
    let file = try site.rejectFile(of: first)
    try site.decide(.reprocess, .interchange(first.id)) { $0.content = Array(file.utf8) }
    let finished = try site.decide(.reprocess, .interchange(first.id)) {
      $0.by = "Bert"
      $0.content = Array(file.replacing("XXZ", with: "EUR").utf8)
      $0.basis = first.id
    }
    #expect(finished.count == 1)
    let issue = try #require(try site.issues(of: finished[0]).first)
    #expect(issue.code == IssueCode.attemptOutdated.rawValue)
    #expect(issue.message.contains("Anna") && issue.message.contains("attempt 2"))
    #expect(try site.documents().count == 2)
  }

  @Test("what was put right meanwhile is not reprocessed, and nothing that was never rejected is")
  func nothingLeft() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "orders.xml")
    let good = try site.take(RejectedSite.text(2, [("A-2", "EUR")]), as: "b.xml")
    for subject in [first, good] {
      let finished = try site.decide(.reprocess, .interchange(subject.id))
      #expect(finished.count == 1)
      #expect(try site.codes(of: finished[0]) == [IssueCode.notRejected.rawValue])
    }
  }

  @Test("a reprocessed record keeps its place: it does not overwrite what came after it")
  func keepsItsPlace() throws {
    let site = try RejectedSite()
    let first = try site.take(
      RejectedSite.text(1, [("A-1", "XXZ"), ("A-3", "XXZ")], quantity: "1"), as: "a.xml")
    let corrected = try site.rejectFile(of: first).replacing("XXZ", with: "EUR")
    site.place.now = Timestamp(milliseconds: site.place.now.milliseconds + 60_000)
    _ = try site.take(RejectedSite.text(2, [("A-1", "EUR")], quantity: "5"), as: "b.xml")
    let late = try site.take(corrected, as: first.filedName.display)
    #expect((late.totals[.superseded], late.totals[.accepted]) == (1, 1))
    #expect(try site.documents() == ["Customer-K-1.xml", "Order-A-1.xml", "Order-A-3.xml"])
    #expect(try site.place.text("outbox/erp/\(site.place.names(in: "outbox/erp")[1])").contains("5"))
  }

  @Test("a discarded file is closed with its reason, and its sender is told")
  func discard() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "orders.xml")
    let file = try site.rejectFile(of: first)
    try site.decide(.discard, .interchange(first.id)) { $0.reason = "ordered by telephone" }
    #expect(try site.rejection(of: first)?.state == .discarded)
    let answer = try site.place.text(
      "outbox/crm/\(try #require(try site.place.names(in: "outbox/crm").first { $0.hasSuffix("-2.ack.xml") }))")
    #expect(answer.contains("<Advice>none</Advice>") && answer.contains("ordered by telephone"))
    #expect(answer.contains("<Supersedes>"))
    #expect(answer.contains("<Rejected>1</Rejected>"))
    #expect(try site.place.names(in: "rejected/crm") == ["closed"])
    let finished = try site.decide(.reprocess, .interchange(first.id))
    #expect(try site.codes(of: finished[0]) == [IssueCode.notRejected.rawValue])
    let late = try site.take(file.replacing("XXZ", with: "EUR"), as: first.filedName.display)
    let issue = try #require(try site.issues(of: late).first)
    #expect(issue.code == IssueCode.duplicateControlNumber.rawValue && issue.message.contains("discarded on"))
    let renumbered = file.replacing("XXZ", with: "EUR").replacing("<ControlNumber>1<", with: "<ControlNumber>2<")
    #expect(try site.take(renumbered, as: first.filedName.display).verdict == .accepted)
    #expect(try site.documents().count == 3)
  }

  @Test("such decisions come from the desk alone")
  func deskOnly() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "orders.xml")
    var decision = Decision(.discard, .interchange(first.id))
    decision.reason = "to hide it"
    decision.by = "Anna"
    let text = String(decoding: [decision].interchange("77", at: site.place.now), as: UTF8.self)
    let finished = try site.take(text, as: "decision.xml")
    #expect(try site.codes(of: finished).contains(IssueCode.deskOnly.rawValue))
    let told = try site.place.withLedger { try $0.audit(matching: AuditFilter(), after: 0, limit: 10) }
    #expect(told.map(\.who) == ["Anna (crm)"])
    #expect(try site.rejection(of: first)?.state == .open)
  }

  @Test("a rejected file that somebody changed where it lies is not taken for what it was")
  func changedInPlace() throws {
    let site = try RejectedSite()
    let first = try site.take(SampleExchange(announced: 9).text, as: "orders.xml")
    let path = "\(site.place.root)/rejected/crm/\(first.place ?? "")"
    try SampleExchange().text.write(toFile: path, atomically: true, encoding: .utf8)
    let finished = try site.decide(.reprocess, .interchange(first.id))
    #expect(try site.codes(of: finished[0]) == [IssueCode.fileGone.rawValue])
    try site.place.expectNothingInHand()
  }

  @Test("a reject file that somebody changed where it lies is not taken for what it was; one that is gone is made anew")
  func changedRejectFile() throws {
    let site = try RejectedSite()
    let first = try site.take(RejectedSite.text(1, [("A-1", "XXZ"), ("A-2", "XXZ")]), as: "orders.xml")
    let path = "\(site.place.root)/rejected/crm/\(first.filedName.display)"
    _ = try site.take(RejectedSite.text(2, [("A-1", "EUR")]), as: "other.xml")
    let file = try site.rejectFile(of: first)
    try file.replacing("XXZ", with: "EUR").write(toFile: path, atomically: true, encoding: .utf8)
    let refused = try site.decide(.reprocess, .interchange(first.id))
    #expect(try site.codes(of: refused[0]) == [IssueCode.fileGone.rawValue])
    #expect(try site.rejection(of: first)?.open == 1)
    try site.place.expectNothingInHand()
    try FileManager.default.removeItem(atPath: path)
    let attempt = try #require(try site.decide(.reprocess, .interchange(first.id)).last)
    #expect((attempt.corrects, attempt.totals.read) == (first.id, 1))
  }

  @Test("a file that is gone from the archive keeps no other decision waiting")
  func archivedFileGone() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "a.xml")
    let second = try site.take(RejectedSite.text(2, [("B-1", "EUR"), ("B-2", "XXZ")]), as: "b.xml")
    try FileManager.default.removeItem(atPath: "\(site.place.root)/archive/\(first.place ?? "")")
    let decisions = [first, second].map { Decision(.reprocess, .interchange($0.id)) }
    _ = try Desk(site.place.configuration).drop(decisions, at: site.place.now)
    try site.place.scan()
    #expect(try site.codes(of: site.place.finished[0]) == [IssueCode.fileGone.rawValue])
    #expect(site.place.finished.last?.corrects == second.id)
    try site.place.expectNothingInHand()
  }

  @Test("documents are sent again byte by byte, under a name that says so")
  func resend() throws {
    let site = try RejectedSite()
    let first = try site.take(RejectedSite.text(1, [("A-1", "EUR")]), as: "orders.xml")
    let before = try site.place.names(in: "outbox/erp")
    let contents = try before.map { try site.place.text("outbox/erp/\($0)") }
    for name in before { try FileManager.default.removeItem(atPath: "\(site.place.root)/outbox/erp/\(name)") }
    try site.decide(.resend, .interchange(first.id))
    let after = try site.place.names(in: "outbox/erp")
    #expect(after == before.map { $0.replacing(".xml", with: ".resend-1.xml") })
    #expect(try after.map { try site.place.text("outbox/erp/\($0)") } == contents)
    try site.decide(.resend, .document("\(first.id)-1-2"))
    #expect(try site.place.names(in: "outbox/erp").last == before[1].replacing(".xml", with: ".resend-2.xml"))
  }

  @Test("a document about which something newer was sent stays away")
  func newerSent() throws {
    let site = try RejectedSite()
    let first = try site.take(RejectedSite.text(1, [("A-1", "EUR")]), as: "a.xml")
    let newer = RejectedSite.text(2, [("A-1", "EUR")], quantity: "9")
      .replacing("changed=\"2026-11-23T08:00:00Z\"", with: "changed=\"2026-11-24T08:00:00Z\"")
    _ = try site.take(newer, as: "b.xml")
    let count = try site.documents().count
    let finished = try site.decide(.resend, .interchange(first.id))
    #expect(try site.codes(of: finished[0]) == [IssueCode.newerSent.rawValue])
    #expect(finished[0].totals[.accepted] == 1)
    #expect(try site.documents().count == count + 1)
    let order = try site.decide(.resend, .document("\(first.id)-1-2"))
    #expect(order[0].totals[.rejected] == 1)
  }

  @Test("a document whose copy is not what was sent stays away, and the others go")
  func copyDamaged() throws {
    let site = try RejectedSite()
    let first = try site.take(RejectedSite.text(1, [("A-1", "EUR"), ("A-2", "EUR")]), as: "a.xml")
    let path = "\(site.place.root)/archive/\(first.place ?? "").documents.tar"
    let copies = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    let last = try #require(copies.range(of: "A-2", options: .backwards))
    try copies.replacingCharacters(in: last, with: "A-9").write(toFile: path, atomically: true, encoding: .utf8)
    let count = try site.documents().count
    let finished = try site.decide(.resend, .interchange(first.id))
    #expect(try site.codes(of: finished[0]) == [IssueCode.documentGone.rawValue])
    #expect(finished[0].totals[.accepted] == 1 && finished[0].summary?.contains("2 documents for erp") == true)
    #expect(try site.documents().count == count + 2)
    let alone = try site.decide(.resend, .document("\(first.id)-1-3"))
    #expect(alone[0].totals[.rejected] == 1)
    try site.place.expectNothingInHand()
  }

  @Test("a crash between the decision and the attempt leaves one outcome")
  func attemptsAreResumed() throws {
    let site = try RejectedSite()
    let first = try site.take(half, as: "orders.xml")
    var decision = Decision(.reprocess, .interchange(first.id))
    decision.content = Array(try site.rejectFile(of: first).replacing("XXZ", with: "EUR").utf8)
    _ = try Desk(site.place.configuration).drop([decision], at: site.place.now)
    for call in stride(from: 1, to: 400, by: 7) {
      _ = try? site.place.processor(settle: .zero, calls: FailingCalls(failing: call, extent: .fromThenOn)).scan()
    }
    try site.place.scan()
    try site.place.scan()
    #expect(try site.rejection(of: first)?.state == .corrected)
    #expect(try site.documents() == ["Customer-K-1.xml", "Order-A-1.xml", "Order-A-2.xml"])
    try site.place.expectNothingInHand()
  }
}
