import Testing

@testable import Exchange

@Suite("The service's part of a configuration")
struct ServiceReadingTests {
  @Test("without a word everything has its default")
  func standard() throws {
    let configuration = try ConfigurationSample.read()
    #expect(configuration.service == ServiceRule())
    #expect(configuration.service.log == .text)
    #expect(configuration.service.http == nil)
    #expect(configuration.service.stop == .seconds(60))
    #expect(configuration.environment == .production)
  }

  @Test("everything can be said")
  func all() throws {
    let configuration = try ConfigurationSample.read(
      """
      environment: test
      service:
        log: json
        http: 127.0.0.1:9464
        metrics: { file: metrics/kontor.prom }
        stop: 20s
      \(ConfigurationSample.text)
      """)
    #expect(configuration.environment == .test)
    #expect(configuration.service.log == .json)
    #expect(configuration.service.http?.description == "127.0.0.1:9464")
    #expect(configuration.service.metricsFile?.absolute == "/srv/exchange/metrics/kontor.prom")
    #expect(configuration.service.stop == .seconds(20))
  }

  @Test(
    "what cannot be is told with its place",
    arguments: [
      ("environment: tset", "1:14: error: \"tset\" is no environment; did you mean \"test\"?"),
      ("service: { log: xml }", "1:17: error: \"xml\" is no form of a log; expected text or json"),
      ("service: { htpt: x }", "1:12: error: unknown key \"htpt\"; did you mean \"http\"?"),
      (
        "service: { http: \"0.0.0.0:9464\" }",
        "1:18: error: \"0.0.0.0:9464\" is no address that only this machine reaches; use 127.0.0.1:9464, or "
          + "[::1]:9464; let a web server in front of it serve others"
      ),
      ("service: { metrics: {} }", "1:21: error: missing key \"file\"; add it to metrics"),
      (
        "service: { metrics: { file: kontor.txt } }",
        "1:29: error: \"kontor.txt\" would not be read by node exporter; let its name end with .prom"
      ),
      ("service: { stop: 60 }", "1:18: error: expected a duration such as 500ms, 5s, 15m or 2h, found \"60\""),
    ])
  func mistakes(line: String, problem: String) {
    #expect(ConfigurationSample.mistakes(in: "\(line)\n\(ConfigurationSample.text)") == ["kontor.yaml:\(problem)"])
  }

  @Test("metrics lie where no other system reads")
  func metricsFile() throws {
    func problems(_ file: String) throws -> [String] {
      let text = "service: { metrics: { file: \(file) } }\n\(ConfigurationSample.text)"
      return ConfigurationCheck.problems(in: try ConfigurationSample.read(text), folders: false) { _ in .missing }
        .map(\.description).filter { $0.contains("metrics") }
    }
    #expect(
      try problems("outbox/erp/kontor.prom") == [
        "kontor.yaml:1:29: error: metrics would be written into the outbox of \"erp\"; name a file elsewhere"
      ])
    #expect(try problems("inbox/crm/deep/kontor.prom").count == 1)
    #expect(try problems("metrics/kontor.prom").isEmpty)
  }

  @Test("a configuration knows the files that it rests on")
  func files() throws {
    let text = ConfigurationSample.text.replacing(
      "schema: xsd/bo.xsd", with: "schema: xsd/bo.xsd\n    parameters: { tenant: \"file:absent\" }")
    let folder = try TestFolder()
    try folder.file("absent", "x", mode: 0o600)
    let configuration = try ConfigurationSample.read(text, folder: folder.path)
    #expect(
      configuration.files
        == Set(
          ["kontor.yaml", "absent", "xsd/exchange.xsd", "xsd/bo.xsd", "map/customer.xsl", "map/order.xsl"].map {
            folder.path + "/" + $0
          }))
  }
}
