import Exchange
import Foundation
import Testing

@testable import Console

private let someSalt = "a29udG9yLXNhbHQtMDAwMQ"
private let someKey = "KLSoxf8/CiMFREWLA+Z/MwlfeUox1u2e80zAEfYm/Vg"

@Suite("Passwords")
struct PasswordHashTests {
  @Test("a hash is what another implementation of scrypt makes of the same password and salt")
  func vector() throws {
    // By OpenSSL: hashlib.scrypt("Grüße aus Köln", salt="kontor-salt-0001", n=2**14, r=8, p=1, dklen=32).
    let text = "$scrypt$ln=14,r=8,p=1$a29udG9yLXNhbHQtMDAwMQ$KLSoxf8/CiMFREWLA+Z/MwlfeUox1u2e80zAEfYm/Vg"
    let hash = try #require(PasswordHash(text))
    #expect(hash.text == text)
    #expect(try hash.fits("Grüße aus Köln"))
    // The same letters, typed in another way.
    #expect(try hash.fits("Gru\u{308}ße aus Ko\u{308}ln"))
    #expect(try !hash.fits("Grüße aus Köln "))
    #expect(try !hash.fits(""))
  }

  @Test("two hashes of one password have nothing in common")
  func salt() throws {
    let (one, other) = (try PasswordHash(of: "the same", cost: 10), try PasswordHash(of: "the same", cost: 10))
    #expect(one.salt != other.salt && one.key != other.key)
    #expect(try one.fits("the same") && other.fits("the same"))
  }

  @Test("a new one costs what it should: 64 MiB")
  func cost() throws {
    #expect(try PasswordHash(of: "x").cost == 16)
    #expect(PasswordHash.nobodys.cost == 16)
  }

  @Test(
    "what is no hash of this form, or would cost too much, is none",
    arguments: [
      "", "secret", "$scrypt$ln=14,r=8,p=1$a29udG9yLXNhbHQtMDAwMQ$", "$scrypt$ln=30,r=8,p=1$\(someSalt)$\(someKey)",
      "$scrypt$ln=9,r=8,p=1$\(someSalt)$\(someKey)", "$scrypt$ln=14,r=64,p=1$\(someSalt)$\(someKey)",
      "$scrypt$ln=14,r=8,p=9$\(someSalt)$\(someKey)",
      "$scrypt$ln=+14,r=8,p=1$\(someSalt)$\(someKey)", "$argon2id$ln=14,r=8,p=1$\(someSalt)$\(someKey)",
      "$scrypt$ln=14,r=8,p=1$\(someSalt)AAAA$\(someKey)", "$scrypt$ln=14,r=8,p=1$\(someSalt)$\(someKey)$x",
      "$scrypt$ln=14,r=8,p=1$\(someSalt)$!!",
    ])
  func noHash(text: String) {
    #expect(PasswordHash(text) == nil)
  }

  @Test("more than eight who wait are too many, and one after the other is served")
  func queue() async throws {
    let derivations = Derivations()
    let hash = try PasswordHash(of: "x", cost: 13)
    let answers = await withTaskGroup(of: Bool?.self) { group in
      for _ in 0..<30 { group.addTask { try? await derivations.check("x", against: hash) } }
      return await group.reduce(into: [Bool?]()) { $0.append($1) }
    }
    #expect(answers.count { $0 == true } >= 8 && answers.contains { $0 == nil } && !answers.contains { $0 == false })
    #expect(try await derivations.check("x", against: hash))
  }
}
