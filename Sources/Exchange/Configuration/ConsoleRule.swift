/// Where the console listens, whom it believes, and how it writes.
package struct ConsoleRule: Sendable, Equatable {
  /// Files of PEM: the certificate with those that vouch for it, and its private key.
  package struct Encryption: Sendable, Equatable {
    package var certificate: ConfiguredPath
    package var key: ConfiguredPath

    package init(certificate: ConfiguredPath, key: ConfiguredPath) {
      self.certificate = certificate
      self.key = key
    }
  }

  /// Default: 127.0.0.1:8080.
  package var listen = ListeningAddress.standard
  /// Where it says so in the configuration, for messages.
  package var place = Place.start
  /// Who may log in. Default: `console-users.json` beside the ledger.
  package var users: ConfiguredPath
  /// Whose word for a client's address and encryption is taken (`X-Forwarded-For`, `X-Forwarded-Proto`). Default: nobody's.
  package var trustedProxies: [AddressRange] = []
  /// Nil where the console itself does not encrypt.
  package var encryption: Encryption?
  /// Names by which browsers may ask for the console besides those of the loopback interface, in lower case, without a
  /// port. Asked only where it listens on that interface.
  package var hosts: [String] = []
  /// The zone of the times that it shows. Default: that of schedules.
  package var timeZone: Zone
  /// The language for those who have not chosen one. Default: that of reports.
  package var language: Language

  package init(users: ConfiguredPath, timeZone: Zone = .utc, language: Language = .english) {
    self.users = users
    self.timeZone = timeZone
    self.language = language
  }

  /// Whether others than the people at this machine can come to it.
  package var isOpenToOthers: Bool { !listen.isLoopback || !trustedProxies.isEmpty }

  /// Why it must not listen in this way, in one sentence that says what to do; nil where it may.
  ///
  /// - Parameter hasUsers: whether anybody may log in.
  package func refusal(hasUsers: Bool) -> String? {
    if !listen.isLoopback, encryption == nil, trustedProxies.isEmpty {
      return
        "The console would listen at \(listen), where others reach it, and passwords would cross the network in the "
        + "clear: give it a certificate (console: tls:), or name the proxy in front of it that encrypts (console: "
        + "trusted-proxy:), or let it listen at 127.0.0.1:\(listen.port)."
    }
    if isOpenToOthers, !hasUsers {
      return "The console would be open to others at \(listen), and there are no users who could log in: add one with "
        + "kontor console user add NAME --role admin, or let it listen at 127.0.0.1:\(listen.port) alone."
    }
    return nil
  }
}

extension Configuration {
  /// The console of a configuration that does not speak of it.
  package var standardConsole: ConsoleRule {
    let parts = ledger.written.split(separator: "/", omittingEmptySubsequences: false).dropLast().map { String($0) }
    let written = (parts + [ConsoleRule.usersName]).joined(separator: "/")
    return ConsoleRule(
      users: ConfiguredPath(
        written: written, absolute: ConfiguredPath.absolute(written, from: folder), place: .start),
      timeZone: timeZone, language: language)
  }
}

extension ConsoleRule {
  static let usersName = "console-users.json"
}
