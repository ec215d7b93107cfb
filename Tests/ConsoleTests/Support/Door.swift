import Console
import Exchange
import Foundation
import Operations
import Synchronization

/// A whole site as a browser meets it, with a clock that is set by hand, a file of users, and some routes to try.
final class Door: Sendable {
  static let password = "four words in a row"

  let book = MemoryBook()
  let gate: Gate
  let site: Site
  let file: OwnFile
  private let notes = Notes()

  /// What the routes did, and the time that is shown to the site.
  final class Notes: Sendable {
    let now = Mutex(Sample.now)
    let done = Mutex<[String]>([])
    let faults = Mutex<[Site.Fault]>([])
  }

  /// What nobody foresaw. Its text must never be in a page.
  struct Trouble: Error, CustomStringConvertible {
    var description: String { "cannot open /srv/exchange/ledger" }
  }

  /// - Parameters:
  ///   - users: nil for no file at all.
  ///   - strangers: what somebody's password is compared with who is no user.
  ///   - rule: changes that of a console on the loopback interface.
  init(
    users: UserList? = Door.users, strangers: PasswordHash = Door.hash, _ rule: (inout ConsoleRule) -> Void = { _ in }
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "door-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    file = OwnFile(path: folder.path + "/console-users.json")
    var console = ConsoleRule(
      users: ConfiguredPath(written: "console-users.json", absolute: file.path, place: .start))
    rule(&console)
    let fixed = console
    if let users { try file.change { _ in try users.encoded() } }
    let notes = notes
    gate = Gate(
      users: UserRegister(file: file), book: book, localOperator: "root", strangers: strangers, rule: { fixed })
    let pages = SitePages(layout: { Layout() }, environment: { "test" })
    site = Site(
      routes: IdentityArea(gate: gate, pages: pages).routes + Self.routes(notes), gate: gate, pages: pages,
      clock: { notes.now.withLock { $0 } }, tell: { fault in notes.faults.withLock { $0.append(fault) } })
  }

  deinit {
    let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
    try? FileManager.default.removeItem(atPath: "/" + folder)
  }

  private static func routes(_ notes: Notes) -> [Route] {
    func say(_ what: String) -> @Sendable (Visit) -> WebAnswer {
      { visit in
        notes.done.withLock { $0.append(what) }
        return WebAnswer(type: "text/plain", "\(what) \(visit.viewer.name) \(visit.language.rawValue)")
      }
    }
    return [
      Route(.get, "/", say("overview")), Route(.get, "/rejected", say("rejected")),
      Route(.get, "/interchanges/{id}") { visit in throw Refusal.notFound(what: visit.parameters["id"]) },
      Route(.post, "/interchanges/{id}/attempts", for: .operator, say("attempt")),
      Route(.get, "/interchanges/{id}/source", needsPayloads: true, say("source")),
      Route(.get, "/system", for: .admin, say("system")), Route(.get, "/health/live", for: nil, say("alive")),
      Route(.get, "/events", keepsSession: false, say("events")),
      Route(.get, "/api/v1/status", say("status")), Route(.post, "/api/v1/jobs", for: .operator, say("job")),
      Route(.post, "/held/{id}", for: .operator) { _ in throw Refusal.conflict(why: "Ida released it.") },
      Route(.get, "/broken") { _ in throw Trouble() },
      Route(.get, "/busy") { _ in throw LedgerError(.busy, "It is in use.", path: "/srv/exchange/ledger") },
    ]
  }

  // MARK: - What tests ask

  /// What routes did, in their order.
  var done: [String] { notes.done.withLock { $0 } }
  var faults: [Site.Fault] { notes.faults.withLock { $0 } }
  var now: Timestamp { notes.now.withLock { $0 } }

  func wait(seconds: Int) {
    notes.now.withLock { $0 = $0 + .seconds(seconds) }
  }

  func change(_ change: (inout UserList) throws -> Void) throws {
    try file.change { content in
      var list = try content.map { try UserList(encoded: $0.bytes) } ?? UserList()
      try change(&list)
      return try list.encoded()
    }
    // It is looked at once in a second.
    wait(seconds: 1)
  }

  static let token = "the token of a program"

  /// Ada operates and sees payloads, Vera looks, Ida administers and sees none; a program has a token.
  static let users = UserList([
    ConsoleUser(name: "ada", role: .operator, seesPayloads: true, language: .german, password: hash),
    ConsoleUser(name: "vera", role: .viewer, seesPayloads: false, password: hash),
    ConsoleUser(name: "ida", role: .admin, seesPayloads: false, password: hash),
    ConsoleUser(
      name: "reports", role: .operator, seesPayloads: false,
      tokens: [.init(name: "dashboard", digest: Secret.digest(of: token), issued: Sample.now)]),
  ])

  /// Cheaper than those of real users.
  static let hash: PasswordHash = {
    do {
      return try PasswordHash(of: password, cost: 10)
    } catch {
      preconditionFailure("\(error)")
    }
  }()
}
