import Foundation
import Testing

@testable import DropFolder

@Suite("Compressed files")
struct CompressionTests {
  let temporary: TemporaryFolder
  let archive: Archive

  init() throws {
    temporary = try TemporaryFolder()
    archive = try Archive(path: try temporary.make("archive"), layout: .byDay)
    _ = try temporary.make("archive/2026/11/24")
  }

  private static let place = "2026/11/24/I-1.xml"

  private func file(_ bytes: [UInt8], _ place: String = Self.place) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(archive.folder.path)/\(place)"))
  }

  private func names() throws -> [String] { try temporary.names(in: "archive/2026/11/24") }

  private func tool(_ arguments: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Empty, one byte, longer than any buffer and hardly to be compressed, long and all the same.
  private static let contents: [[UInt8]] = [
    [], [0x3C], (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) },
    [UInt8](repeating: 0x20, count: 1 << 20),
  ]

  @Test("what is compressed is read as it was, and gzip can unpack it", arguments: contents)
  func roundTrip(content: [UInt8]) throws {
    try file(content)
    let digest = FileDigest(of: content)
    let tally = try archive.compress([FiledFile(place: Self.place, digest: digest)])
    #expect(tally.files == 1)
    #expect(tally.before == Int64(content.count))
    #expect(try names() == ["I-1.xml.gz"])
    #expect(try temporary.names(in: "archive/.incoming") == [])
    #expect(try archive.open(Self.place, limit: Int64(content.count)).digest() == digest)
    let path = "\(archive.folder.path)/\(Self.place)"
    #expect(try tool("--test", path + ".gz") == 0)
    #expect(try tool("--decompress", path + ".gz") == 0)
    #expect(FileManager.default.contents(atPath: path).map(Array.init) == content)
    #expect(try archive.open(Self.place).digest() == digest)
  }

  @Test("the same bytes become the same file, which says neither name nor time")
  func reproducible() throws {
    try file(Array("<a/>".utf8))
    try file(Array("<a/>".utf8), "2026/11/24/I-2.xml")
    _ = try archive.compress([FiledFile(place: Self.place), FiledFile(place: "2026/11/24/I-2.xml")])
    let packed = try ["I-1", "I-2"].map {
      try #require(FileManager.default.contents(atPath: "\(archive.folder.path)/2026/11/24/\($0).xml.gz"))
    }
    #expect(packed[0] == packed[1])
    // RFC 1952: ID1 ID2 CM FLG, then four bytes of the time.
    #expect(Array(packed[0].prefix(8)) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
  }

  @Test("what holds something else than it must stays as it is")
  func changed() throws {
    try file(Array("<b/>".utf8))
    let tally = try archive.compress([FiledFile(place: Self.place, digest: FileDigest(of: Array("<a/>".utf8)))])
    #expect(tally.left == [Self.place])
    #expect(tally.files == 0)
    #expect(try names() == ["I-1.xml"])
    #expect(try temporary.names(in: "archive/.incoming") == [])
  }

  @Test("what is gone, or compressed already, is passed over")
  func passedOver() throws {
    try file(Array("<a/>".utf8))
    _ = try archive.compress([FiledFile(place: Self.place)])
    let again = try archive.compress([
      FiledFile(place: Self.place), FiledFile(place: "2026/11/24/none"), FiledFile(place: "1999/01/01/none"),
    ])
    #expect(again == CompressionTally())
    #expect(try names() == ["I-1.xml.gz"])
  }

  @Test("where both forms are there, the plain one counts, and compressing is done again")
  func both() throws {
    try file(Array("<old/>".utf8))
    _ = try archive.compress([FiledFile(place: Self.place)])
    try file(Array("<new/>".utf8))
    let new = FileDigest(of: Array("<new/>".utf8))
    #expect(try archive.open(Self.place).digest() == new)
    #expect(try archive.compress([FiledFile(place: Self.place, digest: new)]).files == 1)
    #expect(try names() == ["I-1.xml.gz"])
    #expect(try archive.open(Self.place).digest() == new)
  }

  @Test("no more is unpacked than the limit and one byte", arguments: [0, 1, 999_999])
  func bomb(limit: Int64) throws {
    try file([UInt8](repeating: 0x20, count: 1_000_000))
    _ = try archive.compress([FiledFile(place: Self.place)])
    let reader = try archive.open(Self.place, limit: limit)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 21, alignment: 16)
    defer { buffer.deallocate() }
    buffer.copyBytes(from: [UInt8](repeating: 1, count: 1 << 21))
    #expect(code { while try reader.read(into: buffer) > 0 {} } == .tooLarge)
    #expect(buffer[Int(limit) + 1] == 1, "more was unpacked than the limit and one byte")
    #expect(try archive.open(Self.place, limit: 1_000_000).digest().size == 1_000_000)
  }

  @Test(
    "what is cut off or damaged is told, and not taken for the file", arguments: ["cut", "turned", "none", "empty"])
  func damaged(how: String) throws {
    try file(Array(repeating: Array("<a>some text</a>".utf8), count: 5000).flatMap(\.self))
    _ = try archive.compress([FiledFile(place: Self.place)])
    let path = "\(archive.folder.path)/\(Self.place).gz"
    var bytes = Array(try #require(FileManager.default.contents(atPath: path)))
    switch how {
    case "cut": bytes.removeLast(4)
    case "turned": bytes[bytes.count - 6] ^= 1
    case "none": bytes = Array("<a/>".utf8)
    default: bytes = []
    }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    #expect(code { _ = try archive.open(Self.place).digest() } == .damaged)
  }

  @Test("several members are one content, as gzip has it")
  func members() throws {
    for (name, text) in [("I-1.xml", "<a>"), ("I-2.xml", "</a>")] {
      try file(Array(text.utf8), "2026/11/24/\(name)")
      _ = try archive.compress([FiledFile(place: "2026/11/24/\(name)")])
    }
    let parts = try ["I-1", "I-2"].map {
      try #require(FileManager.default.contents(atPath: "\(archive.folder.path)/2026/11/24/\($0).xml.gz"))
    }
    try Data(parts[0] + parts[1]).write(to: URL(fileURLWithPath: "\(archive.folder.path)/\(Self.place).gz"))
    #expect(try archive.open(Self.place).digest() == FileDigest(of: Array("<a></a>".utf8)))
  }

  @Test("a listing has each file once, whatever its form, and knows a file that was called .gz when it came")
  func listing() throws {
    for name in [
      "I-1.xml", "I-1.xml.jsonl", "I-2.xml.gz", "I-2.xml.jsonl.gz", "I-3.xml.gz", "I-3.xml.gz.jsonl",
      "I-4.xml.gz.gz", "I-4.xml.gz.jsonl.gz", "I-5.xml", "I-5.xml.gz", "I-5.xml.jsonl",
    ] {
      try file([], "2026/11/24/\(name)")
    }
    var listed: [String] = []
    try ArchiveView(path: archive.folder.path).forEachFolder(sideFile: ".jsonl") { _, _, names in
      listed += names.map(\.display)
    }
    #expect(
      listed == [
        "I-1.xml", "I-1.xml.jsonl", "I-2.xml", "I-2.xml.jsonl", "I-3.xml.gz", "I-3.xml.gz.jsonl", "I-4.xml.gz",
        "I-4.xml.gz.jsonl", "I-5.xml", "I-5.xml.jsonl",
      ])
  }
}
