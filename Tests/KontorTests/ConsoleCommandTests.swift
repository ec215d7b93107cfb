import Foundation
import Testing

@Suite("kontor console")
struct ConsoleCommandTests {
  /// A console that runs, in a site of its own.
  private final class Running {
    let site: Site
    let process: Process
    let port: Port

    init(_ command: [String], _ lines: String = "", port: Port) throws {
      self.port = port
      site = try Site()
      let yaml = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
      try site.write(lines + "\n" + yaml.replacing("quiet: 5s", with: "quiet: 50ms"), to: "kontor.yaml")
      for name in ["out", "err"] { try site.write("", to: name) }
      process = try Program.start(
        command, in: site.path, out: try FileHandle(forWritingTo: URL(fileURLWithPath: site.path + "/out")),
        err: try FileHandle(forWritingTo: URL(fileURLWithPath: site.path + "/err")))
    }

    deinit {
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    var out: String { get throws { try String(contentsOfFile: site.path + "/out", encoding: .utf8) } }
    var err: String { get throws { try String(contentsOfFile: site.path + "/err", encoding: .utf8) } }

    /// How long it takes to end after SIGTERM.
    func stop() throws -> Duration {
      let start = ContinuousClock.now
      process.terminate()
      try until { !process.isRunning }
      return ContinuousClock.now - start
    }
  }

  @Test("it says where it is, lets the person at the machine in by a link, once, and ends within two seconds")
  func alone() throws {
    let port = try Port.free()
    let console = try Running(["console", "--listen", "127.0.0.1:\(port.number)"], port: port)
    try until { try console.out.contains("/enter/") || !console.process.isRunning }
    #expect(
      try console.out.hasPrefix("The console is at http://127.0.0.1:\(port.number)/\nThis link lets you in, once,"))
    #expect(try console.err.contains("Nothing runs, and nothing ever did that left word beside this ledger"))
    #expect(try port.ask("/health/live").contains("\"live\":true"))
    #expect(try port.ask("/health/ready").hasPrefix("HTTP/1.1 503 "))
    #expect(try port.ask("/held").contains("\r\nlocation: /login"))
    let link = try #require(
      try console.out.split(separator: "127.0.0.1:\(port.number)").last?.split(separator: "\n").first)
    let entered = try port.ask(String(link))
    #expect(entered.hasPrefix("HTTP/1.1 303 "))
    #expect(entered.lowercased().contains("\r\nset-cookie: "))
    #expect(!(try port.ask(String(link))).contains("kontor-session="))
    let open = try #require(port.connected())
    defer { close(open) }
    #expect(try console.stop() < .seconds(2))
    #expect(console.process.terminationStatus == 0)
  }

  @Test("it refuses to listen where others reach it, and where somebody listens already")
  func refused() throws {
    let site = try Site()
    let open = try site.run("console", "--listen", "0.0.0.0:0")
    #expect(open.code == 74)
    #expect(open.err.contains("passwords would cross the network in the clear"))
    let port = try Port.free()
    let first = try Running(["console", "--listen", "127.0.0.1:\(port.number)"], port: port)
    try until { try first.out.contains("/enter/") }
    let second = try site.run("console", "--listen", "127.0.0.1:\(port.number)")
    #expect(second.code == 74)
    #expect(second.err.contains("Nothing can listen at 127.0.0.1:\(port.number): "))
    #expect(try site.run("console", "--listen", "kontor.example:80").code == 2)
  }

  @Test("the service serves it where the configuration says so, with its own health and metrics")
  func service() throws {
    let port = try Port.free()
    let service = try Running(
      ["run", "--interval", "100ms"], "console: { listen: \"127.0.0.1:\(port.number)\" }", port: port)
    try until { try service.err.contains("console started") || !service.process.isRunning }
    #expect(try service.err.contains("at=http://127.0.0.1:\(port.number)/"))
    try until { try port.ask("/health/ready").hasPrefix("HTTP/1.1 200 ") }
    #expect(try port.ask("/metrics").contains("\nkontor_"))
    #expect(try port.ask("/live").contains("standstillSeconds"))
    #expect(try port.ask("/held").contains("\r\nlocation: /login"))
    let open = try #require(port.connected())
    defer { close(open) }
    #expect(try service.stop() < .seconds(2))
    #expect(service.process.terminationStatus == 0)
  }

  @Test("a console that cannot start is told, and files are carried all the same")
  func taken() throws {
    let port = try Port.free()
    let other = try Running(["console", "--listen", "127.0.0.1:\(port.number)"], port: port)
    try until { try other.out.contains("/enter/") }
    let service = try Running(
      ["run", "--interval", "100ms"], "console: { listen: \"127.0.0.1:\(port.number)\" }", port: port)
    try until { try service.err.contains("console not started") || !service.process.isRunning }
    #expect(try service.err.contains("Nothing can listen at 127.0.0.1:\(port.number)"))
    try service.site.drop("crm/1002-first-order.xml")
    try until { try service.err.contains("file decided") }
    // Asked for anew once the other one has gone.
    _ = try other.stop()
    kill(service.process.processIdentifier, SIGHUP)
    try until { try service.err.contains("console started") }
    #expect(try service.stop() < .seconds(2))
  }

  @Test("where it listens cannot change while the service runs, and what stands above it in the file can")
  func changed() throws {
    let port = try Port.free()
    let service = try Running(
      ["run", "--interval", "100ms"], "console: { listen: \"127.0.0.1:\(port.number)\" }", port: port)
    try until { try service.err.contains("console started") }
    let path = service.site.path + "/kontor.yaml"
    let yaml = try String(contentsOfFile: path, encoding: .utf8)
    try service.site.write("# a line\n" + yaml, to: "kontor.yaml")
    try until { try service.err.contains("configuration taken") }
    try service.site.write(yaml.replacing(":\(port.number)", with: ":\(port.number - 1)"), to: "kontor.yaml")
    try until { try service.err.contains("console cannot change while the service runs: it needs a restart") }
    #expect(try port.ask("/live").hasPrefix("HTTP/1.1 200 "))
    _ = try service.stop()
  }
}
