package import Exchange

/// For whom and when a page of the site itself is made.
package struct Occasion: Sendable {
  package var request: WebRequest
  /// Nil where nobody is logged in.
  package var viewer: Viewer?
  package var language: Language
  package var now: Timestamp

  package init(_ request: WebRequest, viewer: Viewer? = nil, language: Language, now: Timestamp) {
    self.request = request
    self.viewer = viewer
    self.language = language
    self.now = now
  }
}

/// What the page for logging in has to say.
package struct LogInForm: Sendable, Equatable {
  package enum Trouble: Sendable, Equatable {
    /// Name or password. Which of them is told to nobody.
    case wrong
    /// - Parameter seconds: before a password is looked at again.
    case wait(seconds: Int)
    case busy
    /// The form was not made for this browser, or long ago.
    case stale
    /// The link was used before, or is too old.
    case usedLink
    /// The session was ended by its user.
    case left
    /// The session ended by itself.
    ///
    /// - Parameter unsent: a form was sent, and nothing of it was done.
    case ended(unsent: Bool)
  }

  /// In the form's field `token`.
  package var token: String
  /// Where to go afterwards, in the field `back`.
  package var back: String
  /// As it was typed, in the field `name`.
  package var name: String
  package var trouble: Trouble?
  /// Whether there is anybody who could log in. Without, only a link lets somebody in, which `kontor console` prints.
  package var hasUsers: Bool

  package init(token: String, back: String = "/", name: String = "", trouble: Trouble? = nil, hasUsers: Bool = true) {
    self.token = token
    self.back = back
    self.name = name
    self.trouble = trouble
    self.hasUsers = hasUsers
  }
}

/// Makes the pages that the site itself shows.
package protocol ErrorPages: Sendable {
  func page(_ refusal: Refusal, _ occasion: Occasion) async -> Markup
  func page(_ form: LogInForm, _ occasion: Occasion) async -> Markup
}
