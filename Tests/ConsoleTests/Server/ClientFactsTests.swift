import Exchange
import Testing

@testable import Console

@Suite("Who asks")
struct ClientFactsTests {
  private func facts(_ peer: String, _ headers: [String: String] = [:], encrypted: Bool = false) -> ClientFacts {
    ClientFacts(
      peer: peer, isEncrypted: encrypted, headers: headers,
      trusting: ["10.0.0.0/30", "::1"].compactMap { AddressRange($0) })
  }

  @Test("nobody but a trusted proxy speaks for others")
  func stranger() {
    let facts = facts(
      "192.0.2.7",
      [
        "x-forwarded-for": "10.1.1.1", "x-forwarded-proto": "https", "x-forwarded-host": "evil", "forwarded": "for=1",
        "host": "kontor",
      ])
    #expect(facts.address == "192.0.2.7")
    #expect(!facts.isSecure)
    #expect(facts.headers == ["host": "kontor"])
  }

  @Test(
    "of a chain that is counted whom the first trusted proxy saw",
    arguments: [
      ("198.51.100.4", "198.51.100.4"), ("1.1.1.1, 198.51.100.4", "198.51.100.4"),
      ("6.6.6.6, 198.51.100.4, 10.0.0.2", "198.51.100.4"), ("198.51.100.4:5123", "198.51.100.4"),
      ("[2001:db8::7]:443", "2001:db8::7"), ("2001:db8::7", "2001:db8::7"), ("10.0.0.2", "10.0.0.2"), ("", "10.0.0.1"),
      (" , ", "10.0.0.1"),
    ])
  func chain(written: String, client: String) {
    #expect(facts("10.0.0.1", ["x-forwarded-for": written]).address == client)
  }

  @Test(
    "a trusted proxy says whether the way to it was encrypted; under which name it was asked, only the request itself")
  func proxy() {
    let facts = facts(
      "::ffff:10.0.0.1", ["x-forwarded-proto": "https", "x-forwarded-host": "evil.example", "host": "kontor.example"])
    #expect(facts.isSecure)
    #expect(facts.headers == ["host": "kontor.example"])
    #expect(facts.address == "10.0.0.1")
    #expect(!self.facts("10.0.0.1", ["x-forwarded-proto": "http"], encrypted: true).isSecure)
    #expect(self.facts("10.0.0.1", encrypted: true).isSecure)
  }

  @Test("a program of this machine is local, unless it speaks for another")
  func local() {
    #expect(facts("127.0.0.1").isLocal)
    #expect(facts("::1").isLocal)
    #expect(facts("::ffff:127.0.0.1").isLocal)
    #expect(!facts("192.0.2.7").isLocal)
    #expect(!facts("127.0.0.1", ["x-forwarded-for": "127.0.0.1"]).isLocal)
  }
}
