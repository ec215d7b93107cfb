import Testing

@testable import Exchange

@Suite("Configuration: retention")
struct RetentionReadingTests {
  private func read(_ retention: String) throws(ConfigurationError) -> Configuration {
    try Configuration.read(
      Array((ConfigurationSample.text + "\nretention: \(retention)\n").utf8), file: "kontor.yaml", folder: "/k",
      environment: [:])
  }

  @Test("each term is read in days; a year has 366, so that it is never too short")
  func terms() throws {
    let rule = try read("{ compress: 7d, payload: 400d, rejected: 1y, metadata: 10y }").retention
    #expect(rule.compress?.days == 7)
    #expect(rule.payload?.days == 400)
    #expect(rule.rejected?.days == 366)
    #expect(rule.metadata?.days == 3660)
    #expect(rule.metadata?.written == "10y")
  }

  @Test("without the section everything is kept as it came")
  func absent() throws {
    #expect(try read("{}").retention.isEmpty)
    #expect(PruneScope(try read("{ compress: 7d }").retention, at: .now()).isEmpty)
  }

  @Test("a term that is none is refused", arguments: ["7", "0d", "-1d", "7h", "ten", "1000000d"])
  func refused(term: String) {
    #expect(throws: ConfigurationError.self) { try read("{ payload: \(term) }") }
  }

  @Test(
    "what is deleted first can never be compressed",
    arguments: [("{ compress: 30d, payload: 7d }", 1), ("{ compress: 7d, payload: 30d }", 0), ("{ compress: 7d }", 0)])
  func compressing(retention: String, problems: Int) throws {
    let found = ConfigurationCheck.problems(in: try read(retention), folders: false).filter {
      $0.severity == .warning && $0.message.contains("before they are compressed")
    }
    #expect(found.count == problems)
  }

  @Test(
    "metadata is not forgotten ahead of the files that it tells of",
    arguments: [
      ("{ metadata: 10y }", 2), ("{ payload: 400d, metadata: 10y }", 1),
      ("{ payload: 11y, rejected: 1y, metadata: 10y }", 1), ("{ payload: 400d, rejected: 400d, metadata: 400d }", 0),
    ])
  func order(retention: String, problems: Int) throws {
    let configuration = try read(retention)
    let found = ConfigurationCheck.problems(in: configuration, folders: false).filter {
      $0.message.hasPrefix("metadata")
    }
    #expect(found.count == problems)
  }
}
