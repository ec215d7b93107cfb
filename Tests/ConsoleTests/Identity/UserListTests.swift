import Console
import Exchange
import Foundation
import Operations
import Testing

private func user(_ fields: String) -> String { "{\"users\": [{\"payloads\": true, \(fields)}]}" }

@Suite("The file of users")
struct UserListTests {
  private let folder: URL
  private let file: OwnFile

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "users-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    file = OwnFile(path: folder.path + "/users.json")
  }

  @Test("what is written is read again, in the same order")
  func roundTrip() throws {
    #expect(try UserList(encoded: Door.users.encoded()) == Door.users)
    #expect(try UserList(encoded: UserList().encoded()) == UserList())
  }

  @Test("neither passwords nor tokens stand in it")
  func secrets() throws {
    let text = String(decoding: try Door.users.encoded(), as: UTF8.self)
    #expect(!text.contains(Door.password) && !text.contains(Door.token))
  }

  @Test(
    "what is not understood is said, and nobody of the file is believed",
    arguments: [
      ("", "it is no JSON"), ("{}", "\"users\" is missing in the file"),
      ("{\"users\": 3}", "users is of another kind than it should be"),
      ("{\"users\": [{\"role\": \"admin\", \"payloads\": true}]}", "\"name\" is missing in users, 1"),
      ("{\"users\": [{\"name\": \"ada\", \"role\": \"admin\"}]}", "\"payloads\" is missing in users, 1"),
      (user("\"name\": \"a b\", \"role\": \"admin\""), "\"a b\" cannot name a user"),
      (
        user("\"name\": \"ada\", \"role\": \"root\""),
        "the role of ada is \"root\", and there are only viewer, operator, admin"
      ),
      (
        user("\"name\": \"ada\", \"role\": \"admin\", \"language\": \"fr\""), "the language of ada is neither en nor de"
      ),
      (
        user("\"name\": \"ada\", \"role\": \"admin\", \"password\": \"x\""),
        "the password of ada is no hash that Kontor makes"
      ),
      (
        user(
          "\"name\": \"ada\", \"role\": \"admin\", \"tokens\": [{\"name\": \"t\", \"sha256\": \"00\", \"issued\": \"2026-11-29T00:00:00Z\"}]"
        ),
        "a token of ada is not whole"
      ),
      (
        "{\"users\": [{\"name\": \"ada\", \"role\": \"admin\", \"payloads\": true}, {\"name\": \"ADA\", \"role\": \"admin\", \"payloads\": true}]}",
        "there are two users ADA"
      ),
    ])
  func mistakes(text: String, message: String) {
    #expect(throws: UserListError.self) { try UserList(encoded: Array(text.utf8)) }
    do throws(UserListError) {
      _ = try UserList(encoded: Array(text.utf8))
    } catch {
      #expect(error.message == message)
    }
  }

  @Test("only its user may write it, and nobody but the group may read it")
  func mode() throws {
    try file.change { _ in try Door.users.encoded() }
    #expect(try file.content()?.mode == 0o640)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["users.json"])
  }

  @Test("a change that fails leaves the file as it was")
  func failing() throws {
    struct Refused: Error {}
    try file.change { _ in Array("before".utf8) }
    #expect(throws: Refused.self) { try file.change { _ in throw Refused() } }
    try file.change { _ in nil }
    #expect(try file.content()?.bytes == Array("before".utf8))
  }

  @Test("changes at the same time are made one after the other, and none is lost")
  func together() async throws {
    let file = file
    try await withThrowingTaskGroup { group in
      for number in 0..<20 {
        group.addTask {
          try file.change { content in
            var list = try content.map { try UserList(encoded: $0.bytes) } ?? UserList()
            list.put(ConsoleUser(name: "user\(number)", role: .viewer, seesPayloads: false))
            return try list.encoded()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try UserList(encoded: file.content()?.bytes ?? []).users.count == 20)
  }

  // MARK: - In force

  private func at(_ seconds: Int) -> Timestamp { Sample.now + .seconds(seconds) }

  @Test("a changed file counts within a second, a missing one has no users")
  func register() throws {
    let register = UserRegister(file: file)
    #expect(register.users(at: at(0)).isEmpty && register.failure(at: at(0)) == nil)
    try file.change { _ in try Door.users.encoded() }
    #expect(register.users(at: at(1)) == Door.users)
    try FileManager.default.removeItem(atPath: file.path)
    #expect(register.users(at: at(2)).isEmpty)
  }

  @Test("a file that is broken changes nothing, and is told")
  func broken() throws {
    let register = UserRegister(file: file)
    try file.change { _ in try Door.users.encoded() }
    #expect(register.users(at: at(0)) == Door.users)
    try file.change { _ in Array("{".utf8) }
    #expect(register.users(at: at(1)) == Door.users)
    #expect(register.failure(at: at(1))?.contains("no list of users: it is no JSON") == true)
    try file.change { _ in try UserList().encoded() }
    #expect(register.users(at: at(2)).isEmpty && register.failure(at: at(2)) == nil)
  }

  @Test(
    "a file that others could read or write is not believed, and those who were in it before stay",
    arguments: [(0o640, false), (0o600, false), (0o644, true), (0o660, true)])
  func openMode(mode: Int, isTold: Bool) throws {
    try file.change { _ in try Door.users.encoded() }
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    let register = UserRegister(file: file)
    #expect((register.failure(at: at(0))?.contains("chmod 0640") == true) == isTold)
    #expect(register.users(at: at(0)) == (isTold ? UserList() : Door.users))
    guard isTold else { return }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    #expect(register.users(at: at(2)) == Door.users)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    #expect(register.users(at: at(4)) == Door.users)
    #expect(register.failure(at: at(4)) != nil)
  }
}
