import Foundation
import Glibc
import Testing

@testable import DropFolder

@Suite("Folders, their markers, locks and events")
struct FolderTests {
  let temporary: TemporaryFolder

  init() throws {
    temporary = try TemporaryFolder()
  }

  @Test("a folder that is missing, or no folder, is told apart")
  func opening() throws {
    try temporary.write("", to: "file")
    #expect(code { _ = try Folder(path: temporary.path + "/gone") } == .missing)
    #expect(code { _ = try Folder(path: temporary.path + "/file") } == .notAFolder)
  }

  @Test("a link in the place of an inner folder is not followed")
  func innerLink() throws {
    let root = try temporary.make("root")
    _ = try temporary.make("elsewhere")
    #expect(symlink(temporary.path + "/elsewhere", root + "/.claimed") == 0)
    #expect(code { _ = try Inbox(path: root, tenure: thisTenure()) } == .notAFolder)
    #expect(try temporary.names(in: "elsewhere").isEmpty)
  }

  @Test("a tenure reads its own folder name and no other")
  func tenures() throws {
    let tenure = try Tenure(node: "host-1.example", epoch: 12)
    #expect(tenure.folderName == "host-1.example.12")
    #expect(Tenure(folderName: tenure.folderName) == tenure)
    for name: FileName in ["a", "a.", "a.-1", "a.01", "a.+1", ".1", "a b.1", "a.99999999999999999999"] {
      #expect(Tenure(folderName: name) == nil)
    }
    #expect(code { _ = try Tenure(node: "a/b", epoch: 1) } == .invalidName)
  }

  @Test("a folder knows its marker and refuses to be another one")
  func marker() throws {
    let folder = try Folder(path: temporary.path)
    #expect(code { _ = try FolderMarker(of: folder) } == .markerMissing)
    let marker = FolderMarker.new()
    #expect(marker.id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
    #expect(marker.id != FolderMarker.new().id)
    try marker.write(to: folder)
    #expect(try FolderMarker(of: folder) == marker)
    #expect(try temporary.names() == [".kontor-folder"])
  }

  @Test(
    "a folder is the right one if its generation lies between what it surely had and what the ledger has",
    arguments: [(1, 1, nil), (1, 3, nil), (3, 3, nil), (1, 2, FolderError.Code.markerNewer), (4, 9, .markerDiffers)])
  func generations(least: Int64, most: Int64, expected: FolderError.Code?) throws {
    let folder = try Folder(path: temporary.path)
    let generation: Int64 = expected == nil ? least : 3
    let marker = FolderMarker.new(generation: generation)
    try marker.write(to: folder)
    #expect(code { try ExpectedMarker(id: marker.id, generations: least...most).check(folder) } == expected)
    #expect(code { try ExpectedMarker(id: "other", generations: least...most).check(folder) } == .markerDiffers)
  }

  @Test("a folder notices that its path leads elsewhere")
  func inPlace() throws {
    _ = try temporary.make("a")
    let folder = try Folder(path: temporary.path + "/a")
    #expect(try folder.isInPlace())
    #expect(rename(temporary.path + "/a", temporary.path + "/b") == 0)
    #expect(code { _ = try folder.isInPlace() } == .missing)
    _ = try temporary.make("a")
    #expect(try !folder.isInPlace())
  }

  @Test("nothing is written into a folder that lacks its marker")
  func bareMountPoint() throws {
    let marker = ExpectedMarker(id: "a", generations: 1...1)
    #expect(code { _ = try Inbox(path: temporary.path, tenure: thisTenure(), marker: marker) } == .markerMissing)
    #expect(code { _ = try Outbox(path: temporary.path, tenure: thisTenure(), marker: marker) } == .markerMissing)
    #expect(code { _ = try Archive(path: temporary.path, layout: .flat, marker: marker) } == .markerMissing)
    #expect(try temporary.names().isEmpty)
  }

  @Test("a damaged marker is no marker", arguments: ["", "id x\ngeneration 1\n", "generation 1\n", "\0\0\0\0"])
  func damagedMarker(text: String) throws {
    try temporary.write(text, to: ".kontor-folder")
    #expect(code { _ = try FolderMarker(of: Folder(path: temporary.path)) } == .markerDiffers)
  }

  @Test("a lock has one holder, whom the error names")
  func lock() throws {
    do {
      let held = try FolderLock(folder: temporary.path)
      do {
        _ = try FolderLock(folder: temporary.path)
        Issue.record("the second lock should be refused")
      } catch {
        #expect(error.code == .locked)
        #expect(error.message.contains("Process \(getpid()) "))
      }
      _ = consume held
    }
    _ = try FolderLock(folder: temporary.path)
  }

  @Test("what could not be done is said in a sentence")
  func sentence() {
    let said = { (call: FileCall) in FolderError(CallError(call, errno: EACCES), path: "in").message }
    #expect(said(.openFolder).hasPrefix("Cannot open the folder (Permission denied). "))
    #expect(said(.rename).hasPrefix("Cannot rename it (Permission denied). "))
    #expect(FileCall.allCases.allSatisfy { !said($0).contains("folder it") })
  }

  @Test("a folder knows the space that is left")
  func space() throws {
    let fileSystem = try Folder(path: temporary.path).fileSystem()
    #expect(fileSystem.freeBytes > 0)
    #expect(fileSystem.freeBytes <= fileSystem.totalBytes)
    #expect(!fileSystem.isReadOnly)
  }

  @Test(
    "file systems are known by their number",
    arguments: [
      (0xEF53, FileSystemKind.ext, true), (0x9123_683E, .btrfs, true), (0x6969, .nfs, false),
      (0xFE53_4D42, .smb, false), (0x1234, .other(type: 0x1234), false),
    ] as [(Int64, FileSystemKind, Bool)])
  func kinds(type: Int64, kind: FileSystemKind, isLocal: Bool) {
    #expect(FileSystemKind(type: type) == kind)
    #expect(kind.isLocal == isLocal)
  }
}
