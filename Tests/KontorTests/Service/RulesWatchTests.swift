import Foundation
import Operations
import Testing

@testable import kontor

/// The expectation macro cannot call what changes a value.
private final class Looking {
  private var watch: RulesWatch

  init(_ stamps: FileStamps) {
    watch = RulesWatch(stamps)
  }

  func look(_ stamps: FileStamps) -> Bool { watch.look(stamps) }
  func note(_ stamps: FileStamps) { watch.note(stamps) }
}

@Suite("When changed rules are read")
struct RulesWatchTests {
  /// Some files, gone with the test.
  private final class Files {
    let folder = NSTemporaryDirectory() + "kontor-" + UUID().uuidString

    init() throws {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try write("1", to: "a")
      try write("1", to: "b")
    }

    deinit {
      try? FileManager.default.removeItem(atPath: folder)
    }

    func write(_ text: String, to name: String) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name), options: .atomic)
    }

    var stamps: FileStamps { FileStamps(of: [folder + "/a", folder + "/b", folder + "/missing"]) }
  }

  @Test("files that nobody touches are never read")
  func still() throws {
    let files = try Files()
    let watch = Looking(files.stamps)
    for _ in 0..<3 { #expect(!watch.look(files.stamps)) }
  }

  @Test("a change is read once it has stood still between two looks")
  func debounced() throws {
    let files = try Files()
    let watch = Looking(files.stamps)
    for text in ["12", "123", "1234"] {
      try files.write(text, to: "a")
      #expect(!watch.look(files.stamps))
    }
    #expect(watch.look(files.stamps))
    watch.note(files.stamps)
    #expect(!watch.look(files.stamps))
  }

  @Test("a file that comes or goes is a change too", arguments: [true, false])
  func comesOrGoes(comes: Bool) throws {
    let files = try Files()
    let watch = Looking(files.stamps)
    if comes {
      try files.write("new", to: "missing")
    } else {
      try FileManager.default.removeItem(atPath: files.folder + "/b")
    }
    #expect(!watch.look(files.stamps))
    #expect(watch.look(files.stamps))
  }

  @Test("what was refused is not read again until it changes")
  func refused() throws {
    let files = try Files()
    let watch = Looking(files.stamps)
    try files.write("wrong", to: "a")
    watch.note(files.stamps)
    for _ in 0..<3 { #expect(!watch.look(files.stamps)) }
    try files.write("right", to: "a")
    #expect(!watch.look(files.stamps))
    #expect(watch.look(files.stamps))
  }
}
