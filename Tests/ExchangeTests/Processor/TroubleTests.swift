import DropFolder
import Exchange
import Foundation
import Glibc
import Testing

/// Folders that are away or are others than they were, and names and files that nobody expects.
@Suite("Trouble with folders")
struct TroubleTests {
  private let files = FileManager.default

  /// A place whose next scan has one decided interchange with three documents still prepared for the ERP.
  private func placeWithPreparedDocuments(_ change: (String) -> String = { $0 }) throws -> Workplace {
    let place = try Workplace(change)
    try place.drop(SampleExchange(orders: ["A-1", "A-2"]).text, as: "a.xml")
    // The first rename into the outbox fails, and all that follow: the decision stands, and nothing is out.
    let calls = FailingCalls { call, name in call == .rename && name.display.hasPrefix("0000") ? EIO : nil }
    try place.scan(calls: calls, expectingProblems: true)
    #expect(try place.names(in: "outbox/erp").isEmpty)
    #expect(try files.contentsOfDirectory(atPath: "\(place.root)/outbox/erp/.prepared/main.1").count == 3)
    return place
  }

  @Test("a bare mount point is no outbox: nothing counts as published, and all is sent when the share is back")
  func bareMountPoint() throws {
    let place = try placeWithPreparedDocuments()
    let (there, aside) = ("\(place.root)/outbox/erp", "\(place.root)/outbox/erp.aside")
    try files.moveItem(atPath: there, toPath: aside)
    try files.createDirectory(atPath: there, withIntermediateDirectories: false)
    try place.scan(expectingProblems: true)
    #expect(try files.contentsOfDirectory(atPath: there).isEmpty)
    #expect(place.finished.isEmpty)
    try files.removeItem(atPath: there)
    try files.moveItem(atPath: aside, toPath: there)
    try place.scan()
    #expect(try place.names(in: "outbox/erp").count == 3)
    try place.expectNothingInHand()
  }

  @Test("where .prepared itself is gone, nothing counts as published")
  func preparedFolderGone() throws {
    let place = try placeWithPreparedDocuments()
    let (there, aside) = ("\(place.root)/outbox/erp/.prepared", "\(place.root)/prepared")
    try files.moveItem(atPath: there, toPath: aside)
    for _ in 0..<2 {
      try place.scan(expectingProblems: true)
      #expect(place.problems.contains { $0.message.contains("in doubt") })
      #expect(place.finished.isEmpty)
    }
    // The right files put back end the doubt.
    try files.removeItem(atPath: there)
    try files.moveItem(atPath: aside, toPath: there)
    try place.scan()
    #expect(try place.names(in: "outbox/erp").count == 3)
    #expect(try place.withLedger { try $0.counts().documentsInDoubt } == 0)
  }

  @Test("hidden folders that are deleted under the running service are made again")
  func hiddenFoldersGone() throws {
    let place = try Workplace()
    let processor = try place.processor(settle: .zero)
    _ = try processor.scan()
    for folder in ["inbox/crm/.claimed", "outbox/erp/.prepared", "outbox/crm/.prepared", "archive/.incoming"] {
      try files.removeItem(atPath: "\(place.root)/\(folder)")
    }
    try place.drop(SampleExchange().text, as: "a.xml")
    let tally = try processor.scan()
    #expect(tally.problems == 0)
    #expect(tally.byVerdict == [.accepted: 1])
    try place.expectNothingInHand()
  }

  @Test("a waiting file whose claimed file is gone comes to its end by its copy")
  func waitingClaimGone() throws {
    let place = try Workplace()
    try place.drop(String(SampleExchange().text.dropLast(40)), as: "a.xml")
    try scanUntilItWaits(in: place)
    let claimed = "\(place.root)/inbox/crm/.claimed/main.1"
    for name in try files.contentsOfDirectory(atPath: claimed) { try files.removeItem(atPath: "\(claimed)/\(name)") }
    try place.scan()
    #expect(try place.lastFinished().verdict == .rejected)
    #expect(try place.acknowledgement(of: "a.").contains("cut-off"))
  }

