import Foundation
import Glibc
import Testing

@testable import DropFolder

@Suite("Looking into an inbox")
struct InboxLookTests {
  let temporary: TemporaryFolder
  let path: String
  let clock = FakeClock()

  init() throws {
    temporary = try TemporaryFolder()
    path = try temporary.make("in")
  }

  private func inbox(_ policy: SettlePolicy, order: InboxOrder = .name, calls: any FileCalls = LinuxFileCalls()) throws
    -> Inbox
  {
    try Inbox(path: path, tenure: thisTenure(), policy: policy, order: order, calls: calls, clock: clock)
  }

  private func settledNames(_ inbox: Inbox, atMost limit: Int = .max) throws -> [String] {
    try inbox.look(atMost: limit).settled.map(\.name.display)
  }

  @Test("a file settles after three equal looks spread over the time")
  func quiet() throws {
    try temporary.write("<a/>", to: "in/a.xml")
    let inbox = try inbox(.quiet(for: .seconds(5)))
    let first = try inbox.look()
    #expect(first.settled.isEmpty)
    #expect(first.nextLook == .milliseconds(2500))
    clock.pass(.milliseconds(2500))
    let second = try inbox.look()
    #expect(second.sightings.map(\.standing) == [.settling(since: .zero)])
    #expect(second.nextLook == .milliseconds(2500))
    clock.pass(.milliseconds(2500))
    #expect(try settledNames(inbox) == ["a.xml"])
  }

  @Test("two looks are not enough, however far apart, and a burst of looks counts as one")
  func burst() throws {
    try temporary.write("<a/>", to: "in/a.xml")
    let inbox = try inbox(.quiet(for: .seconds(6)))
    for _ in 0..<10 {
      #expect(try settledNames(inbox).isEmpty)
      clock.pass(.milliseconds(10))
    }
    clock.pass(.seconds(60))
    #expect(try settledNames(inbox).isEmpty)
    clock.pass(.seconds(2))
    #expect(try settledNames(inbox) == ["a.xml"])
  }

  @Test("every change begins the time anew", arguments: ["grown", "same size", "replaced"])
  func change(kind: String) throws {
    try temporary.write("<a/>", to: "in/a.xml")
    let inbox = try inbox(.quiet(for: .seconds(3)))
    for _ in 0..<2 {
      #expect(try settledNames(inbox).isEmpty)
      clock.pass(.seconds(1))
    }
    switch kind {
    case "grown": OtherWriter(path + "/a.xml").write("<!-- -->")
    case "same size": temporary.setModified("in/a.xml", seconds: 1000)
    default:
      try temporary.write("<b/>", to: "b")
      #expect(rename(temporary.path + "/b", path + "/a.xml") == 0)
    }
    clock.pass(.seconds(1))
    for _ in 0..<3 {
      #expect(try settledNames(inbox).isEmpty)
      clock.pass(.seconds(1))
    }
    #expect(try settledNames(inbox) == ["a.xml"])
  }

  @Test("a file that went and came back begins anew")
  func cameBack() throws {
    let inbox = try inbox(.quiet(for: .seconds(2)))
    try temporary.write("<a/>", to: "in/a.xml")
    _ = try inbox.look()
    #expect(rename(path + "/a.xml", temporary.path + "/kept") == 0)
    clock.pass(.seconds(1))
    #expect(try inbox.look().sightings.isEmpty)
    #expect(rename(temporary.path + "/kept", path + "/a.xml") == 0)
    clock.pass(.seconds(1))
    #expect(try inbox.look().sightings.map(\.standing) == [.settling(since: .seconds(2))])
  }

  @Test("a time of zero settles at the first look, an empty file too")
  func zero() throws {
    try temporary.write("<a/>", to: "in/a.xml")
    try temporary.write("", to: "in/empty.xml")
    #expect(try settledNames(inbox(.quiet(for: .zero))) == ["a.xml", "empty.xml"])
  }

  @Test("an empty file waits for its own, longer time")
  func empty() throws {
    try temporary.write("", to: "in/empty.xml")
    let inbox = try inbox(.quiet(for: .seconds(1)))
    for _ in 0..<6 {
      #expect(try settledNames(inbox).isEmpty)
      clock.pass(.seconds(10))
    }
    #expect(try settledNames(inbox) == ["empty.xml"])
  }

