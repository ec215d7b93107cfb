import Console
import Exchange
import Foundation
import LedgerSQLite
import Operations

/// The list of users as the commands change it, each change with an entry of who did it.
struct UserChange {
  let session: Session
  let file: OwnFile
  private let configuration: Configuration

  init(_ session: Session) throws(ConfigurationError) {
    self.session = session
    configuration = try session.checkedConfiguration()
    file = OwnFile(path: (configuration.console ?? configuration.standardConsole).users.absolute)
  }

  func users() throws -> UserList {
    try Self.users(file.content(), of: file)
  }

  private static func users(_ content: OwnFile.Content?, of file: OwnFile) throws(Failure) -> UserList {
    guard let content else { return UserList() }
    do throws(UserListError) {
      return try UserList(encoded: content.bytes)
    } catch {
      throw Failure(
        .configuration, "\(file.path) is no list of users: \(error). Put it right, or take it back from a backup.")
    }
  }

  /// - Parameter change: changes the list, or throws.
  func make(
    _ what: AccessEntry.What, of name: String, detail: String? = nil, _ change: (inout UserList) throws -> Void
  ) throws {
    try file.change { content in
      var list = try Self.users(content, of: file)
      try change(&list)
      return try list.encoded()
    }
    note(AccessEntry(at: .now(), who: NSUserName(), what: what, subject: "user \(name)", detail: detail))
  }

  /// The change is made already; that it stands nowhere is worth a word, and no more.
  private func note(_ entry: AccessEntry) {
    do {
      let path = configuration.ledgerFolder + "/" + SQLiteConsoleBook.fileName
      try SQLiteConsoleBook(path: path).note(entry)
    } catch {
      session.err.line(Printable.line("kontor: it was done, and could not be noted in the access log: \(error)"))
    }
  }

  /// What was done, for people and programs.
  private struct Done: Encodable {
    var user: String
    var what: String
    var token: String?
  }

  /// Tells what was done.
  ///
  /// - Parameter secret: a new token, which is told only once.
  func tell(_ what: AccessEntry.What, of name: String, _ sentence: String, secret: String? = nil) throws {
    if session.options.json {
      try session.out.json(Done(user: name, what: what.rawValue, token: secret))
    } else {
      session.out.line(secret ?? sentence)
      if secret != nil { session.err.line(sentence) }
    }
  }

  /// The user of a name, or a sentence with the nearest one.
  static func user(_ name: String, in list: UserList) throws(Failure) -> ConsoleUser {
    if let user = list[name] { return user }
    let near = NearestName.of(name, among: list.users.map(\.name)).map { "; did you mean \($0)?" }
    throw Failure(.usage, "There is no user \(Printable.line(name))\(near ?? ". kontor console user list shows all.")")
  }
}