  @Test("what was put off is told and counted as long as it is, also while it is left alone")
  func backingOff() throws {
    let place = try Workplace()
    try place.drop(SampleExchange().text, as: "a.xml")
    let calls = FailingCalls { call, name in call == .createFile && name.display.hasSuffix("-1-1") ? EIO : nil }
    let processor = try place.processor(settle: .zero, calls: calls)
    #expect(try processor.scan().problems == 1)
    #expect(try processor.scan().problems == 1)
    #expect(Set(place.problems).count == 1)
  }

  @Test("a node of another name takes over what the old one prepared, whatever else is away")
  func renamedNode() throws {
    let place = try placeWithPreparedDocuments()
    let renamed = try Workplace(sharing: place) { $0 + "\nnode: other\n" }
    try renamed.scan()
    #expect(try renamed.names(in: "outbox/erp").count == 3)
    #expect(try files.contentsOfDirectory(atPath: "\(place.root)/outbox/erp/.prepared") == ["other.1"])
  }

  @Test("a claimed file stays when its system is called otherwise, and comes to its end under the old name")
  func renamedSystem() throws {
    let place = try Workplace()
    let whole = SampleExchange().text
    try place.drop(String(whole.dropLast(40)), as: "a.xml")
    try scanUntilItWaits(in: place)
    let claimed = "\(place.root)/inbox/crm/.claimed/main.1"
    let before = try files.contentsOfDirectory(atPath: claimed)
    try #require(before.count == 1)
    let renamed = try Workplace(sharing: place) {
      $0.replacing("  crm:", with: "  sales:").replacing(": crm", with: ": sales")
    }
    try renamed.scan(expectingProblems: true)
    #expect(try files.contentsOfDirectory(atPath: claimed) == before)
    let old = try Workplace(sharing: place)
    try whole.write(toFile: "\(claimed)/\(before[0])", atomically: false, encoding: .utf8)
    try old.scan()
    #expect(try old.lastFinished().verdict == .accepted)
  }

  /// A file that ends too early settles first, which takes several looks.
  private func scanUntilItWaits(in place: Workplace) throws {
    let processor = try place.processor(settle: .milliseconds(1))
    for _ in 0..<50 {
      if try processor.scan().waiting > 0 { return }
      usleep(2000)
    }
    Issue.record("the file does not wait")
  }

  @Test("the highest number that a ledger can hold is a control number like any other")
  func highestControlNumber() throws {
    let place = try Workplace()
    try place.drop(SampleExchange(controlNumber: "9223372036854775807").text, as: "a.xml")
    try place.scan()
    try place.drop(SampleExchange(controlNumber: "5", orders: ["B-1"]).text, as: "b.xml")
    try place.scan()
    #expect(try place.lastFinished().verdict == .acceptedWithWarnings)
  }

  @Test("long names of any script come to their end", arguments: ["Заказ", "注文", "Auftrag ü"])
  func longNames(word: String) throws {
    let place = try Workplace()
    let stem = String(repeating: word, count: 200 / word.utf8.count)
    for number in 1...2 {
      try place.drop(
        SampleExchange(controlNumber: "\(number)", orders: ["A-\(number)"]).text, as: "\(stem)\(number).xml")
    }
    try place.scan()
    #expect(place.finished.count == 2)
    #expect(try place.names(in: "outbox/crm").count { $0.hasSuffix(".ack.xml") } == 2)
    try place.expectNothingInHand()
  }

  @Test("one file that cannot be renamed keeps no other one from its way")
  func unclaimable() throws {
    let place = try Workplace()
    for (number, name) in ["a.xml", "b.xml", "c.xml"].enumerated() {
      try place.drop(SampleExchange(controlNumber: "\(number + 1)", orders: ["\(name)"]).text, as: name)
    }
    let calls = FailingCalls { call, name in call == .rename && name == "b.xml" ? EPERM : nil }
    try place.scan(calls: calls, expectingProblems: true)
    #expect(place.finished.map(\.fileName) == ["a.xml", "c.xml"])
    #expect(place.problems.map(\.subject) == ["b.xml"])
  }

