package import Exchange

/// Somebody who may use the console, or a program that may use its API.
package struct ConsoleUser: Sendable, Hashable {
  /// A way in for a program, under its user's name and with the user's rights.
  package struct Token: Sendable, Hashable {
    /// What it is for.
    package var name: String
    /// SHA-256 of the token itself.
    package var digest: [UInt8]
    package var issued: Timestamp

    package init(name: String, digest: [UInt8], issued: Timestamp) {
      self.name = name
      self.digest = digest
      self.issued = issued
    }
  }

  package var name: String
  package var role: Role
  /// Whether contents of files and values of fields are shown.
  package var seesPayloads: Bool
  /// Nil where the browser's wish counts.
  package var language: Language?
  /// Nil for one who has only tokens.
  package var password: PasswordHash?
  package var tokens: [Token]

  package init(
    name: String, role: Role, seesPayloads: Bool, language: Language? = nil, password: PasswordHash? = nil,
    tokens: [Token] = []
  ) {
    self.name = name
    self.role = role
    self.seesPayloads = seesPayloads
    self.language = language
    self.password = password
    self.tokens = tokens
  }

  /// Whether it can name a user or a token: letters, digits, `.`, `_`, `-` and `@` (ASCII), at most 64, and first a letter or digit.
  package static func isName(_ name: String) -> Bool {
    guard let first = name.first, name.count <= 64, first.isLetter || first.isNumber else { return false }
    return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_@".contains($0)) }
  }
}

/// All users of a console, by their names. Two names that differ only in case are one.
package struct UserList: Sendable, Hashable {
  package private(set) var users: [ConsoleUser]

  package init(_ users: [ConsoleUser] = []) {
    self.users = users
  }

  package var isEmpty: Bool { users.isEmpty }

  package subscript(name: String) -> ConsoleUser? {
    users.first { $0.name.lowercased() == name.lowercased() }
  }

  /// Puts a user in the place of the one who has the name, or behind the others.
  package mutating func put(_ user: ConsoleUser) {
    if let index = users.firstIndex(where: { $0.name.lowercased() == user.name.lowercased() }) {
      users[index] = user
    } else {
      users.append(user)
    }
  }

  /// False where there is no such user.
  package mutating func remove(_ name: String) -> Bool {
    let count = users.count
    users.removeAll { $0.name.lowercased() == name.lowercased() }
    return users.count < count
  }

  /// Whose token it is. O(tokens).
  package func owner(ofToken digest: [UInt8]) -> (user: ConsoleUser, token: ConsoleUser.Token)? {
    for user in users {
      if let token = user.tokens.first(where: { Secret.isSame($0.digest, digest) }) { return (user, token) }
    }
    return nil
  }
}
