extension ConfigurationReader {
  enum ServiceKey: String, CaseIterable {
    case log
    case http
    case metrics
    case stop
  }

  enum MetricsKey: String, CaseIterable {
    case file
  }

  mutating func readService(_ node: ConfigurationNode?) -> ServiceRule {
    var rule = ServiceRule()
    guard let node else { return rule }
    let section = section(node, "service", at: node.place, keys: ServiceKey.self)
    rule.log = choice(section[.log], "form of a log", default: rule.log)
    rule.http = loopbackAddress(section[.http])
    rule.stop = duration(section[.stop], default: rule.stop)
    if let metrics = section[.metrics] {
      let keys = self.section(metrics, "metrics", at: metrics.place, keys: MetricsKey.self)
      rule.metricsFile = path(required(keys, .file), "a file")
      if let file = rule.metricsFile, !file.absolute.hasSuffix(".prom") {
        note(file.place, "\"\(file.written)\" would not be read by node exporter", "let its name end with .prom")
      }
    }
    return rule
  }

  /// Who can reach it can read how things stand, and there is no password; so nobody but this machine may.
  private mutating func loopbackAddress(_ node: ConfigurationNode?) -> LoopbackAddress? {
    guard let text = text(node, "an address such as 127.0.0.1:9464") else { return nil }
    guard let address = LoopbackAddress(text.value), address.port > 0 else {
      note(
        text.place, "\"\(text.written)\" is no address that only this machine reaches",
        "use 127.0.0.1:9464, or [::1]:9464; let a web server in front of it serve others")
      return nil
    }
    return address
  }
}
