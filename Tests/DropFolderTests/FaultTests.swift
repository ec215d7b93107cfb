import Glibc
import Testing

@testable import DropFolder

@Suite("Disks that fail")
struct FaultTests {
  let temporary: TemporaryFolder
  let calls = FaultyCalls()

  init() throws {
    temporary = try TemporaryFolder()
    for name in ["in", "out", "archive"] { _ = try temporary.make(name) }
  }

  @Test(
    "after a failed write, fsync or close the file is deleted and never fsynced again",
    arguments: [FileCall.write, .synchronize, .close], [(ENOSPC, FolderError.Code.full), (EIO, .ioError)])
  func writing(call: FileCall, failure: (errno: Int32, code: FolderError.Code)) throws {
    let outbox = try Outbox(path: temporary.path + "/out", tenure: thisTenure(), calls: calls)
    calls.forget()
    calls.fail(call, with: failure.errno)
    #expect(code { try prepareLarge("D-1", in: outbox) } == failure.code)
    #expect(calls.made.last == .unlink)
    #expect(calls.made.filter { $0 == .synchronize }.count == (call == .write ? 0 : 1))
    #expect(try outbox.preparedIDs().isEmpty)
    // The disk is well again: the same document can be prepared.
    _ = try outbox.prepare("D-1").finish(durably: true)
    #expect(try outbox.preparedIDs() == ["D-1"])
  }

  private func prepareLarge(_ id: String, in outbox: Outbox) throws {
    var writer = try outbox.prepare(id)
    try writer.write([UInt8](repeating: 0x78, count: 100_000))
    _ = try writer.finish(durably: true)
  }

  @Test("a writer that failed once goes on failing with the same error")
  func failedForGood() throws {
    let folder = try Folder(path: temporary.path + "/out", calls: calls)
    var writer = try folder.create("a")
    calls.fail(.write, with: ENOSPC)
    let big = [UInt8](repeating: 0x78, count: 100_000)
    var codes: [FolderError.Code?] = []
    for _ in 0..<2 { codes.append(codeOfWriting(big, to: &writer)) }
    codes.append(codeOfFinishing(writer))
    #expect(codes == [.full, .full, .full])
    #expect(!calls.made.contains(.synchronize))
    #expect(try temporary.names(in: "out").isEmpty)
  }

  private func codeOfWriting(_ bytes: [UInt8], to writer: inout FileWriter) -> FolderError.Code? {
    do {
      try writer.write(bytes)
      return nil
    } catch {
      return error.code
    }
  }

  private func codeOfFinishing(_ writer: consuming FileWriter) -> FolderError.Code? {
    do {
      _ = try writer.finish(durably: true)
      return nil
    } catch {
      return error.code
    }
  }

  @Test("one way through all folders fails at each call in turn, loses nothing and can be done again")
  func everyCall() throws {
    for errno in [EIO, ENOSPC] {
      var number = 1
      while try failed(call: number, with: errno) { number += 1 }
      #expect(number > 60)
    }
  }

  /// Whether there was such a call to fail.
  private func failed(call number: Int, with errno: Int32) throws -> Bool {
    let temporary = try TemporaryFolder()
    for name in ["in", "out", "archive"] { _ = try temporary.make(name) }
    try temporary.write("abc", to: "in/a.xml")
    let calls = FaultyCalls()
    calls.failAny(number: number, with: errno)
    let code = code { try exchange(in: temporary, calls: calls) }
    let wasReached = calls.made.count >= number
    #expect(code?.isPermanent != true, "call \(number)")

    // Nothing promised may be gone, and doing it all again must end as if nothing had happened.
    calls.fault = { _, _ in nil }
    try exchange(in: temporary, calls: calls)
    #expect(try temporary.names(in: "in") == [".claimed"], "call \(number)")
    #expect(try temporary.names(in: "in/.claimed/a.1").isEmpty, "call \(number)")
    #expect(try temporary.names(in: "out/.prepared/a.1").isEmpty, "call \(number)")
    #expect(temporary.text(of: "out/1.xml") == "abc", "call \(number)")
    #expect(temporary.text(of: "archive/1970/01/02/I-1.xml") == "abc", "call \(number)")
    #expect(temporary.text(of: "archive/1970/01/02/I-1.xml.txt") == "fine", "call \(number)")
    return wasReached
  }

  /// The steps of one interchange, with start-up's adoption of what an earlier attempt left.
  private func exchange(in temporary: TemporaryFolder, calls: FaultyCalls) throws {
    let inbox = try Inbox(
      path: temporary.path + "/in", tenure: thisTenure(), policy: .quiet(for: .zero), calls: calls)
    let outbox = try Outbox(path: temporary.path + "/out", tenure: thisTenure(), calls: calls)
    let archive = try Archive(path: temporary.path + "/archive", layout: .byDay, calls: calls)
    var claims = try inbox.claimed()
    for sighting in try inbox.look().settled {
      if let claim = try inbox.claim(sighting.name, as: "I-1") { claims.append(claim) }
    }
    try inbox.synchronizeClaims()
    guard let claim = claims.first else { return }
    let snapshot = try inbox.snapshot(of: claim, into: archive.incoming, named: "I-1", durably: true)
    if try !temporary.names(in: "out").contains("1.xml") {
      try publish(archive.incoming.open("I-1").readAll(limit: 100), in: outbox)
    }
    try outbox.synchronize()
    let place = try file(snapshot.name, in: archive)
    try archive.writeSideFile(Array("fine".utf8), beside: place, suffix: ".txt")
    try inbox.release(claim)
    try inbox.synchronizeClaims()
  }

  private func publish(_ bytes: [UInt8], in outbox: Outbox) throws {
    try outbox.discardPrepared { _ in true }
    var writer = try outbox.prepare("D-1")
    try writer.write(bytes)
    let digest = try writer.finish(durably: false)
    try outbox.folder.synchronizeFileSystem()
    try outbox.synchronizePrepared()
    let publication = try outbox.publish("D-1", expecting: digest.sha256, as: "1.xml")
    #expect(publication == .published)
  }

  private func file(_ name: FileName, in archive: Archive) throws -> String {
    do {
      return try archive.store(name, as: "I-1.xml", on: ArchiveDay(secondsSince1970: 86_400))
    } catch let error where error.code == .nameTaken {
      // Filed before the failure, and snapshotted again after it.
      try archive.discardIncoming { _ in true }
      return "1970/01/02/I-1.xml"
    }
  }

  @Test(
    "an errno has one meaning per call",
    arguments: [
      (FileCall.openFolder, ENOENT, FolderError.Code.missing), (.openFolder, ENOTDIR, .notAFolder),
      (.openFolder, EACCES, .permission), (.createFile, EROFS, .readOnly), (.write, EDQUOT, .full),
      (.rename, EXDEV, .crossesFileSystem), (.rename, EINVAL, .unsupported), (.createFile, EINVAL, .invalidName),
      (.openFile, ELOOP, .notRegular), (.openFile, ENXIO, .notRegular), (.entries, ESTALE, .unreachable),
      (.openFile, EMFILE, .exhausted), (.openFile, EAGAIN, .busy), (.write, EFBIG, .tooLarge),
      (.watch, ENOSPC, .exhausted), (.lock, EAGAIN, .locked), (.read, EDOM, .unexpected),
    ])
  func meaning(call: FileCall, errno: Int32, code: FolderError.Code) {
    let error = FolderError(CallError(call, errno: errno), path: "x")
    #expect(error.code == code)
    #expect(error.errno == errno)
    #expect(error.message.hasSuffix("."))
  }
}
