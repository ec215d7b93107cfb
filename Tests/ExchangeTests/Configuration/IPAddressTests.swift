import Exchange
import Testing

@Suite("Addresses of the network")
struct IPAddressTests {
  @Test(
    "a range has those that begin with its bits",
    arguments: [
      ("10.0.0.5", "10.0.0.5", true), ("10.0.0.5", "10.0.0.6", false), ("10.0.0.0/8", "10.255.255.255", true),
      ("10.0.0.0/8", "11.0.0.0", false), ("10.0.0.128/25", "10.0.0.129", true), ("10.0.0.128/25", "10.0.0.127", false),
      ("10.0.0.7/31", "10.0.0.6", true), ("2001:db8::/32", "2001:db8:ffff::1", true),
      ("2001:db8::/32", "2001:db9::1", false),
      ("10.0.0.0/8", "::ffff:10.1.2.3", true), ("0.0.0.0/0", "::1", false), ("0.0.0.0/0", "1.2.3.4", true),
    ])
  func ranges(range: String, address: String, isIn: Bool) throws {
    #expect(try #require(AddressRange(range)).contains(#require(IPAddress(address))) == isIn)
  }

  @Test(
    "what is no range is none",
    arguments: ["", "10", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/", "a/8", "::/129", "10.0.0.0/08"])
  func noRange(text: String) {
    #expect(AddressRange(text) == nil)
  }

  @Test(
    "where to listen: an address and a port, and whether others reach it",
    arguments: [
      ("127.0.0.1:8080", "127.0.0.1:8080", true), ("localhost:80", "127.0.0.1:80", true),
      ("[::1]:80", "[::1]:80", true),
      ("0.0.0.0:8443", "0.0.0.0:8443", false), ("[::]:8443", "[::]:8443", false),
      ("192.168.1.5:0", "192.168.1.5:0", false),
      ("127.8.9.10:1", "127.8.9.10:1", true),
    ])
  func listening(text: String, shown: String, isLoopback: Bool) throws {
    let address = try #require(ListeningAddress(text))
    #expect(address.description == shown && address.isLoopback == isLoopback)
  }

  @Test(
    "what is no such address is none",
    arguments: [
      "8080", ":8080", "127.0.0.1", "127.0.0.1:65536", "127.0.0.1:+1", "127.0.0.1:", "kontor.example.com:80", "::1:80",
      "[127.0.0.1]:80",
      "[::1:80", "127.1:80", "127.0.0.1:080", "0:80",
    ])
  func nowhere(text: String) {
    #expect(ListeningAddress(text) == nil)
  }
}
