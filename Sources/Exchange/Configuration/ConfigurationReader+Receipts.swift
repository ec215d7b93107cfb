/// What a system shows of its documents, and what lies beside them.
extension ConfigurationReader {
  private enum ReceiptKey: String, CaseIterable {
    case taken
    case done
    case error
    case reason
    case doneMark = "done-mark"
    case errorMark = "error-mark"
  }

  mutating func readReceipts(_ node: ConfigurationNode, outbox: ConfiguredPath?) -> ReceiptRule {
    let section = section(node, "receipts", at: node.place, keys: ReceiptKey.self)
    var rule = ReceiptRule()
    rule.place = node.place
    guard let outbox else {
      note(node.place, "receipts of a system without outbox", "nothing is written for it: remove them")
      return rule
    }
    rule.taken = flag(section[.taken], default: true)
    rule.done = section[.done].flatMap { readDone($0, outbox) }
    rule.error = section[.error].flatMap { folder($0, in: outbox) }
    rule.reason = section[.reason].flatMap { suffix($0, ".log") }
    rule.doneMark = section[.doneMark].flatMap { suffix($0, ".done") }
    rule.errorMark = section[.errorMark].flatMap { suffix($0, ".error") }
    if let reason = section[.reason], rule.error == nil {
      note(reason.place, "reason without error", "name the folder beside whose files the reasons lie")
    }
    if let done = rule.done?.folder, let error = rule.error, done.absolute == error.absolute {
      note(error.place, "done and error are the same folder", "what lies there would be both: use two folders")
    }
    if let mark = rule.doneMark, mark == rule.errorMark {
      note(node.place, "done-mark and error-mark are both \"\(mark)\"", "a mark can mean one thing only")
    }
    return rule
  }

  private enum DoneKey: String, CaseIterable {
    case folder
    case means
  }

  private mutating func readDone(_ node: ConfigurationNode, _ outbox: ConfiguredPath) -> ReceiptRule.Done? {
    guard node.isMap else { return folder(node, in: outbox).map { ReceiptRule.Done(folder: $0, means: .imported) } }
    let section = section(node, "done", at: node.place, keys: DoneKey.self)
    let means = choice(section[.means], "meaning of done", default: ReceiptRule.Done.Meaning.imported)
    guard let named = required(section, .folder), let folder = folder(named, in: outbox) else { return nil }
    return ReceiptRule.Done(folder: folder, means: means)
  }

  /// A folder, seen from the outbox.
  private mutating func folder(_ node: ConfigurationNode, in outbox: ConfiguredPath) -> ConfiguredPath? {
    guard var path = path(node, "a folder") else { return nil }
    guard let text = text(node, "a folder") else { return nil }
    path.absolute = ConfiguredPath.absolute(text.value, from: outbox.absolute)
    if path.absolute == outbox.absolute {
      note(path.place, "\"\(path.written)\" is the outbox itself", "name a folder in it, or another one")
      return nil
    }
    // A way out of the outbox begins with a dot as well.
    let first = text.value.split(separator: "/").first { $0 != "." }
    if !text.value.hasPrefix("/"), first?.first == ".", first != ".." {
      note(path.place, "\"\(path.written)\" is hidden in the outbox, where only Kontor writes", "use another name")
      return nil
    }
    return path
  }

  private enum SidecarKey: String, CaseIterable {
    case checksum
    case marker
    case acknowledgements
  }

  mutating func readSidecars(_ node: ConfigurationNode, outbox: ConfiguredPath?, _ receipts: ReceiptRule) -> SidecarRule
  {
    let section = section(node, "sidecars", at: node.place, keys: SidecarKey.self)
    var rule = SidecarRule()
    rule.place = node.place
    rule.checksum = section[.checksum].flatMap { suffix($0, ".sha256") }
    rule.marker = section[.marker].flatMap { suffix($0, ".done") }
    rule.acknowledgements = flag(section[.acknowledgements], default: false)
    if outbox == nil {
      note(node.place, "sidecars of a system without outbox", "nothing is written for it: remove them")
    }
    if section.isMap, section[.checksum] == nil, section[.marker] == nil {
      note(node.place, "sidecars names none", "name a checksum such as .sha256, a marker such as .done, or both")
    }
    if let checksum = rule.checksum, checksum == rule.marker {
      note(node.place, "checksum and marker are both \"\(checksum)\"", "give each a suffix of its own")
    }
    for (_, suffix) in rule.files where suffix == receipts.doneMark || suffix == receipts.errorMark {
      note(
        node.place, "\"\(suffix)\" beside a document would be Kontor's own file and the system's mark",
        "give the one in sidecars another suffix than the one in receipts")
    }
    return rule
  }

  /// What a file's name ends with: a dot, then letters, digits, dashes, underscores.
  private mutating func suffix(_ node: ConfigurationNode, _ example: String) -> String? {
    guard let text = text(node, "a suffix such as \(example)") else { return nil }
    let tail = text.value.dropFirst()
    guard text.value.first == ".", (1...16).contains(tail.count),
      tail.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
    else {
      note(
        text.place, "expected a suffix such as \(example), found \"\(text.written)\"",
        "a dot, then at most 16 letters, digits, - and _ (ASCII)")
      return nil
    }
    return text.value
  }
}
