import Crypto
package import Exchange
import Synchronization

/// Who is who: users, sessions, tokens and links, and the log of who came in and who did not.
///
/// Thread-safe. What takes long, passwords and the log, is done on threads of its own.
package final class Gate: Sendable {
  package let users: UserRegister
  private let book: any ConsoleBook
  private let currentRule: @Sendable () -> ConsoleRule
  private let localOperator: String
  private let fail: @Sendable (any Error) -> Void
  private let strangers: PasswordHash
  private let derivations = Derivations()
  private let state = Mutex(State())
  /// For the tokens of forms that come before a session. Another one after each start.
  let formKey = SymmetricKey(size: .bits256)

  private struct State {
    var sessions = SessionBook()
    var links = EntryLinks()
    var throttle = LogInThrottle()
    /// Of people unknown.
    var strangers = AccessNotes()
    /// Of passwords that were tried, with a user's name or without: together, so that nobody finds out names by the time
    /// that a note takes.
    var attempts = AccessNotes()
  }

  /// - Parameters:
  ///   - rule: the one in force.
  ///   - localOperator: the name of whoever comes in by a link.
  ///   - strangers: with what the password of somebody is compared who is no user: as dear as those of users.
  ///   - fail: told where the access log cannot be written. The console goes on: whoever comes to see why the disk is full
  ///     must get in.
  package init(
    users: UserRegister, book: any ConsoleBook, localOperator: String, strangers: PasswordHash = .nobodys,
    rule: @escaping @Sendable () -> ConsoleRule, fail: @escaping @Sendable (any Error) -> Void = { _ in }
  ) {
    self.users = users
    self.book = book
    self.localOperator = localOperator
    self.strangers = strangers
    currentRule = rule
    self.fail = fail
  }

  package var rule: ConsoleRule { currentRule() }

  // MARK: - Who comes

  enum Arrival {
    case nobody
    /// - Parameter user: empty where nobody knows whose session it was.
    case ended(user: String)
    case wrongToken
    case viewer(Viewer, Language?, isProgram: Bool)
  }

  func arrival(of request: WebRequest, at now: Timestamp, keeping: Bool) -> Arrival {
    let list = users.users(at: now)
    if let token = Self.bearer(request) {
      guard let owner = list.owner(ofToken: Secret.digest(of: token)) else { return .wrongToken }
      return .viewer(Self.viewer(owner.user), owner.user.language, isProgram: true)
    }
    guard let cookie = request.cookie(Self.sessionCookie(request)), !cookie.isEmpty else { return .nobody }
    let answer = state.withLock { state in
      state.sessions.answer(to: cookie, at: now, keeping: keeping) { credential(of: $0, list, at: now) }
    }
    switch answer {
    case .unknown: return .ended(user: "")
    case .ended(let user): return .ended(user: user)
    case .open(let session):
      var viewer =
        list[session.user].map { Self.viewer($0) }
        ?? Viewer(name: session.user, role: .admin, seesPayloads: true)
      viewer.formToken = session.formToken
      return .viewer(viewer, list[session.user]?.language, isProgram: false)
    }
  }

  /// Who sent a request, without taking it for a sign that he is still there: for whoever asks again and again whether a
  /// stream may go on. Nil where nobody is logged in.
  package func viewer(of request: WebRequest, at now: Timestamp) -> Viewer? {
    guard case .viewer(let viewer, _, _) = arrival(of: request, at: now, keeping: false) else { return nil }
    return viewer
  }

  /// What lets a user in now. Who changes his password, or loses it, ends his sessions; so does the first user that is
  /// added, for whoever came by a link.
  private func credential(of name: String, _ list: UserList, at now: Timestamp) -> [UInt8]? {
    if list.isEmpty { return admitsByLink(list, at: now) && name == localOperator ? Secret.digest(of: "link") : nil }
    return list[name]?.password.map { Secret.digest(of: $0.text) }
  }

  private static func viewer(_ user: ConsoleUser) -> Viewer {
    Viewer(name: user.name, role: user.role, seesPayloads: user.seesPayloads)
  }

  private static func bearer(_ request: WebRequest) -> String? {
    guard let header = request.headers["authorization"], header.lowercased().hasPrefix("bearer ") else { return nil }
    return String(header.dropFirst(7).drop { $0 == " " })
  }

  // MARK: - Links

  /// Whether the person at this machine may come in without a password.
  /// A file of users that cannot be read is none that has no users.
  private func admitsByLink(_ list: UserList, at now: Timestamp) -> Bool {
    list.isEmpty && !rule.isOpenToOthers && users.failure(at: now) == nil
  }

  package func hasUsers(at now: Timestamp) -> Bool { !users.users(at: now).isEmpty }

  /// The path of a link that lets the person at this machine in, once, within ten minutes. Nil where there are users, or
  /// others can reach the console.
  package func invite(at now: Timestamp) -> String? {
    guard admitsByLink(users.users(at: now), at: now) else { return nil }
    return "/enter/" + state.withLock { $0.links.make(at: now) }.text
  }

  /// What goes into the session's cookie; nil where the link is not good.
  func enter(_ link: String, _ request: WebRequest, at now: Timestamp) async -> Secret? {
    let list = users.users(at: now)
    let secret = state.withLock { state -> Secret? in
      // Used up in any case.
      guard state.links.use(link, at: now), admitsByLink(list, at: now),
        let credential = credential(of: localOperator, list, at: now)
      else { return nil }
      return state.sessions.begin(localOperator, credential: credential, at: now)
    }
    await note(
      secret == nil ? .logInFailed : .loggedIn, who: secret == nil ? "" : localOperator, request, at: now,
      detail: AccessDetail.link.text)
    return secret
  }

  // MARK: - Passwords

  enum LogIn {
    case welcome(Secret)
    case wrong
    case wait(seconds: Int)
    case busy
  }

  func logIn(_ name: String, _ password: String, _ request: WebRequest, at now: Timestamp) async -> LogIn {
    let list = users.users(at: now)
    let user = ConsoleUser.isName(name) ? list[name] : nil
    let who = user?.name ?? ""
    let wait = state.withLock { $0.throttle.begin(name, from: request.address, at: now) }
    if let wait {
      await note(.logInSlowed, who: who, request, at: now, detail: user == nil ? AccessDetail.noUser.text : nil)
      return .wait(seconds: wait)
    }
    let hash = user?.password
    let fits: Bool
    do {
      let asked = password.utf8.count <= PasswordHash.longestPassword ? password : ""
      // Somebody who is no user takes as long.
      fits = try await derivations.check(asked, against: hash ?? strangers) && hash != nil && !asked.isEmpty
    } catch {
      if !(error is Derivations.Busy) { fail(error) }
      state.withLock { $0.throttle.takeBack(name, from: request.address) }
      return .busy
    }
    guard fits, let user, let hash else {
      await note(.logInFailed, who: who, request, at: now, detail: user == nil ? AccessDetail.noUser.text : nil)
      return .wrong
    }
    let secret = state.withLock { state in
      state.throttle.succeeded(name, from: request.address)
      return state.sessions.begin(user.name, credential: Secret.digest(of: hash.text), at: now)
    }
    await note(.loggedIn, who: user.name, request, at: now)
    return .welcome(secret)
  }

  /// Ends the session of a request, where it has one.
  func logOut(_ request: WebRequest, at now: Timestamp) async {
    guard let session = end(request) else { return }
    await note(.loggedOut, who: session.user, request, at: now)
  }

  /// A session that another one takes the place of.
  @discardableResult
  func end(_ request: WebRequest) -> SessionBook.Session? {
    request.cookie(Self.sessionCookie(request)).flatMap { cookie in state.withLock { $0.sessions.end(cookie) } }
  }

  // MARK: - The log

  /// Notes what somebody did. Of what anybody can bring about no more than a few in a second.
  func note(
    _ what: AccessEntry.What, who: String, _ request: WebRequest, at now: Timestamp, subject: String? = nil,
    detail: String? = nil
  ) async {
    let isAttempt = what == .logInFailed || what == .logInSlowed
    let (isNoted, leftOut) = state.withLock { state in
      let isNoted = isAttempt ? state.attempts.admit(at: now) : who.isEmpty ? state.strangers.admit(at: now) : true
      return (isNoted, state.attempts.takeLeftOut(at: now) + state.strangers.takeLeftOut(at: now))
    }
    var entries: [AccessEntry] = []
    if leftOut > 0 {
      entries.append(AccessEntry(at: now, who: "", what: .leftOut, detail: AccessDetail.entries(leftOut).text))
    }
    if isNoted {
      entries.append(
        AccessEntry(at: now, who: who, what: what, subject: subject, address: request.address, detail: detail))
    }
    guard !entries.isEmpty else { return }
    let noted = entries
    do {
      try await book.away { book in for entry in noted { try book.note(entry) } }
    } catch {
      fail(error)
    }
  }
}
