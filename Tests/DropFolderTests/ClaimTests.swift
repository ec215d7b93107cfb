import Foundation
import Glibc
import Synchronization
import Testing

@testable import DropFolder

@Suite("Claiming")
struct ClaimTests {
  let temporary: TemporaryFolder
  let path: String
  let kept: Folder

  init() throws {
    temporary = try TemporaryFolder()
    path = try temporary.make("in")
    kept = try Folder(path: temporary.make("kept"))
  }

  private func inbox(
    _ tenure: Tenure? = nil, policy: SettlePolicy = .quiet(for: .zero), calls: any FileCalls = LinuxFileCalls()
  ) throws -> Inbox {
    try Inbox(path: path, tenure: tenure ?? thisTenure(), policy: policy, calls: calls)
  }

  @Test("a claim moves the file under its id")
  func claim() throws {
    try temporary.write("<a/>", to: "in/a.xml")
    let inbox = try inbox()
    let claimed = try #require(try inbox.claim("a.xml", as: "I-1"))
    try inbox.synchronizeClaims()
    #expect(try temporary.names(in: "in/.claimed/a.1") == ["I-1~a.xml"])
    #expect(try inbox.look().sightings.isEmpty)
    #expect(try inbox.claimed() == [claimed])
    #expect(claimed.originalName == "a.xml")
    #expect(claimed.isNameWhole)
  }

  @Test("of several that claim the same files each file has one winner")
  func race() throws {
    let names = (100..<300).map { "\($0).xml" }
    for name in names { try temporary.write(name, to: "in/" + name) }
    let tally = Tally()
    let path = path
    let finished = DispatchGroup()
    for node in ["a", "b", "c", "d"] {
      finished.enter()
      Thread {
        tally.add { try claimAll(names, in: path, node: node) }
        finished.leave()
      }.start()
    }
    finished.wait()
    #expect(tally.failures == [])
    #expect(tally.won.sorted() == names)
    #expect(try inbox().claimed().count == names.count)
  }

  /// What several threads won.
  private final class Tally: Sendable {
    private let state = Mutex((won: [String](), failures: [String]()))
    var won: [String] { state.withLock { $0.won } }
    var failures: [String] { state.withLock { $0.failures } }

    func add(_ claim: () throws -> [String]) {
      do {
        let names = try claim()
        state.withLock { $0.won += names }
      } catch {
        state.withLock { $0.failures.append("\(error)") }
      }
    }
  }

  @Test("a file that is gone is a lost race")
  func lost() throws {
    #expect(try inbox().claim("gone.xml", as: "I-1") == nil)
  }

  @Test(
    "hostile names go through a claim and come back",
    arguments: [
      Array("a\nb.xml".utf8), Array("\u{202E}lmx.a".utf8), Array("~x~y.xml".utf8), [0x41, 0xFF, 0xFE],
      Array("-rf".utf8),
      Array("<script>.xml".utf8), Array(repeating: UInt8(0x78), count: 200),
    ] as [[UInt8]])
  func hostile(bytes: [UInt8]) throws {
    let name = try FileName(bytes: bytes)
    _ = try Folder(path: path).create(name).finish(durably: false)
    let inbox = try inbox()
    let claimed = try #require(try inbox.claim(name, as: "I-1"))
    #expect(claimed.originalName == name)
    #expect(claimed.isNameWhole)
    #expect(try inbox.claimed() == [claimed])
    try inbox.putBack(claimed)
    #expect(try Folder(path: path).status(of: name) != nil)
  }

  @Test("a name of 255 bytes is cut behind the id, and the claim knows the whole one")
  func longName() throws {
    let name = try FileName(String(repeating: "x", count: 251) + ".xml")
    _ = try Folder(path: path).create(name).finish(durably: false)
    let inbox = try inbox()
    let claimed = try #require(try inbox.claim(name, as: "I-1"))
    #expect(claimed.originalName == name)
    #expect(!claimed.isNameWhole)
    let found = try inbox.claimed()
    #expect(found.map(\.id) == ["I-1"])
    #expect(found.map(\.isNameWhole) == [false])
    #expect(name.bytes.starts(with: try #require(found.first).originalName.bytes))
    try inbox.putBack(claimed)
    #expect(try Folder(path: path).status(of: name) != nil)
  }

  @Test("an id that is no safe name is refused", arguments: ["", "a~b", "../x", ".x", "a b"])
  func badID(id: String) throws {
    try temporary.write("<a/>", to: "in/a.xml")
    #expect(code { _ = try inbox().claim("a.xml", as: id) } == .invalidName)
    #expect(temporary.text(of: "in/a.xml") == "<a/>")
  }

  @Test("a link that took the place of a settled file is not claimed")
  func swapped() throws {
    try temporary.write("secret", to: "secret")
    #expect(symlink(temporary.path + "/secret", path + "/a.xml") == 0)
    let inbox = try inbox()
    #expect(try inbox.claim("a.xml", as: "I-1") == nil)
    #expect(try inbox.claimed().isEmpty)
    #expect(try Folder(path: path).status(of: "a.xml")?.kind == .symbolicLink)
  }

  @Test("giving back never replaces a file that came meanwhile")
  func putBack() throws {
    try temporary.write("old", to: "in/a.xml")
    let inbox = try inbox()
    let claimed = try #require(try inbox.claim("a.xml", as: "I-1"))
    try temporary.write("new", to: "in/a.xml")
    #expect(code { try inbox.putBack(claimed) } == .nameTaken)
    #expect(temporary.text(of: "in/a.xml") == "new")
    #expect(temporary.text(of: "in/.claimed/a.1/I-1~a.xml") == "old")
  }

