import Foundation
import Testing

@testable import DropFolder

@Suite("Copies of documents in a tar archive")
struct DocumentTarTests {
  let temporary: TemporaryFolder
  let path: String
  let folder: Folder

  init() throws {
    temporary = try TemporaryFolder()
    path = try temporary.make("tar")
    folder = try Folder(path: path)
  }

  private static let entries: [(name: String, bytes: [UInt8])] = [
    ("01KAVB0QZ3ABCDEF-1.xml", Array("<a/>\n".utf8)), ("empty.xml", []),
    ("block.xml", [UInt8](repeating: 65, count: 512)),
    ("long.xml", (0..<200_001).map { UInt8(truncatingIfNeeded: $0) }),
    (String(repeating: "n", count: 95) + ".xml", Array("last".utf8)),
  ]

  private func write() throws {
    var tar = DocumentTar.Writer(into: try folder.create("a.tar", permissions: 0o640), modified: 1_795_507_200)
    for entry in Self.entries { try tar.add(name: entry.name, bytes: entry.bytes) }
    try tar.finish(durably: false)
    let size = try folder.status(of: "a.tar")?.size
    #expect(size.map { $0 % 512 } == 0)
  }

  private func tar(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["tar"] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["TZ": "UTC", "LC_ALL": "C"]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: text, as: UTF8.self)
  }

  @Test("tar lists and unpacks what is written")
  func written() throws {
    try write()
    #expect(try tar("tf", "\(path)/a.tar").split(separator: "\n").map(String.init) == Self.entries.map(\.name))
    let first = try tar("--numeric-owner", "-tvf", "\(path)/a.tar").split(separator: "\n").first
    #expect(first?.hasPrefix("-rw-r----- 0/0 ") == true)
    #expect(first?.contains(" 2026-11-24 08:00 ") == true)
    try FileManager.default.createDirectory(atPath: "\(path)/out", withIntermediateDirectories: false)
    _ = try tar("xf", "\(path)/a.tar", "-C", "\(path)/out")
    for entry in Self.entries {
      #expect(try Data(contentsOf: URL(fileURLWithPath: "\(path)/out/\(entry.name)")) == Data(entry.bytes))
    }
  }

  @Test("an entry is found by its name", arguments: ["own", "tar"])
  func found(writer: String) throws {
    if writer == "own" {
      try write()
    } else {
      try FileManager.default.createDirectory(atPath: "\(path)/in", withIntermediateDirectories: false)
      for entry in Self.entries { try Data(entry.bytes).write(to: URL(fileURLWithPath: "\(path)/in/\(entry.name)")) }
      let names = Self.entries.map(\.name)
      try #require(names.count == 5)
      _ = try tar(
        "--format=ustar", "-cf", "\(path)/a.tar", "-C", "\(path)/in", names[0], names[1], names[2], names[3], names[4])
    }
    for entry in Self.entries {
      #expect(try DocumentTar.entry(named: entry.name, in: folder.open("a.tar")) == entry.bytes)
    }
    #expect(try DocumentTar.entry(named: "none.xml", in: folder.open("a.tar")) == nil)
    #expect(throws: FolderError.self) {
      try DocumentTar.entry(named: "long.xml", in: folder.open("a.tar"), limit: 200_000)
    }
  }

  @Test("an archive without entries is one")
  func empty() throws {
    let tar = DocumentTar.Writer(into: try folder.create("a.tar"), modified: -1)
    try tar.finish(durably: false)
    let size = try folder.status(of: "a.tar")?.size
    #expect(size == 1024)
    #expect(try DocumentTar.entry(named: "a", in: folder.open("a.tar")) == nil)
    #expect(try self.tar("tf", "\(path)/a.tar").isEmpty)
  }

  @Test("what is damaged or cut off is not taken for an archive without the entry", arguments: [0, 1, 2, 3, 4, 5])
  func damaged(kind: Int) throws {
    try write()
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/a.tar")))
    switch kind {
    case 0: bytes[0] ^= 1
    case 1: bytes[124] = UInt8(ascii: "x")
    case 2: bytes[257] = 0
    case 3: bytes.removeLast(1024)
    case 4: bytes = []
    default: bytes.removeLast(1500)
    }
    try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/b.tar"))
    #expect(throws: FolderError.self) { try DocumentTar.entry(named: "none.xml", in: folder.open("b.tar")) }
  }

  @Test(
    "a name that tar could take for something else is refused",
    arguments: ["", "a/b", "../a", "a b", "ä", "a\u{0}", "a\n", String(repeating: "n", count: 100)])
  func names(name: String) throws {
    var tar = DocumentTar.Writer(into: try folder.create("a.tar"), modified: 0)
    #expect(throws: FolderError.self) { try tar.add(name: name, bytes: []) }
    try tar.finish(durably: false)
  }
}