  @Test("where the claimed file is gone, its durable copy is as good")
  func claimGone() throws {
    let place = try Workplace()
    try place.drop(SampleExchange().text, as: "a.xml")
    // Nothing can be prepared, so that it stays received.
    let calls = FailingCalls { call, name in call == .createFile && name.display.hasSuffix("-1-1") ? EIO : nil }
    try place.scan(calls: calls, expectingProblems: true)
    let claimed = "\(place.root)/inbox/crm/.claimed/main.1"
    for name in try files.contentsOfDirectory(atPath: claimed) { try files.removeItem(atPath: "\(claimed)/\(name)") }
    try place.scan()
    #expect(try place.lastFinished().verdict == .accepted)
    try place.expectNothingInHand()
  }

  @Test("what is written into a file after it was copied is not deleted with it, but comes again")
  func writtenOn() throws {
    let place = try Workplace()
    try place.drop(SampleExchange().text, as: "a.xml")
    // The claim cannot be let go in the same scan.
    let calls = FailingCalls { call, name in call == .unlink && name.display.contains("~") ? EIO : nil }
    try place.scan(calls: calls, expectingProblems: true)
    let claimed = "\(place.root)/inbox/crm/.claimed/main.1"
    let name = try #require(try files.contentsOfDirectory(atPath: claimed).first)
    let later = SampleExchange(controlNumber: "2", orders: ["B-9"]).text
    try later.write(toFile: "\(claimed)/\(name)", atomically: false, encoding: .utf8)
    try place.scan()
    try place.scan()
    #expect(try place.names(in: "outbox/erp").contains { $0.hasSuffix("-Order-B-9.xml") })
    try place.expectNothingInHand()
  }

  @Test("a ledger that is older than its folders does nothing")
  func oldLedger() throws {
    let place = try Workplace()
    let ledger = place.configuration.ledger.absolute
    try files.copyItem(atPath: ledger, toPath: ledger + ".yesterday")
    try place.drop(SampleExchange().text, as: "a.xml")
    try place.scan()
    for suffix in ["", "-wal", "-shm"] where files.fileExists(atPath: ledger + suffix) {
      try files.removeItem(atPath: ledger + suffix)
    }
    try files.moveItem(atPath: ledger + ".yesterday", toPath: ledger)
    try place.drop(SampleExchange(controlNumber: "2").text, as: "b.xml")
    #expect { try place.scan() } throws: { ($0 as? LedgerError)?.code == .older }
    #expect(try place.names(in: "inbox/crm") == ["b.xml"])
  }

  @Test("a folder of another installation is left alone")
  func foreignFolder() throws {
    let place = try Workplace()
    let other = try Workplace()
    let inbox = "\(place.root)/inbox/crm"
    try files.removeItem(atPath: inbox)
    try files.moveItem(atPath: "\(other.root)/inbox/crm", toPath: inbox)
    try place.drop(SampleExchange().text, as: "a.xml")
    try place.scan(expectingProblems: true)
    #expect(try place.names(in: "inbox/crm") == ["a.xml"])
  }

  @Test("a folder that is put back is used again without a restart")
  func putBack() throws {
    let place = try Workplace()
    let processor = try place.processor(settle: .zero)
    _ = try processor.scan()
    let (there, aside) = ("\(place.root)/inbox/crm", "\(place.root)/inbox/aside")
    try files.moveItem(atPath: there, toPath: aside)
    #expect(try processor.scan().problems == 1)
    try files.moveItem(atPath: aside, toPath: there)
    try place.drop(SampleExchange().text, as: "a.xml")
    let tally = try processor.scan()
    #expect(tally.problems == 0)
    #expect(tally.byVerdict == [.accepted: 1])
  }
}
