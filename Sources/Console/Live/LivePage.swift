/// A page that goes on being right while somebody looks at it.
///
/// All who look at the same page with the same query, rights and language are given the same pieces, made once. So what a
/// piece shows must not depend on who looks: the visit it is made for has the role and the rights of all of them, and
/// nobody's name. Its form token stands for that of each, and is replaced by it.
package struct LivePage: Sendable {
  /// As in the route of the page: `/interchanges/{id}`.
  package var pattern: PathPattern
  /// Who may look, as in the route of the page.
  package var role: Role
  package var needsPayloads: Bool
  /// Everything that may change, as it is now: what came, not only what became another. Only what has become another is
  /// sent. The visit's request is that of the page, with its query.
  package var fragments: @Sendable (Visit) async throws -> [Fragment]

  package init(
    _ pattern: String, for role: Role = .viewer, needsPayloads: Bool = false,
    fragments: @escaping @Sendable (Visit) async throws -> [Fragment]
  ) {
    self.pattern = PathPattern(pattern)
    self.role = role
    self.needsPayloads = needsPayloads
    self.fragments = fragments
  }
}
