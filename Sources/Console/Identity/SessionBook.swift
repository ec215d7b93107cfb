package import Exchange

/// Who is logged in: a pure machine, with moments handed in. In memory only; a restart ends all sessions.
package struct SessionBook: Sendable {
  package struct Session: Sendable {
    package let user: String
    /// In every form of the session (the synchronizer token pattern).
    package let formToken: String
    /// What the user was let in by; another one now ends the session.
    let credential: [UInt8]
    let began: Timestamp
    var seen: Timestamp
  }

  package enum Answer: Sendable {
    case open(Session)
    /// It was one, and is over, just now or not long ago.
    case ended(user: String)
    /// Never heard of: of before a restart, or made up.
    case unknown
  }

  /// Milliseconds without a request after which a session is over.
  static let idle: Int64 = 8 * 3_600_000
  /// Milliseconds after which it is over in any case.
  static let longest: Int64 = 24 * 3_600_000
  /// The oldest go beyond that.
  static let mostOfOne = 20
  static let most = 2_000

  /// By the digest of its secret: who reads the memory of a page's answer cannot take it over.
  private var sessions: [[UInt8]: Session] = [:]

  package init() {}

  package var count: Int { sessions.count }

  /// Lets somebody in.
  ///
  /// - Parameter credential: by which; see ``answer(to:at:keeping:credential:)``.
  /// - Returns: what goes into the cookie.
  package mutating func begin(_ user: String, credential: [UInt8], at now: Timestamp) -> Secret {
    makeRoom(for: user, at: now)
    let secret = Secret()
    sessions[secret.digest] = Session(
      user: user, formToken: Secret().text, credential: credential, began: now, seen: now)
    return secret
  }

  /// - Parameters:
  ///   - secret: as the cookie has it.
  ///   - keeping: whether this request shows that somebody is there.
  ///   - credential: by which a user would be let in now; nil where he would not.
  package mutating func answer(
    to secret: String, at now: Timestamp, keeping: Bool = true, credential: (String) -> [UInt8]?
  ) -> Answer {
    let digest = Secret.digest(of: secret)
    guard var session = sessions[digest] else { return .unknown }
    guard !Self.isOver(session, at: now), let present = credential(session.user),
      Secret.isSame(present, session.credential)
    else {
      sessions[digest] = nil
      return .ended(user: session.user)
    }
    if keeping {
      session.seen = max(session.seen, now)
      sessions[digest] = session
    }
    return .open(session)
  }

  /// Nil where there was none.
  package mutating func end(_ secret: String) -> Session? {
    sessions.removeValue(forKey: Secret.digest(of: secret))
  }

  private static func isOver(_ session: Session, at now: Timestamp) -> Bool {
    now.milliseconds - session.seen.milliseconds >= idle || now.milliseconds - session.began.milliseconds >= longest
  }

  private mutating func makeRoom(for user: String, at now: Timestamp) {
    if sessions.count(where: { $0.value.user == user }) >= Self.mostOfOne {
      drop(1, of: sessions.filter { $0.value.user == user })
    }
    guard sessions.count >= Self.most else { return }
    sessions = sessions.filter { !Self.isOver($0.value, at: now) }
    // A tenth at once, so that the sorting is seldom.
    if sessions.count >= Self.most { drop(Self.most / 10, of: sessions) }
  }

  /// Drops those of which nothing was seen for longest.
  private mutating func drop(_ count: Int, of some: [[UInt8]: Session]) {
    for (digest, _) in some.sorted(by: { $0.value.seen < $1.value.seen }).prefix(count) { sessions[digest] = nil }
  }
}
