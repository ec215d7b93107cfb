import Glibc
import Testing

@testable import DropFolder

@Suite("Sidecars of documents")
struct SidecarTests {
  let temporary: TemporaryFolder
  let path: String

  init() throws {
    temporary = try TemporaryFolder()
    path = try temporary.make("out")
  }

  private func outbox(calls: any FileCalls = LinuxFileCalls()) throws -> Outbox {
    try Outbox(path: path, tenure: thisTenure(), sidecarSuffixes: [".sha256", ".done"], calls: calls)
  }

  private func prepare(_ id: String, _ text: String, in outbox: Outbox) throws {
    var writer = try outbox.prepare(id)
    try writer.write(Array(text.utf8))
    _ = try writer.finish(durably: true)
  }

  private func prepareAll(_ id: String = "D-1", in outbox: Outbox) throws {
    try prepare(id, "abc", in: outbox)
    for suffix in [".sha256", ".done"] {
      try prepare(Outbox.sidecarID(suffix, of: id), "of \(id)", in: outbox)
    }
  }

  @Test("sidecars follow their document when that is durable")
  func follow() throws {
    let outbox = try outbox()
    try prepareAll(in: outbox)
    try prepare("D-2", "alone", in: outbox)
    #expect(try outbox.publish("D-1", as: "1.xml") == .published)
    #expect(try outbox.publish("D-2", as: "2.xml") == .published)
    #expect(try temporary.names(in: "out") == [".prepared", "1.xml", "2.xml"])
    try outbox.synchronize()
    #expect(try temporary.names(in: "out") == [".prepared", "1.xml", "1.xml.done", "1.xml.sha256", "2.xml"])
    #expect(temporary.text(of: "out/1.xml.done") == "of D-1")
    #expect(try outbox.preparedIDs().isEmpty)
  }

  @Test("sidecars that were prepared before a crash are found again")
  func resumed() throws {
    try prepareAll(in: outbox())
    let first = try outbox()
    #expect(try first.publish("D-1", as: "1.xml") == .published)
    // The process ended here; the other side was faster than the sidecars.
    #expect(unlink(path + "/1.xml") == 0)
    let second = try outbox()
    #expect(try second.publish("D-1", as: "1.xml") == .alreadyPublished)
    try second.synchronize()
    #expect(try temporary.names(in: "out") == [".prepared", "1.xml.done", "1.xml.sha256"])
  }

  @Test("a document waits as long as a sidecar's name is another file's")
  func nameTaken() throws {
    let outbox = try outbox()
    try prepareAll(in: outbox)
    try temporary.write("theirs", to: "out/1.xml.done")
    #expect(try outbox.publish("D-1", as: "1.xml") == .nameTaken)
    #expect(temporary.text(of: "out/1.xml.done") == "theirs")
    #expect(unlink(path + "/1.xml.done") == 0)
    #expect(try outbox.publish("D-1", as: "1.xml") == .published)
  }

  @Test("sidecars are discarded with their documents")
  func discard() throws {
    let outbox = try outbox()
    try prepareAll(in: outbox)
    try outbox.discardPrepared { $0.hasPrefix("D-1") }
    #expect(try outbox.preparedIDs().isEmpty)
    try prepare("D-1", "anew", in: outbox)
    #expect(try outbox.publish("D-1", as: "1.xml") == .published)
    try outbox.synchronize()
    #expect(try temporary.names(in: "out") == [".prepared", "1.xml"])
  }

  @Test(
    "wherever the process ends, document and sidecars come once each, and no sidecar is ahead",
    arguments: [true, false]
  )
  func crashes(isEager: Bool) throws {
    var number = 0
    var hasFailed = true
    while hasFailed {
      number += 1
      let place = try TemporaryFolder()
      let partner = EagerPartner(try place.make("out"), isEager: isEager)
      let setUp = try Outbox(path: partner.path, tenure: thisTenure())
      try prepareAll(in: setUp)
      let calls = FaultyCalls()
      calls.meanwhile = { _, _ in partner.look() }
      calls.failAny(number: number, with: EIO)
      hasFailed = code { try send(partner.path, calls) } != nil
      calls.fault = { _, _ in nil }
      try send(partner.path, calls)
      partner.isEager = true
      partner.look()
      #expect(partner.taken == ["1.xml": 1, "1.xml.done": 1, "1.xml.sha256": 1], "call \(number)")
      #expect(!partner.sawSidecarAhead, "call \(number)")
    }
    #expect(number > 10)
  }

  private func send(_ path: String, _ calls: FaultyCalls) throws {
    let outbox = try Outbox(path: path, tenure: thisTenure(), calls: calls)
    let publication = try outbox.publish("D-1", as: "1.xml")
    #expect([.published, .alreadyPublished].contains(publication))
    try outbox.synchronize()
  }
}

/// Takes files at once, or only looks, and remembers what it saw.
private final class EagerPartner {
  let path: String
  var isEager: Bool
  private(set) var taken: [String: Int] = [:]
  private(set) var sawSidecarAhead = false

  init(_ path: String, isEager: Bool) {
    self.path = path
    self.isEager = isEager
  }

  func look() {
    for name in ["1.xml.done", "1.xml.sha256", "1.xml"] where access(path + "/" + name, F_OK) == 0 {
      if name != "1.xml", taken["1.xml"] == nil, access(path + "/1.xml", F_OK) != 0 { sawSidecarAhead = true }
      if isEager, unlink(path + "/" + name) == 0 { taken[name, default: 0] += 1 }
    }
  }
}
