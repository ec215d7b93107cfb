package import Exchange

/// One visit of somebody who may be there.
package struct Visit: Sendable {
  package var request: WebRequest
  package var viewer: Viewer
  package var language: Language
  package var now: Timestamp
  /// What the route's pattern took out of the path, by name.
  package var parameters: [String: String]

  package init(
    _ request: WebRequest, viewer: Viewer, language: Language, now: Timestamp, parameters: [String: String] = [:]
  ) {
    self.request = request
    self.viewer = viewer
    self.language = language
    self.now = now
    self.parameters = parameters
  }
}

/// One line of the site's table: which request is answered how, and to whom.
package struct Route: Sendable {
  package var method: WebRequest.Method
  /// `/interchanges/{id}`; a step in braces takes any one step.
  package var pattern: String
  /// Who may; nil where nobody has to be logged in.
  package var role: Role?
  /// Whether the right to see payloads is needed as well.
  package var needsPayloads: Bool
  /// Whether asking for it shows that somebody is there. A stream that a page opens again by itself does not.
  package var keepsSession: Bool
  package var answer: @Sendable (Visit) async throws -> WebAnswer

  package init(
    _ method: WebRequest.Method, _ pattern: String, for role: Role? = .viewer, needsPayloads: Bool = false,
    keepsSession: Bool = true, _ answer: @escaping @Sendable (Visit) async throws -> WebAnswer
  ) {
    self.method = method
    self.pattern = pattern
    self.role = role
    self.needsPayloads = needsPayloads
    self.keepsSession = keepsSession
    self.answer = answer
  }
}
