import Exchange
import Foundation
import Testing

@testable import Console

@Suite("An encrypted console", .serialized)
struct ServerCertificateTests {
  private let folder = NSTemporaryDirectory() + "kontor-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write(TestCertificate.certificate, "console.pem", 0o644)
    try write(TestCertificate.key, "console.key", 0o640)
  }

  private func write(_ text: String, _ name: String, _ mode: Int) throws {
    let path = folder + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  private func path(_ name: String) -> ConfiguredPath {
    ConfiguredPath(written: name, absolute: folder + "/" + name, place: .start)
  }

  private func read(_ certificate: String = "console.pem", _ key: String = "console.key") throws(ListeningError)
    -> ServerCertificate
  {
    try ServerCertificate(ConsoleRule.Encryption(certificate: path(certificate), key: path(key)))
  }

  private func remedy(_ certificate: String = "console.pem", _ key: String = "console.key") -> String {
    do throws(ListeningError) {
      _ = try read(certificate, key)
      return "none"
    } catch {
      return error.message
    }
  }

  @Test("requests and streams go through it, it says that it is secure, and it stops in less than two seconds")
  func serves() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let springs = Springs()
    var service = ConsoleServer.Service { request in
      request.path == ["events"]
        ? WebAnswer(type: "text/event-stream", stream: springs.stream()) : Serving.text("secure: \(request.isSecure)")
    }
    service.whenStopping = { springs.finish() }
    let server = try ConsoleServer(host: "127.0.0.1", port: 0, certificate: try read(), service: service)
    #expect(try TestCertificate.ask("/", port: server.port).hasSuffix("\r\n\r\nsecure: true"))
    // What is not encrypted gets no answer.
    #expect(!(try Client.ask("GET", "/", port: server.port)).contains("secure"))
    let port = server.port
    let begun = Tally()
    let told = Tally()
    for _ in 0..<10 {
      Thread {
        let answer = try? TestCertificate.ask("/events", port: port) { begun.add() }
        if answer?.hasSuffix("0\r\n\r\n") == true { told.add() }
      }.start()
    }
    // What has not begun when the server stops is refused.
    #expect(begun.reaches(10))
    let start = ContinuousClock.now
    server.stop()
    #expect(ContinuousClock.now - start < .seconds(2))
    #expect(told.reaches(10))
  }

  @Test("what is wrong with its files is said with the remedy")
  func refused() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(remedy() == "none")
    #expect(remedy("none.pem").hasPrefix("The console's certificate \(folder)/none.pem cannot be read: No such file"))
    #expect(remedy("console.pem", "none.key").hasPrefix("The console's key \(folder)/none.key cannot be read: "))
    #expect(remedy("console.key").contains("holds no certificate in PEM"))
    #expect(remedy("console.pem", "console.pem").contains("Everybody on this machine may read"))
    try write(TestCertificate.certificate, "wrong.key", 0o600)
    #expect(remedy("console.pem", "wrong.key").contains("holds no private key in PEM"))
    try write(TestCertificate.otherKey, "other.key", 0o600)
    #expect(remedy("console.pem", "other.key").contains("does not belong to the certificate"))
    try write(TestCertificate.key, "open.key", 0o644)
    #expect(remedy("console.pem", "open.key").contains("chmod o= \(folder)/open.key"))
  }
}
