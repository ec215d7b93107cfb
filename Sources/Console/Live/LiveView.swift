import Exchange

/// What one or more people look at: they are shown the same.
struct LiveView: Hashable, Sendable {
  /// The page's address, with its query.
  let link: String
  let role: Role
  let seesPayloads: Bool
  let language: Language

  /// - Parameter visit: of the page.
  init(_ visit: Visit) {
    link = visit.request.link
    role = visit.viewer.role
    seesPayloads = visit.viewer.seesPayloads
    language = visit.language
  }
}

/// Who listens, and what he has been told.
struct Spectator: Sendable {
  /// The request for the stream, by which it is known whether he is still logged in.
  let request: WebRequest
  let viewer: Viewer
  let view: LiveView
  let stream: AsyncStream<[UInt8]>.Continuation
  /// What his page knew when he came; nil where it knew nothing.
  let known: EventID?
  /// Whether he has been told how things are, and so is told whatever becomes another.
  var isUpToDate = false
  var lastWord: ContinuousClock.Instant
  var lastCheck: ContinuousClock.Instant

  /// Who has only so many streams: a session, or a program that has none.
  var holder: String { viewer.formToken.isEmpty ? "\(viewer.name)@\(request.address)" : viewer.formToken }
}
