import Foundation
import Testing

/// A running service in a site of its own.
private final class Service {
  let site: Site
  let process: Process
  private let logPath: String

  /// - Parameter lines: put in front of the configuration that ships.
  init(_ lines: String = "", _ arguments: [String] = [], environment: [String: String] = [:]) throws {
    site = try Site()
    let yaml = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    try site.write(lines + "\n" + yaml.replacing("quiet: 5s", with: "quiet: 50ms"), to: "kontor.yaml")
    try site.write("", to: "log")
    logPath = site.path + "/log"
    process = try Program.start(
      ["run", "--interval", "100ms"] + arguments, in: site.path, environment: environment, out: .nullDevice,
      err: try FileHandle(forWritingTo: URL(fileURLWithPath: logPath)))
    try until { try log().contains("service started") || !process.isRunning }
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  func log() throws -> String { try String(contentsOfFile: logPath, encoding: .utf8) }

  /// Asks it to stop; its exit code.
  func stop() throws -> Int32 {
    process.terminate()
    try until { !process.isRunning }
    return process.isRunning ? -1 : process.terminationStatus
  }

  func change(in name: String = "kontor.yaml", _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: site.path + "/" + name, encoding: .utf8)
    try #require(text.contains(old))
    try site.write(text.replacing(old, with: new), to: name)
  }

  func health() throws -> Program.Run { try site.run("health") }
}

