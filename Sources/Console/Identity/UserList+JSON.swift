import Exchange
import Foundation

/// Why a file is no list of users.
package struct UserListError: Error, Sendable, CustomStringConvertible {
  /// A part of a sentence.
  package let message: String
  package var description: String { message }
}

extension UserList {
  private struct Written: Codable {
    var users: [User]

    struct User: Codable {
      var name: String
      var role: String
      var payloads: Bool
      var language: String?
      var password: String?
      var tokens: [Token]?
    }

    struct Token: Codable {
      var name: String
      var sha256: String
      var issued: String
    }
  }

  /// As the file of users holds it.
  package func encoded() throws -> [UInt8] {
    let written = Written(
      users: users.map { user in
        Written.User(
          name: user.name, role: user.role.rawValue, payloads: user.seesPayloads, language: user.language?.rawValue,
          password: user.password?.text,
          tokens: user.tokens.isEmpty
            ? nil
            : user.tokens.map {
              Written.Token(name: $0.name, sha256: Self.hex($0.digest), issued: $0.issued.description)
            })
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(written)) + [0x0A]
  }

  /// Reads a file of users strictly: with one user misunderstood, none is believed.
  package init(encoded bytes: [UInt8]) throws(UserListError) {
    let written = try Self.written(bytes)
    var list = UserList()
    for user in written.users {
      guard ConsoleUser.isName(user.name) else {
        throw UserListError(message: "\"\(Printable.line(user.name))\" cannot name a user")
      }
      guard list[user.name] == nil else { throw UserListError(message: "there are two users \(user.name)") }
      list.put(try Self.user(user))
    }
    self = list
  }

  private static func written(_ bytes: [UInt8]) throws(UserListError) -> Written {
    do {
      return try JSONDecoder().decode(Written.self, from: Data(bytes))
    } catch let DecodingError.keyNotFound(key, context) {
      throw UserListError(message: "\"\(key.stringValue)\" is missing in \(place(context.codingPath))")
    } catch let DecodingError.typeMismatch(_, context) {
      throw UserListError(message: "\(place(context.codingPath)) is of another kind than it should be")
    } catch {
      throw UserListError(message: "it is no JSON")
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.isEmpty ? "the file" : path.map { $0.intValue.map { "\($0 + 1)" } ?? $0.stringValue }.joined(separator: ", ")
  }

  private static func user(_ written: Written.User) throws(UserListError) -> ConsoleUser {
    guard let role = Role(rawValue: written.role) else {
      let names = Role.allCases.map(\.rawValue).joined(separator: ", ")
      throw UserListError(
        message: "the role of \(written.name) is \"\(Printable.line(written.role))\", and there are only \(names)")
    }
    var user = ConsoleUser(name: written.name, role: role, seesPayloads: written.payloads)
    if let language = written.language {
      guard let known = Language(rawValue: language) else {
        throw UserListError(message: "the language of \(written.name) is neither en nor de")
      }
      user.language = known
    }
    if let password = written.password {
      guard let hash = PasswordHash(password) else {
        throw UserListError(message: "the password of \(written.name) is no hash that Kontor makes")
      }
      user.password = hash
    }
    for token in written.tokens ?? [] {
      guard ConsoleUser.isName(token.name), let digest = bytes(token.sha256), let issued = Timestamp(token.issued)
      else {
        throw UserListError(message: "a token of \(written.name) is not whole")
      }
      user.tokens.append(ConsoleUser.Token(name: token.name, digest: digest, issued: issued))
    }
    return user
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func bytes(_ hex: String) -> [UInt8]? {
    let digits = hex.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue.map { UInt8($0) } }
    guard digits.count == 64, hex.utf8.count == 64 else { return nil }
    return stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