  @Test("a file that another program has open for writing does not settle")
  func openForWriting() throws {
    var writer: OtherWriter? = OtherWriter(path + "/a.xml")
    writer?.write("<a>")
    let inbox = try inbox(.quiet(for: .zero))
    let look = try inbox.look()
    #expect(look.sightings.map(\.standing) == [.settling(since: .zero)])
    #expect(look.nextLook != nil)
    writer = nil
    #expect(try settledNames(inbox) == ["a.xml"])
  }

  @Test("writers that come while their file is asked about neither end the process nor are held up")
  func breakingLeases() throws {
    try temporary.write("<a/>", to: "in/a.xml")
    let inbox = try inbox(.quiet(for: .zero))
    let file = path + "/a.xml"
    let rounds = 2000
    let finished = DispatchSemaphore(value: 0)
    Thread {
      for _ in 0..<rounds { _ = OtherWriter(file) }
      finished.signal()
    }.start()
    while finished.wait(timeout: .now()) == .timedOut {
      #expect(try inbox.look().sightings.map(\.name) == ["a.xml"])
    }
    #expect(try settledNames(inbox) == ["a.xml"])
  }

  @Test("a marker must be there and not older than its file")
  func marker() throws {
    let inbox = try inbox(.marker(suffix: ".done"))
    try temporary.write("<a/>", to: "in/a.xml")
    #expect(try inbox.look().sightings.map(\.standing) == [.settling(since: .zero)])
    try temporary.write("", to: "in/a.xml.done")
    temporary.setModified("in/a.xml.done", seconds: 1000)
    #expect(try settledNames(inbox).isEmpty)
    temporary.setModified("in/a.xml", seconds: 999)
    let look = try inbox.look()
    #expect(look.settled.map(\.name.display) == ["a.xml"])
    #expect(look.sightings.first?.standing == .passedOver(.marker))
  }

  @Test("what is renamed in is settled at once")
  func renameIn() throws {
    let inbox = try inbox(.renameIn)
    try temporary.write("<a/>", to: "in/a.xml.part")
    #expect(try inbox.look().sightings.map(\.standing) == [.passedOver(.unfinishedName)])
    #expect(rename(path + "/a.xml.part", path + "/a.xml") == 0)
    #expect(try settledNames(inbox) == ["a.xml"])
  }

  @Test(
    "unfinished, hidden and foreign names are passed over",
    arguments: [
      (".a.xml", PassedOver.hidden, false), (".DS_Store", .hidden, false), ("a.xml.part", .unfinishedName, false),
      ("a.TMP", .unfinishedName, false), ("a.xml.filepart", .unfinishedName, false),
      ("~$a.xml", .unfinishedName, false), ("a.crdownload", .unfinishedName, false),
      (".a.xml.Xy12aB", .unfinishedName, false), ("a.csv", .otherName(patterns: ["*.xml"]), true),
    ])
  func passedOver(name: String, reason: PassedOver, forGood: Bool) throws {
    try temporary.write("<a/>", to: "in/" + name)
    let look = try inbox(.quiet(for: .zero)).look()
    #expect(look.sightings.map(\.standing) == [.passedOver(reason)])
    #expect(reason.isForGood == forGood)
  }

