extension ConfigurationCheck {
  /// Whether the console may listen as it is told to, and finds its files.
  mutating func checkConsole(folders: Bool) {
    guard let rule = configuration.console else { return }
    // A missing file is no error to those commands that would write it.
    let hasUsers = !folders || look(rule.users.absolute).kind == .file
    if let refusal = rule.refusal(hasUsers: hasUsers) { note(rule.place, refusal) }
    checkUsers(rule, folders: folders)
    guard let encryption = rule.encryption else { return }
    checkSecret(encryption.key, "key")
    if look(encryption.certificate.absolute).kind != .file {
      note(
        encryption.certificate.place, "there is no certificate \"\(encryption.certificate.written)\"",
        "name a file of PEM")
    }
  }

  private mutating func checkUsers(_ rule: ConsoleRule, folders: Bool) {
    let path = PathFacts.resolved(rule.users.absolute).split(separator: "/")
    let own = Managed(
      role: .own, title: "", path: rule.users, resolved: path.dropLast(),
      identity: look("/" + path.dropLast().joined(separator: "/")).identity)
    if let other = managed.first(where: { $0.path != configuration.ledger && (own.isSame(as: $0) || own.isInside($0)) })
    {
      note(rule.users.place, "the file of users would lie in \(other.title)", "name a file elsewhere")
    }
    let facts = look(rule.users.absolute)
    if folders, facts.kind == .file, facts.mode & 0o027 != 0 {
      warn(
        rule.users.place,
        "the file of users, \(rule.users.absolute), can be read by everybody, or changed by others: mode 0"
          + String(facts.mode, radix: 8), "chmod 0640 \(rule.users.absolute)")
    }
  }

  private mutating func checkSecret(_ path: ConfiguredPath, _ title: String) {
    let facts = look(path.absolute)
    if facts.kind != .file {
      note(path.place, "there is no \(title) \"\(path.written)\"", "name a file of PEM")
    } else if facts.mode & 0o007 != 0 {
      note(path.place, "everybody may read the \(title) \"\(path.written)\"", "chmod o= \(path.absolute)")
    }
  }
}
