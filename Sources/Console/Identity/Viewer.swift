/// What somebody may do. Each may also do what those before it may.
package enum Role: String, Sendable, CaseIterable, Comparable, Codable {
  /// Looks.
  case viewer
  /// Puts rejected files right, releases, resolves, resends.
  case `operator`
  /// Stops and starts flows, and sees how the installation is made.
  case admin

  package static func < (one: Role, other: Role) -> Bool {
    guard let left = allCases.firstIndex(of: one), let right = allCases.firstIndex(of: other) else { return false }
    return left < right
  }
}

/// Who looks at the console.
package struct Viewer: Sendable, Equatable {
  package var name: String
  package var role: Role
  /// Whether contents of files and values of fields are shown. Looking at a file is an entry of the audit.
  package var seesPayloads: Bool
  /// Of the session, in every form (the synchronizer token pattern). Empty for one who came with a token of the API.
  package var formToken: String

  package init(name: String, role: Role, seesPayloads: Bool, formToken: String = "") {
    self.name = name
    self.role = role
    self.seesPayloads = seesPayloads
    self.formToken = formToken
  }

  /// Conflicts are decided by values, so whoever decides has to see them.
  var decidesConflicts: Bool { role >= .operator && seesPayloads }
}
