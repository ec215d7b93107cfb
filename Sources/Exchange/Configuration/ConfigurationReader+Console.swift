extension ConfigurationReader {
  enum ConsoleKey: String, CaseIterable {
    case listen
    case users
    case trustedProxy = "trusted-proxy"
    case tls
    case hosts
    case timeZone = "time-zone"
    case language
  }

  enum EncryptionKey: String, CaseIterable {
    case certificate
    case key
  }

  mutating func readConsole(_ node: ConfigurationNode, standard: ConsoleRule) -> ConsoleRule {
    var rule = standard
    rule.place = node.place
    if case .nothing = node.content { return rule }
    let section = section(node, "console", at: node.place, keys: ConsoleKey.self)
    if let listen = text(section[.listen], "an address such as 127.0.0.1:8080") {
      rule.place = listen.place
      if let address = ListeningAddress(listen.value), address.port > 0 {
        rule.listen = address
      } else {
        note(
          listen.place, "\"\(listen.written)\" is no address to listen at",
          "expected an address with a port such as 127.0.0.1:8080, [::1]:8080 or 0.0.0.0:8443")
      }
    }
    rule.users = path(section[.users], "a file") ?? rule.users
    rule.trustedProxies = section[.trustedProxy].map { readProxies($0) } ?? []
    rule.encryption = section[.tls].flatMap { readEncryption($0) }
    rule.hosts = section[.hosts].map { readHosts($0) } ?? []
    rule.timeZone = zone(section[.timeZone], default: rule.timeZone)
    rule.language = choice(section[.language], "language of the console", default: rule.language)
    return rule
  }

  private mutating func readProxies(_ node: ConfigurationNode) -> [AddressRange] {
    texts(node, "an address such as 10.0.0.5 or 10.0.0.0/24").compactMap { text in
      if let range = AddressRange(text.value), range.bits > 0 { return range }
      note(
        text.place, "\"\(text.written)\" is no address of a proxy",
        "expected one such as 10.0.0.5, or a range such as 10.0.0.0/24; a name may lead elsewhere tomorrow")
      return nil
    }
  }

  private mutating func readEncryption(_ node: ConfigurationNode) -> ConsoleRule.Encryption? {
    let section = section(node, "tls", at: node.place, keys: EncryptionKey.self)
    let certificate = path(required(section, .certificate), "a file of PEM")
    let key = path(required(section, .key), "a file of PEM")
    guard let certificate, let key else { return nil }
    return ConsoleRule.Encryption(certificate: certificate, key: key)
  }

  private mutating func readHosts(_ node: ConfigurationNode) -> [String] {
    texts(node, "a name such as kontor.example.com").compactMap { text in
      let isName = text.value.allSatisfy { character in
        character.isASCII && (character.isLetter || character.isNumber || ".-[]:".contains(character))
      }
      if isName, !text.value.isEmpty, text.value.hasPrefix("[") || !text.value.contains(":") {
        return text.value.lowercased()
      }
      note(
        text.place, "\"\(text.written)\" is no name of a host",
        "expected one such as kontor.example.com, without https:// and without a port")
      return nil
    }
  }
}