  @Test(
    "whether a file lies ahead of a claimed one goes by the order of the inbox",
    arguments: [InboxOrder.name, .modified])
  func ahead(order: InboxOrder) throws {
    let inbox = try Inbox(path: path, tenure: thisTenure(), policy: .quiet(for: .zero), order: order)
    // By name b, m, x; by time m, x, b.
    for (name, time) in [("m.xml", 1000), ("x.xml", 2000), ("b.xml", 3000)] {
      try temporary.write(name, to: "in/" + name)
      var times = [timespec(tv_sec: time, tv_nsec: 0), timespec(tv_sec: time, tv_nsec: 0)]
      #expect(utimensat(AT_FDCWD, path + "/" + name, &times, 0) == 0)
    }
    let last: FileName = order == .name ? "x.xml" : "b.xml"
    let first: FileName = order == .name ? "b.xml" : "m.xml"
    let claimedFirst = try #require(try inbox.claim(first, as: "I-1"))
    #expect(try !inbox.holdsFile(aheadOf: [claimedFirst]))
    let claimedLast = try #require(try inbox.claim(last, as: "I-2"))
    #expect(try inbox.holdsFile(aheadOf: [claimedFirst, claimedLast]))
    #expect(try !inbox.holdsFile(aheadOf: []))
  }

  @Test("a claim takes the marker away, and giving back brings it back")
  func marker() throws {
    try temporary.write("<a/>", to: "in/a.xml")
    try temporary.write("", to: "in/a.xml.done")
    let inbox = try inbox(policy: .marker(suffix: ".done"))
    let claimed = try #require(try inbox.claim("a.xml", as: "I-1"))
    // Until the claim is durable, a power cut may take it back.
    #expect(try temporary.names(in: "in").contains("a.xml.done"))
    try inbox.synchronizeClaims()
    #expect(try inbox.look().sightings.isEmpty)
    try inbox.putBack(claimed)
    #expect(try inbox.look().settled.map(\.name) == ["a.xml"])
  }

  @Test("a snapshot is a hashed copy that is written no more")
  func snapshot() throws {
    try temporary.write("abc", to: "in/a.xml")
    let inbox = try inbox()
    let claimed = try #require(try inbox.claim("a.xml", as: "I-1"))
    let snapshot = try inbox.snapshot(of: claimed, into: kept, named: "s", durably: true)
    // FIPS 180-4, the example of one block.
    #expect(snapshot.digest.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(snapshot.digest.size == 3)
    #expect(temporary.text(of: "kept/s") == "abc")
    #expect(try inbox.snapshot(of: claimed, into: kept, named: "s", durably: false) == snapshot)
    try inbox.release(claimed)
    try inbox.release(claimed)
    #expect(try inbox.claimed().isEmpty)
  }

  @Test("a file that changes while it is copied gives no snapshot", arguments: ["grows", "shrinks", "same size"])
  func changing(kind: String) throws {
    try temporary.write(String(repeating: "x", count: 1_000_000), to: "in/a.xml")
    let calls = FaultyCalls()
    let inbox = try inbox(calls: calls)
    let claimed = try #require(try inbox.claim("a.xml", as: "I-1"))
    let inside = "in/.claimed/a.1/I-1~a.xml"
    let file = temporary.path + "/" + inside
    var reads = 0
    calls.meanwhile = { call, _ in
      guard call == .read else { return }
      reads += 1
      switch kind {
      case "grows": OtherWriter(file).write("more")
      case "shrinks" where reads == 2: truncate(file, 10)
      case "same size" where reads == 2: temporary.setModified(inside, seconds: 1000)
      default: break
      }
    }
    #expect(
      code { _ = try inbox.snapshot(of: claimed, into: kept, named: "s", durably: true) } == .changed)
    #expect(try temporary.names(in: "kept").isEmpty)
    #expect(try inbox.claimed() == [claimed])
  }

  @Test("a writer that holds the claimed file open gives no snapshot until it lets go")
  func heldOpen() throws {
    try temporary.write("<a>", to: "in/a.xml")
    let inbox = try inbox()
    var writer: OtherWriter? = OtherWriter(path + "/a.xml")
    let claimed = try #require(try inbox.claim("a.xml", as: "I-1"))
    #expect(code { _ = try inbox.snapshot(of: claimed, into: kept, named: "s", durably: false) } == .changed)
    writer?.write("</a>")
    writer = nil
    #expect(try inbox.snapshot(of: claimed, into: kept, named: "s", durably: false).digest.size == 7)
  }

  @Test("take-over moves the claims, and the old node reaches nothing any more")
  func takeOver() throws {
    for name in ["a", "b"] { try temporary.write(name, to: "in/\(name).xml") }
    let old = try inbox()
    let claimed = try #require(try old.claim("a.xml", as: "I-1"))
    let new = try inbox(thisTenure(2, node: "b"))
    #expect(try new.tenures() == [thisTenure(1), thisTenure(2, node: "b")])
    try new.takeOver(thisTenure(1))
    try new.takeOver(thisTenure(1))
    #expect(try new.tenures() == [thisTenure(2, node: "b")])
    #expect(try new.claimed().map(\.id) == ["I-1"])
    #expect(code { _ = try old.claim("b.xml", as: "I-2") } == .deposed)
    #expect(code { _ = try old.snapshot(of: claimed, into: kept, named: "s", durably: false) } == .missing)
    #expect(temporary.text(of: "in/b.xml") == "b")
  }
}

/// One node's part of a race: the names that it won.
private func claimAll(_ names: [String], in path: String, node: String) throws -> [String] {
  let inbox = try Inbox(path: path, tenure: Tenure(node: node, epoch: 1), policy: .quiet(for: .zero))
  return try names.filter { try inbox.claim(FileName($0), as: "\(node)-\($0)") != nil }
}
