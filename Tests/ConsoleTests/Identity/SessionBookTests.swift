import Exchange
import Testing

@testable import Console

@Suite("Sessions")
struct SessionBookTests {
  private let start = Timestamp(milliseconds: 1_800_000_000_000)
  private let credential: [UInt8] = [1, 2, 3]

  private func isOpen(_ book: inout SessionBook, _ secret: Secret, at now: Timestamp) -> Bool {
    guard case .open = book.answer(to: secret.text, at: now, credential: { _ in credential }) else { return false }
    return true
  }

  @Test("each has a secret and a form token of its own, of 256 bits")
  func secrets() throws {
    var book = SessionBook()
    let secrets = (0..<50).map { _ in book.begin("ada", credential: credential, at: start).text }
    #expect(Set(secrets).count == 50)
    #expect(secrets.allSatisfy { $0.utf8.count == 43 && !$0.contains("=") && !$0.contains("+") && !$0.contains("/") })
  }

  @Test("one user has no more than twenty: the one that was quiet longest ends")
  func many() {
    var book = SessionBook()
    let first = book.begin("ada", credential: credential, at: start)
    let second = book.begin("ada", credential: credential, at: start + .seconds(1))
    #expect(isOpen(&book, first, at: start + .seconds(2)))
    for number in 3...21 { _ = book.begin("ada", credential: credential, at: start + .seconds(number)) }
    #expect(book.count == 20 && isOpen(&book, first, at: start + .seconds(30)))
    #expect(!isOpen(&book, second, at: start + .seconds(30)))
  }

  @Test("there are no more than there can be users at work: those that were quiet longest end")
  func bounded() {
    var book = SessionBook()
    let first = book.begin("first", credential: credential, at: start)
    for number in 1...SessionBook.most {
      _ = book.begin("user\(number)", credential: credential, at: start + .seconds(1))
      #expect(book.count <= SessionBook.most)
    }
    #expect(!isOpen(&book, first, at: start + .seconds(1)))
    let last = book.begin("last", credential: credential, at: start + .seconds(2))
    #expect(isOpen(&book, last, at: start + .seconds(2)))
  }

  @Test("what the memory holds opens no session")
  func digests() {
    var book = SessionBook()
    let secret = book.begin("ada", credential: credential, at: start)
    let digest = String(decoding: Secret.digest(of: secret.text), as: UTF8.self)
    guard case .unknown = book.answer(to: digest, at: start, credential: { _ in credential }) else {
      Issue.record("the digest was taken for the secret")
      return
    }
  }
}
