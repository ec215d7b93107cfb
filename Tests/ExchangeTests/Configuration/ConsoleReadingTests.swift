import Testing

@testable import Exchange

@Suite("The console's part of a configuration")
struct ConsoleReadingTests {
  private func console(_ lines: String) throws -> ConsoleRule {
    try #require(try ConfigurationSample.read("\(lines)\n\(ConfigurationSample.text)").console)
  }

  @Test("without a word there is none; with one it listens to this machine alone")
  func standard() throws {
    #expect(try ConfigurationSample.read().console == nil)
    let rule = try console("language: de\ntime-zone: Europe/Berlin\nconsole: {}")
    #expect(rule.listen == .standard && rule.listen.description == "127.0.0.1:8080" && rule.listen.isLoopback)
    #expect(rule.users.absolute == "/srv/exchange/ledger/console-users.json")
    #expect(rule.trustedProxies.isEmpty && rule.encryption == nil && rule.hosts.isEmpty)
    #expect(rule.language == .german && rule.timeZone.name == "Europe/Berlin")
    #expect(try ConfigurationSample.read().standardConsole.users.absolute == rule.users.absolute)
  }

  @Test("everything can be said")
  func all() throws {
    let rule = try console(
      """
      console:
        listen: 0.0.0.0:8443
        users: users.json
        trusted-proxy: [10.0.0.5, "2001:db8::/32"]
        tls: { certificate: tls/kontor.pem, key: tls/kontor.key }
        hosts: [Kontor.example.com]
        time-zone: Europe/Berlin
        language: de
      """)
    #expect(rule.listen.description == "0.0.0.0:8443" && !rule.listen.isLoopback)
    #expect(rule.users.absolute == "/srv/exchange/users.json")
    #expect(rule.trustedProxies.map(\.description) == ["10.0.0.5", "2001:db8::/32"])
    #expect(rule.encryption?.certificate.absolute == "/srv/exchange/tls/kontor.pem")
    #expect(rule.encryption?.key.absolute == "/srv/exchange/tls/kontor.key")
    #expect(rule.hosts == ["kontor.example.com"] && rule.timeZone.name == "Europe/Berlin" && rule.language == .german)
  }

  @Test(
    "what cannot be is told with its place",
    arguments: [
      ("console: { lisen: x }", "1:12: error: unknown key \"lisen\"; did you mean \"listen\"?"),
      ("console: { usres: x }", "1:12: error: unknown key \"usres\"; did you mean \"users\"?"),
      (
        "console: { listen: 8080 }",
        "1:20: error: \"8080\" is no address to listen at; expected an address with a port such as 127.0.0.1:8080, "
          + "[::1]:8080 or 0.0.0.0:8443"
      ),
      (
        "console: { trusted-proxy: proxy.example.com }",
        "1:27: error: \"proxy.example.com\" is no address of a proxy; expected one such as 10.0.0.5, or a range such as "
          + "10.0.0.0/24; a name may lead elsewhere tomorrow"
      ),
      (
        "console: { trusted-proxy: [0.0.0.0/0] }",
        "1:28: error: \"0.0.0.0/0\" is no address of a proxy; expected one such as 10.0.0.5, or a range such as "
          + "10.0.0.0/24; a name may lead elsewhere tomorrow"
      ),
      ("console: { tls: { certificate: a.pem } }", "1:17: error: missing key \"key\"; add it to tls"),
      (
        "console: { hosts: \"https://kontor.example.com\" }",
        "1:19: error: \"https://kontor.example.com\" is no name of a host; expected one such as kontor.example.com, "
          + "without https:// and without a port"
      ),
      (
        "console: { time-zone: Europe/Berln }",
        "1:23: error: there is no time zone \"Europe/Berln\"; did you mean \"Europe/Berlin\"?"
      ),
      ("console: { language: fr }", "1:22: error: \"fr\" is no language of the console; expected en or de"),
    ])
  func mistakes(line: String, problem: String) {
    #expect(ConfigurationSample.mistakes(in: "\(line)\n\(ConfigurationSample.text)") == ["kontor.yaml:\(problem)"])
  }

  // MARK: - Who may reach it

  /// What the check says of a console, where its files are or are not there.
  private func problems(_ console: String, folders: Bool = true, files: [String: UInt32] = [:]) throws -> [String] {
    let configuration = try ConfigurationSample.read("console: \(console)\n\(ConfigurationSample.text)")
    return ConfigurationCheck.problems(in: configuration, folders: folders) { path in
      let isFile = files[path] != nil || path.hasSuffix(".sqlite")
      let mode = files[path] ?? 0o750
      if !isFile, [".json", ".pem", ".key"].contains(where: path.hasSuffix) { return .missing }
      return PathFacts(
        kind: isFile ? .file : .folder, isReadable: true, isWritable: true, mode: mode, owner: 0, identity: [])
    }.filter { $0.line == 1 }.map(\.description)
  }

  private let users: [String: UInt32] = ["/srv/exchange/ledger/console-users.json": 0o640]

  @Test("beyond the loopback interface, in the clear: one sentence says what to do")
  func clear() throws {
    #expect(
      try problems("{ listen: \"0.0.0.0:8080\" }", files: users) == [
        "kontor.yaml:1:20: error: The console would listen at 0.0.0.0:8080, where others reach it, and passwords would cross "
          + "the network in the clear: give it a certificate (console: tls:), or name the proxy in front of it that encrypts "
          + "(console: trusted-proxy:), or let it listen at 127.0.0.1:8080."
      ])
    // Also for the program that does not look at folders.
    #expect(try problems("{ listen: \"[::]:8080\" }", folders: false).count == 1)
  }

  @Test(
    "open to others, without users: one sentence says what to do",
    arguments: ["{ trusted-proxy: 10.0.0.5 }", "{ listen: \"0.0.0.0:8080\", trusted-proxy: 10.0.0.5 }"])
  func nobody(console: String) throws {
    let found = try problems(console)
    #expect(
      found.count == 1 && found[0].contains("there are no users who could log in: add one with kontor console user add")
    )
    // The command that adds the first user must not be kept from it.
    #expect(try problems(console, folders: false) == [])
    #expect(try problems(console, files: users) == [])
  }

  @Test(
    "at this machine alone neither is needed",
    arguments: ["{}", "{ listen: \"[::1]:8080\" }", "{ listen: localhost:9000 }"])
  func alone(console: String) throws {
    #expect(try problems(console) == [])
  }

  @Test("its files are where nobody else looks, and not for everybody to read")
  func files() throws {
    let tls = "{ listen: \"0.0.0.0:8443\", tls: { certificate: a.pem, key: a.key } }"
    #expect(
      try problems(tls, files: users.merging(["/srv/exchange/a.pem": 0o644, "/srv/exchange/a.key": 0o640]) { $1 }) == []
    )
    let found = try problems(tls, files: users.merging(["/srv/exchange/a.key": 0o644]) { $1 })
    #expect(found.count == 2)
    #expect(
      found.contains { $0.hasSuffix("error: everybody may read the key \"a.key\"; chmod o= /srv/exchange/a.key") })
    #expect(found.contains { $0.hasSuffix("error: there is no certificate \"a.pem\"; name a file of PEM") })
    #expect(
      try problems("{ users: inbox/crm/users.json }").first?.contains("would lie in the inbox of \"crm\"") == true)
    let open = try problems("{}", files: ["/srv/exchange/ledger/console-users.json": 0o644])
    #expect(
      open.count == 1 && open[0].contains("warning")
        && open[0].hasSuffix("chmod 0640 /srv/exchange/ledger/console-users.json"))
  }
}
