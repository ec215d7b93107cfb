import Exchange
import Testing

@Suite("An address on the loopback interface")
struct LoopbackAddressTests {
  @Test(
    "what only this machine can reach is taken",
    arguments: [
      ("127.0.0.1:9464", "127.0.0.1:9464"), ("127.8.0.200:0", "127.8.0.200:0"), ("[::1]:80", "[::1]:80"),
      ("localhost:65535", "127.0.0.1:65535"),
    ])
  func taken(text: String, shown: String) {
    #expect(LoopbackAddress(text)?.description == shown)
  }

  @Test(
    "what others can reach, or is no address, is not",
    arguments: [
      "0.0.0.0:9464", "[::]:9464", "192.168.0.1:9464", "128.0.0.1:9464", "127.0.0.1", "127.1:9464", "127.0.0.01:9464",
      "127.0.0.1.example.org:9464", "127.0.0.256:1", ":9464", "9464", "127.0.0.1:65536", "127.0.0.1:+1", "::1:9464",
      "[::ffff:127.0.0.1]:9464", "localhost.example:1", "127.0.0.1:", "",
    ])
  func refused(text: String) {
    #expect(LoopbackAddress(text) == nil)
  }
}
