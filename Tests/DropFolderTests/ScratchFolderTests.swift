import Foundation
import Testing

@testable import DropFolder

@Suite("Scratch folders")
struct ScratchFolderTests {
  @Test("a scratch folder is its user's alone, and goes with all that is in it")
  func comesAndGoes() throws {
    var scratch: ScratchFolder? = try ScratchFolder()
    let path = try #require(scratch?.path)
    let other = try ScratchFolder()
    #expect(other.path != path)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o700)
    let folder = try Folder(path: path, calls: FleetingFileCalls()).subfolder("inside")
    var file = try folder.create("file.xml")
    try file.write(Array("x".utf8))
    #expect(try file.finish(durably: true).size == 1)
    scratch = nil
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(FileManager.default.fileExists(atPath: other.path))
  }
}
