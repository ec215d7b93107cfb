import Glibc
import Testing

@testable import DropFolder

@Suite("Publishing")
struct OutboxTests {
  let temporary: TemporaryFolder
  let path: String

  init() throws {
    temporary = try TemporaryFolder()
    path = try temporary.make("out")
  }

  private func outbox(_ epoch: Int64 = 1, calls: any FileCalls = LinuxFileCalls()) throws -> Outbox {
    try Outbox(path: path, tenure: thisTenure(epoch), calls: calls)
  }

  @discardableResult
  private func prepare(_ id: String, _ text: String = "abc", in outbox: Outbox) throws -> FileDigest {
    var writer = try outbox.prepare(id)
    try writer.write(Array(text.utf8))
    return try writer.finish(durably: true)
  }

  @Test("a document is written where nobody looks and then has its name at once")
  func publish() throws {
    let outbox = try outbox()
    let digest = try prepare("D-1", in: outbox)
    #expect(digest == FileDigest(size: 3, sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
    #expect(try outbox.preparedIDs() == ["D-1"])
    #expect(try temporary.names(in: "out") == [".prepared"])
    #expect(try outbox.publish("D-1", expecting: digest.sha256, as: "1-Customer.xml") == .published)
    try outbox.synchronize()
    #expect(temporary.text(of: "out/1-Customer.xml") == "abc")
    #expect(try outbox.preparedIDs().isEmpty)
  }

  @Test("a document is hashed right in any portions", arguments: [1, 7, 65_535, 65_536, 65_537, 200_000])
  func portions(size: Int) throws {
    let outbox = try outbox()
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var writer = try outbox.prepare("D-1")
    var rest = bytes[...]
    while !rest.isEmpty {
      try writer.write(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    #expect(writer.count == 200_000)
    let digest = try writer.finish(durably: false)
    let prepared = try Folder(path: path + "/.prepared/a.1")
    #expect(try prepared.open("D-1").readAll(limit: 200_000) == bytes)
    #expect(try prepared.open("D-1").digest() == digest)
  }

  @Test("a document that is not finished is deleted")
  func dropped() throws {
    let outbox = try outbox()
    do {
      var writer = try outbox.prepare("D-1")
      try writer.write(Array("half".utf8))
      #expect(try outbox.preparedIDs() == ["D-1"])
    }
    #expect(try outbox.preparedIDs().isEmpty)
  }

  @Test("what the other side has taken already is published and not written again")
  func taken() throws {
    let outbox = try outbox()
    let digest = try prepare("D-1", in: outbox)
    #expect(try outbox.publish("D-1", as: "1.xml") == .published)
    #expect(unlink(path + "/1.xml") == 0)
    #expect(try outbox.publish("D-1", as: "1.xml") == .alreadyPublished)
    #expect(try outbox.publish("D-1", expecting: digest.sha256, as: "1.xml") == .alreadyPublished)
    #expect(try temporary.names(in: "out") == [".prepared"])
  }

  @Test("nothing in the outbox is ever replaced", arguments: [true, false])
  func neverReplacing(knowsNoReplace: Bool) throws {
    let calls = FaultyCalls()
    // NFS refuses the first way of renaming; the second one looks before.
    if !knowsNoReplace {
      calls.fault = { call, _ in call == .rename && calls.made.suffix(2).first != .entries ? EINVAL : nil }
    }
    let outbox = try outbox(calls: calls)
    try prepare("D-1", in: outbox)
    try temporary.write("theirs", to: "out/1.xml")
    #expect(try outbox.publish("D-1", as: "1.xml") == .nameTaken)
    #expect(temporary.text(of: "out/1.xml") == "theirs")
    #expect(try outbox.preparedIDs() == ["D-1"])
    #expect(try outbox.publish("D-1", as: "2.xml") == .published)
    #expect(temporary.text(of: "out/2.xml") == "abc")
    #expect(calls.made.contains(.entries))
  }

  @Test("a prepared document that is not what the ledger says is in doubt and stays")
  func inDoubt() throws {
    let outbox = try outbox()
    let digest = try prepare("D-1", in: outbox)
    try temporary.write("other", to: "out/.prepared/a.1/D-1")
    #expect(try outbox.publish("D-1", expecting: digest.sha256, as: "1.xml") == .inDoubt)
    #expect(unlink(path + "/.prepared/a.1/D-1") == 0)
    #expect(symlink("/etc/passwd", path + "/.prepared/a.1/D-1") == 0)
    #expect(code { _ = try outbox.publish("D-1", expecting: digest.sha256, as: "1.xml") } == .notRegular)
    #expect(try temporary.names(in: "out") == [".prepared"])
  }

  @Test("a document is prepared once, and what no decision knows is discarded")
  func discard() throws {
    let outbox = try outbox()
    for id in ["D-1", "D-2", "D-3"] { try prepare(id, in: outbox) }
    #expect(code { try prepare("D-2", in: outbox) } == .nameTaken)
    try outbox.discardPrepared { $0 != "D-2" }
    #expect(try outbox.preparedIDs() == ["D-2"])
  }

  @Test("names that are not safe are refused", arguments: [".hidden", "a b", "con", "ä"])
  func unsafeNames(text: String) throws {
    let outbox = try outbox()
    try prepare("D-1", in: outbox)
    #expect(code { _ = try outbox.publish("D-1", as: FileName(text)) } == .invalidName)
    #expect(code { _ = try outbox.prepare(text) } == .invalidName)
  }

  @Test("a missing file proves nothing to a node that was taken over")
  func deposed() throws {
    let old = try outbox()
    try prepare("D-1", in: old)
    let new = try outbox(2)
    try new.takeOver(thisTenure(1))
    #expect(code { _ = try old.publish("D-1", as: "1.xml") } == .deposed)
    #expect(code { _ = try old.prepare("D-2") } == .missing)
    #expect(try new.publish("D-1", as: "1.xml") == .published)
    #expect(temporary.text(of: "out/1.xml") == "abc")
  }

  @Test("a missing outbox is not taken for a publication")
  func outboxGone() throws {
    // The prepared file is still there, so the answer "missing" can only be about the outbox.
    let calls = FaultyCalls()
    let outbox = try outbox(calls: calls)
    try prepare("D-1", in: outbox)
    calls.fail(.rename, with: ENOENT)
    #expect(code { _ = try outbox.publish("D-1", as: "1.xml") } == .missing)
    #expect(try outbox.publish("D-1", as: "1.xml") == .published)
  }
}
