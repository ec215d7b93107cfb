import DropFolder

/// One system as the processor meets it: its configuration, the formats of its files, and the rooms in which it is met.
final class Port {
  let system: System
  let formats: SentFormats
  let inbox: Room<Inbox>?
  let outbox: Room<Outbox>?
  /// Where its acknowledgements go; its outbox, unless the configuration names another folder.
  let acknowledgements: Room<Outbox>?
  /// Where its rejected files and their reports go. Also without an inbox: it may have had one.
  let rejected: Room<Archive>
  /// What it did with its documents; nil where nothing is written for it.
  let receipts: ReceiptWatch?

  /// - Parameter outbox: the room of an outbox by its path, which systems may share.
  init(
    _ system: System, formats: SentFormats, rejected root: String, tenure: Tenure, options: Processor.Options,
    outbox: (String) -> Room<Outbox>
  ) {
    self.system = system
    self.formats = formats
    receipts = system.outbox == nil && system.acknowledge.to == nil ? nil : ReceiptWatch(system, calls: options.calls)
    let calls = options.calls
    inbox = system.inbox.map { path in
      Room(path.absolute, calls: calls) {
        let inbox = try Inbox(
          path: path.absolute, tenure: tenure, policy: Self.policy(system.settle, override: options.settle),
          emptyGrace: options.settle ?? system.settle.empty, rules: NameRules(patterns: system.names),
          order: system.order == .name ? .name : .modified, calls: calls, clock: options.clock)
        for ended in try inbox.tenures() where ended != tenure { try inbox.takeOver(ended) }
        return inbox
      }
    }
    rejected =
      Room("\(root)/\(system.name)", marked: root, calls: calls) {
        let all = try Folder(path: root, calls: calls)
        _ = try all.subfolder(FileName.safe(system.name))
        // An earlier run may have been ended between making that folder and making it durable.
        try all.synchronize()
        return try Archive(path: "\(root)/\(system.name)", layout: .flat, calls: calls)
      }
    self.outbox = system.outbox.map { outbox($0.absolute) }
    acknowledgements = system.acknowledge.to.map { outbox($0.absolute) } ?? self.outbox
  }

  private static func policy(_ rule: SettleRule, override: Duration?) -> SettlePolicy {
    switch rule.proof {
    case .quiet(let time): .quiet(for: override ?? time)
    case .marker(let suffix): .marker(suffix: suffix)
    case .renamedIn: .renameIn
    }
  }

  /// Where documents of a kind for this system are prepared and published.
  func room(for kind: Document.Kind) -> Room<Outbox>? {
    switch kind {
    case .import: outbox
    case .acknowledgement: acknowledgements
    }
  }
}
