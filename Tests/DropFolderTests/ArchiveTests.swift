import Testing

@testable import DropFolder

@Suite("Filing")
struct ArchiveTests {
  let temporary: TemporaryFolder
  let path: String
  let day = ArchiveDay(secondsSince1970: 1_795_509_296)

  init() throws {
    temporary = try TemporaryFolder()
    path = try temporary.make("archive")
  }

  private func archive(_ layout: ArchiveLayout = .byDay) throws -> Archive {
    try Archive(path: path, layout: layout)
  }

  private func receive(_ name: FileName, _ text: String = "abc", in archive: Archive) throws {
    var writer = try archive.incoming.create(name)
    try writer.write(Array(text.utf8))
    _ = try writer.finish(durably: true)
  }

  @Test(
    "a moment belongs to its day in UTC",
    arguments: [
      (0, "1970-01-01"), (951_782_399, "2000-02-28"), (951_782_400, "2000-02-29"), (1_795_509_296, "2026-11-24"),
      (-5, "1970-01-01"), (.max, "9999-12-31"),
    ] as [(Int64, String)])
  func days(seconds: Int64, text: String) {
    #expect(ArchiveDay(secondsSince1970: seconds).text == text)
  }

  @Test("a file is filed under its day, or flat", arguments: [(ArchiveLayout.byDay, "2026/11/24/"), (.flat, "")])
  func store(layout: ArchiveLayout, folders: String) throws {
    let archive = try archive(layout)
    try receive("s", in: archive)
    let place = try archive.store("s", as: "I-1.xml", on: day)
    #expect(place == folders + "I-1.xml")
    #expect(temporary.text(of: "archive/" + place) == "abc")
    #expect(try archive.open(place).digest().size == 3)
    #expect(try temporary.names(in: "archive/.incoming").isEmpty)
  }

  @Test("filing again after a crash is filing once", arguments: ArchiveLayout.allCases)
  func again(layout: ArchiveLayout) throws {
    try receive("s", in: archive(layout))
    let first = try archive(layout).store("s", as: "I-1.xml", on: day)
    let restarted = try archive(layout)
    #expect(try restarted.store("s", as: "I-1.xml", on: day) == first)
    #expect(temporary.text(of: "archive/" + first) == "abc")
  }

  @Test("what was never there is not taken for filed")
  func neverThere() throws {
    #expect(code { _ = try archive().store("s", as: "I-1.xml", on: day) } == .missing)
  }

  @Test("what is filed is never replaced")
  func neverReplacing() throws {
    let archive = try archive()
    try receive("s", in: archive)
    let place = try archive.store("s", as: "I-1.xml", on: day)
    try receive("s", "other", in: archive)
    #expect(code { _ = try archive.store("s", as: "I-1.xml", on: day) } == .nameTaken)
    #expect(temporary.text(of: "archive/" + place) == "abc")
    #expect(temporary.text(of: "archive/.incoming/s") == "other")
    try archive.discardIncoming { $0 == "s" }
    #expect(try temporary.names(in: "archive/.incoming").isEmpty)
  }

  @Test("a side file stands beside its file and may be written again")
  func sideFile() throws {
    let archive = try archive()
    try receive("s", in: archive)
    let place = try archive.store("s", as: "I-1.xml", on: day, durably: false)
    try archive.writeSideFile(Array("one".utf8), beside: place, suffix: ".json")
    try archive.writeSideFile(Array("two".utf8), beside: place, suffix: ".json")
    #expect(temporary.text(of: "archive/\(place).json") == "two")
    #expect(temporary.text(of: "archive/\(place)") == "abc")
    #expect(try temporary.names(in: "archive/.incoming").isEmpty)
  }

  @Test(
    "a place cannot lead out of the archive",
    arguments: ["../x", "/etc/passwd", "2026/../../x", "", "a//b", ".incoming/s"])
  func places(place: String) throws {
    let archive = try archive()
    try receive("s", in: archive)
    #expect(code { _ = try archive.open(place) } == .invalidName)
    #expect(code { try archive.writeSideFile([], beside: place, suffix: ".x") } == .invalidName)
  }

  @Test("filing goes on when a person has deleted the day's folder")
  func dayDeleted() throws {
    let archive = try archive()
    try receive("s", in: archive)
    _ = try archive.store("s", as: "I-1.xml", on: day)
    try receive("t", in: archive)
    let year = try Folder(path: path + "/2026/11")
    try Folder(path: path + "/2026/11/24").remove("I-1.xml")
    try year.removeFolder("24")
    #expect(code { _ = try archive.store("t", as: "I-2.xml", on: day) } == .missing)
    #expect(try archive.store("t", as: "I-2.xml", on: day) == "2026/11/24/I-2.xml")
  }
}
