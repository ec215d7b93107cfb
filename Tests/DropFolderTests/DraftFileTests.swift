import DropFolder
import Foundation
import Testing

@Suite("drafts of files that others write")
struct DraftFileTests {
  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  private func names(in folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test("a draft gets its name when it is kept")
  func keeps() throws {
    let folder = try TemporaryFolder()
    let draft = try DraftFile(for: folder.path + "/ledger")
    try write("whole", to: draft.path)
    #expect(try !names(in: folder).contains("ledger"))
    try draft.keep()
    #expect(try names(in: folder) == ["ledger"])
    #expect(try String(contentsOfFile: folder.path + "/ledger", encoding: .utf8) == "whole")
  }

  @Test("a name that is taken is not replaced")
  func taken() throws {
    let folder = try TemporaryFolder()
    let draft = try DraftFile(for: folder.path + "/ledger")
    try write("new", to: draft.path)
    try write("old", to: folder.path + "/ledger")
    let failure = #expect(throws: FolderError.self) { try draft.keep() }
    #expect(failure?.code == .nameTaken)
    #expect(try String(contentsOfFile: folder.path + "/ledger", encoding: .utf8) == "old")
    try draft.discard()
    #expect(try names(in: folder) == ["ledger"])
  }

  @Test("what an earlier attempt left is deleted, and nothing else")
  func others() throws {
    let folder = try TemporaryFolder()
    let killed = try DraftFile(for: folder.path + "/ledger")
    let other = try DraftFile(for: folder.path + "/other")
    let draft = try DraftFile(for: folder.path + "/ledger")
    for path in [
      killed.path, killed.path + "-wal", other.path, draft.path, draft.path + "-wal", folder.path + "/.ledger.x",
    ] { try write("", to: path) }
    try draft.discardOthers()
    let kept = [other.path, draft.path, draft.path + "-wal", folder.path + "/.ledger.x"].map {
      String($0.split(separator: "/").last ?? "")
    }
    #expect(try names(in: folder) == kept.sorted())
  }
}