  @Test("what is no regular file is passed over and not followed")
  func notRegular() throws {
    try temporary.write("secret", to: "secret")
    _ = try temporary.make("in/folder.xml")
    #expect(symlink(temporary.path + "/secret", path + "/link.xml") == 0)
    #expect(mkfifo(path + "/pipe.xml", 0o644) == 0)
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    #expect(bindUnix(socket, path + "/socket.xml"))
    let look = try inbox(.quiet(for: .zero)).look()
    #expect(
      look.sightings.map { "\($0.name)" } == ["folder.xml", "link.xml", "pipe.xml", "socket.xml"])
    #expect(
      look.sightings.map(\.standing) == [.folder, .symbolicLink, .pipe, .socket].map { .passedOver(.notRegular($0)) })
  }

  @Test("what no listing tells apart is told apart by its status, and by opening it")
  func unknownKind() throws {
    try temporary.write("secret", to: "secret")
    #expect(symlink(temporary.path + "/secret", path + "/link.xml") == 0)
    #expect(mkfifo(path + "/pipe.xml", 0o644) == 0)
    let folder = try Folder(path: path)
    #expect(try folder.status(of: "link.xml")?.kind == .symbolicLink)
    #expect(code { _ = try folder.open("link.xml") } == .notRegular)
    #expect(code { _ = try folder.open("pipe.xml") } == .notRegular)
  }

  @Test("a file with two names is passed over as long as it has them")
  func hardLinked() throws {
    try temporary.write("secret", to: "secret")
    #expect(link(temporary.path + "/secret", path + "/a.xml") == 0)
    let inbox = try inbox(.quiet(for: .zero))
    #expect(try inbox.look().sightings.map(\.standing) == [.passedOver(.hardLinked(names: 2))])
    #expect(unlink(temporary.path + "/secret") == 0)
    #expect(try settledNames(inbox) == ["a.xml"])
  }

  @Test("a file that cannot be read is told and does not stop the others")
  func unreadable() throws {
    try temporary.write("<a/>", to: "in/a.xml")
    try temporary.write("<b/>", to: "in/b.xml")
    // Root may read everything, so that the refusal has to be played.
    let calls = FaultyCalls()
    calls.fault = { $0 == .openFile && $1 == "a.xml" ? EACCES : nil }
    let look = try inbox(.quiet(for: .zero), calls: calls).look()
    #expect(look.settled.map(\.name.display) == ["b.xml"])
    guard case .passedOver(let reason) = look.sightings.first?.standing else {
      Issue.record("a.xml should be passed over")
      return
    }
    #expect(!reason.isForGood)
    #expect(reason.description.hasPrefix("cannot be read: "))
    #expect(look.nextLook != nil)
  }

  @Test("our own names are not seen")
  func ownNames() throws {
    try FolderMarker.new().write(to: Folder(path: path))
    _ = try FolderLock(folder: path)
    #expect(try inbox(.quiet(for: .zero)).look().sightings.isEmpty)
  }

  @Test("files come in the order of names or of times")
  func order() throws {
    for (name, seconds) in [("b", 3), ("c", 1), ("a", 2), ("d", 1)] {
      try temporary.write("<a/>", to: "in/\(name).xml")
      temporary.setModified("in/\(name).xml", seconds: seconds)
    }
    #expect(try settledNames(inbox(.quiet(for: .zero))) == ["a.xml", "b.xml", "c.xml", "d.xml"])
    #expect(
      try settledNames(inbox(.quiet(for: .zero), order: .modified)) == ["c.xml", "d.xml", "a.xml", "b.xml"])
  }

  @Test("a look with a limit asks for as many files as there is work, and loses none")
  func limit() throws {
    for number in 10..<60 { try temporary.write("<a/>", to: "in/\(number).xml") }
    let calls = FaultyCalls()
    let inbox = try inbox(.quiet(for: .zero), calls: calls)
    calls.forget()
    let look = try inbox.look(atMost: 5)
    #expect(look.settled.map(\.name.display) == (10..<15).map { "\($0).xml" })
    #expect(look.hasMore)
    #expect(calls.made.count < 30)
    var seen: [String] = []
    while case let names = try settledNames(inbox, atMost: 7), !names.isEmpty {
      for name in names where try inbox.claim(FileName(name), as: "id-" + name.dropLast(4)) != nil { seen.append(name) }
    }
    #expect(seen == (10..<60).map { "\($0).xml" })
    #expect(try !inbox.look().hasMore)
  }

  @Test("files behind the limit begin to settle when they are first seen")
  func settlingBehindTheLimit() throws {
    try temporary.write("<a/>", to: "in/a.xml")
    let inbox = try inbox(.quiet(for: .seconds(3)))
    for _ in 0..<3 {
      _ = try inbox.look(atMost: 1)
      clock.pass(.seconds(1))
    }
    try temporary.write("<b/>", to: "in/b.xml")
    #expect(try settledNames(inbox, atMost: 1) == ["a.xml"])
    _ = try inbox.claim("a.xml", as: "id-1")
    clock.pass(.seconds(2))
    #expect(try settledNames(inbox, atMost: 1).isEmpty)
    clock.pass(.seconds(1))
    #expect(try settledNames(inbox, atMost: 1) == ["b.xml"])
  }

  private func bindUnix(_ socket: Int32, _ path: String) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8) + [0]) }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }
}
