import Glibc
import Testing

@testable import DropFolder

@Suite("Taking documents back")
struct WithdrawingTests {
  let temporary: TemporaryFolder
  let path: String
  private static let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  init() throws {
    temporary = try TemporaryFolder()
    path = try temporary.make("out")
  }

  private func outbox(calls: any FileCalls = LinuxFileCalls()) throws -> Outbox {
    try Outbox(path: path, tenure: thisTenure(), sidecarSuffixes: [".sha256", ".done"], calls: calls)
  }

  private func publishAll(_ path: String) throws {
    let outbox = try Outbox(path: path, tenure: thisTenure())
    for id in ["D-1", Outbox.sidecarID(".done", of: "D-1")] {
      var writer = try outbox.prepare(id)
      try writer.write(Array("abc".utf8))
      _ = try writer.finish(durably: true)
    }
    #expect(try outbox.publish("D-1", as: "1.xml") == .published)
    try outbox.synchronize()
  }

  @Test("what was not taken is taken back with its sidecars, and asking again answers the same")
  func withdraw() throws {
    try publishAll(path)
    for _ in 1...2 {
      let outbox = try outbox()
      #expect(try outbox.withdraw("1.xml", as: "D-1", expecting: Self.sha256) == .withdrawn)
      try outbox.synchronizeWithdrawn()
      #expect(try outbox.withdrawnIDs() == ["D-1"])
      #expect(try temporary.names(in: "out") == [".prepared", ".withdrawn"])
    }
    try outbox().discardWithdrawn("D-1")
    #expect(try temporary.names(in: "out/.withdrawn").isEmpty)
    #expect(try outbox().withdraw("1.xml", as: "D-1") == .alreadyTaken)
  }

  @Test("what was taken stays taken, and the sidecar that the other side left is left to it")
  func taken() throws {
    try publishAll(path)
    #expect(unlink(path + "/1.xml") == 0)
    #expect(try outbox().withdraw("1.xml", as: "D-1", expecting: Self.sha256) == .alreadyTaken)
    #expect(temporary.text(of: "out/1.xml.done") == "abc")
  }

  @Test("another file of the name is put back where it was", arguments: ["file", "link", "folder"])
  func foreign(kind: String) throws {
    try publishAll(path)
    #expect(unlink(path + "/1.xml") == 0)
    switch kind {
    case "file": try temporary.write("theirs", to: "out/1.xml")
    case "link": #expect(symlink("/etc/passwd", path + "/1.xml") == 0)
    default: _ = try temporary.make("out/1.xml")
    }
    #expect(try outbox().withdraw("1.xml", as: "D-1", expecting: Self.sha256) == .alreadyTaken)
    #expect(try temporary.names(in: "out") == [".prepared", ".withdrawn", "1.xml", "1.xml.done"])
    #expect(try temporary.names(in: "out/.withdrawn").isEmpty)
  }

  @Test("what was taken back can be put back")
  func putBack() throws {
    try publishAll(path)
    let outbox = try outbox()
    #expect(try outbox.withdraw("1.xml", as: "D-1") == .withdrawn)
    for _ in 1...2 { try outbox.putBack("D-1", as: "1.xml") }
    #expect(try temporary.names(in: "out") == [".prepared", ".withdrawn", "1.xml", "1.xml.done"])
    #expect(temporary.text(of: "out/1.xml") == "abc")
  }

  @Test("wherever the process ends, a document is withdrawn or taken, and never both")
  func crashes() throws {
    var number = 0
    var hasFailed = true
    while hasFailed {
      number += 1
      for isTaken in [true, false] {
        let place = try TemporaryFolder()
        let out = try place.make("out")
        try publishAll(out)
        let calls = FaultyCalls()
        calls.failAny(number: number, with: EIO)
        hasFailed = code { _ = try withdraw(out, calls) } != nil
        // The other side comes between two attempts.
        let wasTaken = isTaken && unlink(out + "/1.xml") == 0
        calls.fault = { _, _ in nil }
        #expect(try withdraw(out, calls) == (wasTaken ? .alreadyTaken : .withdrawn), "call \(number)")
      }
    }
    #expect(number > 10)
  }

  private func withdraw(_ path: String, _ calls: FaultyCalls) throws -> Withdrawal {
    let outbox = try Outbox(path: path, tenure: thisTenure(), sidecarSuffixes: [".done"], calls: calls)
    let outcome = try outbox.withdraw("1.xml", as: "D-1", expecting: Self.sha256)
    try outbox.synchronizeWithdrawn()
    return outcome
  }
}
