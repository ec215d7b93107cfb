import DropFolder
import Foundation
import Glibc
import Testing

@Suite("a probe among the files of others")
struct ProbeAmongOthersTests {
  private let temporary: TemporaryFolder
  private let inbox: String
  private static let user = ProbeUser(id: geteuid(), mayLeaseAll: true, passesSticky: true)

  init() throws {
    temporary = try TemporaryFolder()
    inbox = try temporary.make("in")
  }

  private func probe(_ calls: any FileCalls, user: ProbeUser = Self.user) -> FolderProbe {
    FolderProbe(of: inbox, as: .inbox, calls: calls, user: user, mounts: MountTable(""))
  }

  private func finding(_ question: Finding.Question, _ probe: FolderProbe) throws -> Finding {
    try #require(probe.findings.first { $0.question == question })
  }

  @Test("a probe that was killed is cleared away by the next, and nothing else is")
  func leftOvers() throws {
    let old = ".kontor-probe-00000000000000aa"
    let young = ".kontor-probe-00000000000000bb"
    _ = try temporary.make("in/\(old)")
    _ = try temporary.make("in/\(young)")
    _ = try temporary.make("in/.kontor-probe-mine")
    _ = try temporary.make("in/.claimed")
    try temporary.write("x", to: "in/\(old)/lease")
    try temporary.write("x", to: "in/\(old).file")
    try temporary.write("x", to: "in/.claimed/\(old).file")
    try temporary.write("x", to: "in/order.xml")
    var calls = LyingCalls()
    calls.old = old
    let finding = try finding(.leftOvers, probe(calls))
    #expect(finding.measured == "3 left by a probe that was killed")
    #expect(try temporary.names(in: "in") == [".claimed", young, ".kontor-probe-mine", "order.xml"])
    #expect(try temporary.names(in: "in/.claimed").isEmpty)
  }

  @Test("what somebody else put into a left-over stays")
  func foreignInLeftOver() throws {
    let old = ".kontor-probe-00000000000000aa"
    _ = try temporary.make("in/\(old)")
    try temporary.write("x", to: "in/\(old)/order.xml")
    var calls = LyingCalls()
    calls.old = old
    #expect(try finding(.leftOvers, probe(calls)).measured.contains(old))
    #expect(try temporary.names(in: "in/\(old)") == ["order.xml"])
  }

  @Test("a link that bears a probe's name is not followed")
  func linkAsLeftOver() throws {
    let old = ".kontor-probe-00000000000000aa"
    _ = try temporary.make("elsewhere")
    try temporary.write("x", to: "elsewhere/lease")
    #expect(symlink("../elsewhere", inbox + "/" + old) == 0)
    var calls = LyingCalls()
    calls.old = old
    _ = probe(calls)
    #expect(try temporary.names(in: "elsewhere") == ["lease"])
    #expect(try temporary.names(in: "in") == [old])
  }

  @Test("an inbox passes a probe over without a word")
  func inboxIsSilent() throws {
    _ = try temporary.make("in/.kontor-probe-00000000000000aa")
    try temporary.write("x", to: "in/.kontor-probe-00000000000000aa.file")
    let look = try Inbox(path: inbox, tenure: thisTenure()).look()
    #expect(look.sightings.isEmpty)
  }

  @Test("files of others are counted, and it is said whether Kontor may take them")
  func owners() throws {
    try temporary.write("x", to: "in/a.xml")
    var calls = LyingCalls()
    calls.owner = 54_321
    let plain = ProbeUser(id: 12_345, mayLeaseAll: false, passesSticky: false)
    calls.permissions = 0o644
    let open = try finding(.owners, probe(calls, user: plain))
    #expect(open.weight == .note && open.measured == "1 of 1 files belong to others (54321)")
    calls.permissions = 0o600
    #expect(try finding(.owners, probe(calls, user: plain)).weight == .advice)
    calls.permissions = 0o1777
    #expect(try finding(.owners, probe(calls, user: plain)).weight == .fault)
    calls.owner = plain.id
    #expect(try finding(.owners, probe(calls, user: plain)).weight == .good)
  }

  @Test("names that differ in capitals only are counted")
  func clashes() throws {
    try temporary.write("x", to: "in/a.xml")
    try temporary.write("x", to: "in/A.XML")
    let finding = try finding(.letterCase, probe(LyingCalls()))
    #expect(finding.weight == .advice)
    #expect(finding.measured.contains("1 names differ"))
  }
}