@Suite("The service")
struct ServiceTests {
  @Test(
    "its log is JSON where the configuration, --log or --json says so", arguments: ["configured", "--log", "--json"])
  func json(how: String) throws {
    let service = try Service(
      how == "configured" ? "service: { log: json }" : "",
      how == "--log" ? ["--log", "json"] : how == "--json" ? ["--json"] : [])
    try service.site.drop("crm/1002-first-order.xml")
    try until { try service.log().contains("file decided") }
    let objects = try service.log().split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: String])
    }
    let decided = try #require(objects.first { $0["message"] == "file decided" })
    #expect(decided["level"] == "info")
    #expect(decided["sender"] == "crm")
    #expect(decided["file"] == "1002-first-order.xml")
    #expect(decided["verdict"] == "accepted")
    let listed = try service.site.run("list", "--json").out
    #expect(listed.contains("\"\(decided["id"] ?? "?")\""))
    #expect(try service.stop() == 0)
  }

  @Test("to the journal it gives a priority and no time of its own")
  func journal() throws {
    // The log is a file; the journal's own socket is known by device and inode just so.
    let site = try Site()
    try site.write("", to: "log")
    let attributes = try FileManager.default.attributesOfItem(atPath: site.path + "/log")
    let inode = try #require(attributes[.systemFileNumber] as? Int)
    let device = try #require(attributes[.systemNumber] as? Int)
    let process = try Program.start(
      ["run"], in: site.path, environment: ["JOURNAL_STREAM": "\(device):\(inode)"], out: .nullDevice,
      err: try FileHandle(forWritingTo: URL(fileURLWithPath: site.path + "/log")))
    defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    let log = { try String(contentsOfFile: site.path + "/log", encoding: .utf8) }
    try until { try log().contains("service started") }
    #expect(try log().hasPrefix("<6>info  service started  version="))
    process.terminate()
    process.waitUntilExit()
  }

  @Test("health, status and the exit code say whether it runs, as which process and since when")
  func health() throws {
    let service = try Service()
    let number = service.process.processIdentifier
    try until { try service.health().code == 0 }
    #expect(try service.health().out.hasPrefix("well: The service runs as process \(number) since "))
    #expect(try service.site.run("status").out.hasPrefix("The service runs as process \(number) since "))
    let second = try service.site.run("scan")
    #expect(second.code == 75)
    #expect(second.err.contains("Process \(number) has worked with this folder since "))
    try FileManager.default.moveItem(atPath: service.site.path + "/inbox/crm", toPath: service.site.path + "/away")
    try until { try service.health().code == 1 }
    #expect(try service.health().out.contains("inbox/crm: "))
    try FileManager.default.moveItem(atPath: service.site.path + "/away", toPath: service.site.path + "/inbox/crm")
    try until { try service.health().code == 0 }
    #expect(try service.stop() == 0)
    let stopped = try service.health()
    #expect(stopped.code == 69)
    #expect(stopped.out.contains("No service runs; it was stopped"))
  }

  @Test("a service that was killed is seen to be gone")
  func killed() throws {
    let service = try Service()
    try until { try service.health().code == 0 }
    kill(service.process.processIdentifier, SIGKILL)
    service.process.waitUntilExit()
    let health = try service.health()
    #expect(health.code == 69)
    #expect(health.out.contains("is gone without a word"))
  }

  @Test("a scan leaves word too, for installations with a timer")
  func timer() throws {
    let site = try Site()
    #expect(try site.run("health").code == 69)
    let silent = try site.run("scan", "--settle", "0")
    #expect(silent.out.isEmpty && silent.err.isEmpty && silent.code == 0)
    let health = try site.run("health")
    #expect(health.code == 0)
    #expect(health.out.hasPrefix("well: kontor scan ran "))
    usleep(1_100_000)
    #expect(try site.run("health", "--within", "1s").code == 0)
    usleep(1_000_000)
    #expect(try site.run("health", "--within", "1s").code == 1)
    #expect(try site.run("scan", "--settle", "0", "--json").out.contains("\"event\":\"summary\""))
  }

  @Test("metrics are written to a file that is always whole, and count what was done")
  func metrics() throws {
    let service = try Service("service: { metrics: { file: kontor.prom } }")
    // The second file orders for the customer of the first.
    try service.site.drop("crm/1002-first-order.xml")
    try until { try service.log().contains("verdict=accepted") }
    try service.site.drop("bad/one-bad-record.xml")
    // There is none before the first time.
    let text = {
      String(
        decoding: FileManager.default.contents(atPath: service.site.path + "/kontor.prom") ?? Data(), as: UTF8.self)
    }
    try until { text().contains("kontor_files_total{system=\"crm\",verdict=\"partially-accepted\"} 1\n") }
    #expect(text().contains("\nkontor_records_total{system=\"crm\",verdict=\"rejected\"} 1\n"))
    #expect(text().contains("\nkontor_publication_latency_seconds_count 2\n"))
    #expect(text().contains("/inbox/crm\",role=\"inbox\",system=\"crm\"} 1\n"))
    #expect(text().hasSuffix("\n"))
    let memory = text().split(separator: "\n").first { $0.hasPrefix("process_resident_memory_bytes ") }
    #expect(Double(memory?.split(separator: " ").last ?? "0") ?? 0 > 1_000_000)
    #expect(try service.stop() == 0)
  }

  @Test("a changed configuration is taken while it runs, a wrong one is refused, and what needs a restart says so")
  func reload() throws {
    let service = try Service("environment: production")
    try until { try service.health().code == 0 }
    try service.change("environment: production", "environment: tset")
    try until { try service.log().contains("configuration refused") }
    #expect(try service.log().contains("kontor.yaml:1:14: error: \\\"tset\\\" is no environment"))
    // The old one stays in force, and files are still carried.
    try service.site.drop("crm/1002-first-order.xml")
    try until { try service.log().contains("verdict=accepted") }
    let before = try service.log()
    #expect(!before.contains("environment=test"))
    try service.change("environment: tset", "environment: test")
    try until { try service.log().contains("configuration taken") }
    #expect(try service.site.run("status").out.hasPrefix("TEST: "))
    try until { try service.health().code == 0 }
    try service.change("environment: test", "environment: test\nnode: other")
    kill(service.process.processIdentifier, SIGHUP)
    try until { try service.log().contains("node cannot change while the service runs: it needs a restart") }
    #expect(try service.log().split(separator: "\n").count { $0.contains("configuration refused") } == 2)
    #expect(try service.health().code == 1)
    #expect(try service.stop() == 0)
  }

  @Test("a schema that is spoilt while it runs is refused by its name, and the old one stays")
  func schema() throws {
    let service = try Service()
    try until { try service.health().code == 0 }
    let schema = try String(contentsOfFile: service.site.path + "/xsd/exchange.xsd", encoding: .utf8)
    try service.site.write("<nonsense/>", to: "xsd/exchange.xsd")
    try until { try service.log().contains("configuration refused") }
    #expect(try service.log().contains("exchange.xsd"))
    try service.site.drop("crm/1002-first-order.xml")
    try until { try service.log().contains("verdict=accepted") }
    try service.site.write(schema, to: "xsd/exchange.xsd")
    try until { try service.log().contains("configuration taken") }
    #expect(try service.stop() == 0)
  }

  @Test("a format pack that is spoilt while it runs is refused at its line, and taken once it is right again")
  func pack() throws {
    let service = try Service()
    try until { try service.health().code == 0 }
    let path = "formats/sap-business-one/format.yaml"
    let pack = try String(contentsOfFile: "\(service.site.path)/\(path)", encoding: .utf8)
    try service.site.write(pack.replacing("sides: [erp]", with: "sides: [epr]"), to: path)
    try until { try service.log().contains("configuration refused") }
    #expect(try service.log().contains("format.yaml:5:9: error: \\\"epr\\\" is no side"))
    try service.site.write(pack.replacing("customer-group: \"\"", with: "customer-group: \"100\""), to: path)
    try until { try service.log().contains("configuration taken") }
    try service.site.drop("crm/1002-first-order.xml")
    try until { try service.log().contains("verdict=accepted") }
    let customer = try String(
      contentsOfFile: service.site.path + "/outbox/erp/00000001-Customer-K-20417.xml", encoding: .utf8)
    #expect(customer.contains("<GroupCode>100</GroupCode>"))
    #expect(try service.stop() == 0)
  }

  @Test("when its time to stop is over it gives the file in hand up, and the next start carries it on")
  func stopInTime() throws {
    let service = try Service("service: { stop: 200ms }")
    let generator = Program.package + "/examples/generate-orders.sh"
    let large = try Program.run(program: "/bin/sh", [generator, "4000"], in: service.site.path)
    try service.site.write(large.out, to: "large")
    try FileManager.default.moveItem(
      atPath: service.site.path + "/large", toPath: service.site.path + "/inbox/crm/large.xml")
    let inHand = { try String(contentsOfFile: service.site.path + "/ledger/in-hand", encoding: .utf8) }
    try until { try !inHand().allSatisfy { $0 == " " } }
    let start = ContinuousClock.now
    #expect(try service.stop() == 0)
    #expect(ContinuousClock.now - start < .seconds(20))
    let id = try #require(try service.log().firstMatch(of: #/work given up  id=([0-9A-Z]+) /#)?.output.1)
    #expect(try service.log().contains("service stopped"))
    #expect(try service.site.names(in: "outbox/erp").isEmpty)
    #expect(try service.site.run("show", String(id)).out.contains("received"))
    #expect(try inHand().allSatisfy { $0 == " " })
    let next = try service.site.run("scan", "--settle", "0")
    #expect(next.code == 0)
    #expect(next.out.contains("1 file: 1 accepted"))
  }
}
