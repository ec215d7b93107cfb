import DropFolder
import Foundation
import Glibc
import Testing

/// Events that the expectation macro can be asked about: it cannot handle what cannot be copied.
private final class Watch {
  private var events: FolderEvents

  init() throws {
    events = try FolderEvents()
  }

  func watch(_ path: String) throws(FolderError) { try events.watch(path) }
  func unwatch(_ path: String) { events.unwatch(path) }
  func strayed() -> Set<String> { events.strayed() }
  func wait(for time: Duration) -> Happenings? { events.wait(for: time) }
  func wake() { events.wake() }
  var wakeDescriptor: Int32 { events.wakeDescriptor }
  var isQuiet: Bool { events.wait(for: .milliseconds(20)) == nil }

  /// Everything that comes until it is what is waited for; the kernel may tell of one thing in several events.
  func happenings(until holds: (Happenings) -> Bool = { !$0.isEmpty }) -> Happenings {
    var all = Happenings()
    for _ in 0..<100 where !holds(all) {
      guard let more = events.wait(for: .seconds(1)) else { continue }
      all.folders.formUnion(more.folders)
      all.lost.formUnion(more.lost)
      all.isEverything = all.isEverything || more.isEverything
    }
    return all
  }
}

@Suite("Events of folders")
struct FolderEventsTests {
  private let temporary: TemporaryFolder

  init() throws {
    temporary = try TemporaryFolder()
  }

  @Test("a file that is finished shortens the wait, and says where", arguments: ["written", "renamed in", "linked in"])
  func shortens(kind: String) throws {
    try temporary.write("", to: "outside")
    let path = try temporary.make("watched")
    let other = try temporary.make("other")
    let events = try Watch()
    try events.watch(path)
    try events.watch(other)
    #expect(events.isQuiet)
    switch kind {
    case "written": try temporary.write("x", to: "watched/a")
    case "renamed in": #expect(rename(temporary.path + "/outside", path + "/a") == 0)
    default: #expect(link(temporary.path + "/outside", path + "/a") == 0)
    }
    let happened = events.happenings()
    #expect(happened.folders == [path])
    #expect(!happened.isEverything)
    #expect(happened.lost.isEmpty)
    #expect(events.isQuiet)
  }

  @Test("a call of wake ends the next wait, and one only")
  func wake() throws {
    let events = try Watch()
    events.wake()
    events.wake()
    let first = events.wait(for: .seconds(60))
    #expect(first == Happenings())
    #expect(events.isQuiet)
  }

  @Test("a call of wake from another thread ends a wait that has begun")
  func wakeFromElsewhere() throws {
    let events = try Watch()
    let descriptor = events.wakeDescriptor
    Thread {
      usleep(20_000)
      FolderEvents.wake(descriptor)
    }.start()
    let woken = events.wait(for: .seconds(600))
    #expect(woken == Happenings())
  }

  @Test("a folder that is missing cannot be watched")
  func missing() throws {
    let events = try Watch()
    let failure: FolderError?
    do throws(FolderError) {
      try events.watch(temporary.path + "/gone")
      failure = nil
    } catch {
      failure = error
    }
    #expect(failure?.code == .missing)
  }

  @Test("a folder that is moved or deleted is told as lost, and can be watched again", arguments: [true, false])
  func lost(isMoved: Bool) throws {
    let path = try temporary.make("watched")
    let events = try Watch()
    try events.watch(path)
    #expect(isMoved ? rename(path, temporary.path + "/elsewhere") == 0 : rmdir(path) == 0)
    #expect(events.happenings().lost == [path])
    // What happens in the folder that was moved is not this path's any more.
    if isMoved {
      try temporary.write("x", to: "elsewhere/a")
      let later = events.wait(for: .milliseconds(50))
      #expect(later == nil || later == Happenings())
    }
    _ = try temporary.make("watched")
    try events.watch(path)
    try temporary.write("x", to: "watched/a")
    #expect(events.happenings().folders == [path])
  }

  @Test("a folder whose parent was moved is found by looking, since no event tells of it")
  func strayed() throws {
    let path = try temporary.make("parent/watched")
    let events = try Watch()
    try events.watch(path)
    let before = events.strayed()
    #expect(before.isEmpty)
    #expect(rename(temporary.path + "/parent", temporary.path + "/old") == 0)
    let gone = events.strayed()
    #expect(gone == [path])
    try temporary.write("x", to: "old/watched/a")
    let stale = events.wait(for: .milliseconds(50))
    #expect(stale == nil || stale == Happenings())
    let again = events.strayed()
    #expect(again.isEmpty)
  }

  @Test("one folder under two paths is told under both, and stays watched for one when the other goes")
  func twoPaths() throws {
    let path = try temporary.make("watched")
    let link = temporary.path + "/link"
    #expect(symlink(path, link) == 0)
    let events = try Watch()
    try events.watch(path)
    try events.watch(link)
    try temporary.write("x", to: "watched/a")
    #expect(events.happenings().folders == [path, link])
    events.unwatch(link)
    try temporary.write("x", to: "watched/b")
    #expect(events.happenings().folders == [path])
    events.unwatch(path)
    _ = events.wait(for: .milliseconds(20))
    try temporary.write("x", to: "watched/c")
    let unwatched = events.wait(for: .milliseconds(50))
    #expect(unwatched == nil || unwatched == Happenings())
  }

  @Test("when the kernel drops events, everything has to be looked at")
  func overflow() throws {
    let path = try temporary.make("watched")
    let events = try Watch()
    try events.watch(path)
    // The kernel keeps 16,384 events for a reader, unless told otherwise, and puts equal neighbours together.
    let limit =
      (try? String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8))
      .flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 16_384
    for number in 0...(limit / 2 + 10) {
      let file = open("\(path)/\(number)", O_CREAT | O_WRONLY, 0o600)
      close(file)
    }
    #expect(events.happenings { $0.isEverything }.isEverything)
    while events.wait(for: .milliseconds(20)) != nil {}
    try temporary.write("x", to: "watched/after")
    #expect(events.happenings().folders == [path])
  }

  @Test("three thousand folders are watched, and each is told by its name")
  func thousands() throws {
    let events = try Watch()
    let paths = try (0..<3000).map { try temporary.make("many/\($0)") }
    for path in paths { try events.watch(path) }
    for number in [0, 1234, 2999] { try temporary.write("x", to: "many/\(number)/a") }
    let expected: Set<String> = [paths[0], paths[1234], paths[2999]]
    #expect(events.happenings { $0.folders == expected }.folders == expected)
    let strayed = events.strayed()
    #expect(strayed.isEmpty)
  }

  @Test("a file that is posted is whole, replaces the earlier one and leaves nothing beside it")
  func post() throws {
    let folder = try Folder(path: temporary.path)
    try folder.post(Array("first".utf8), as: "state.json")
    try folder.post(Array("second".utf8), as: "state.json")
    #expect(try String(contentsOfFile: temporary.path + "/state.json", encoding: .utf8) == "second")
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path) == ["state.json"])
  }
}
