import DropFolder

/// One system as the processor meets it: its configuration, its format, and the folders that could be opened.
final class Port {
  let system: System
  let format: CompiledFormat
  let inbox: Inbox?
  let outbox: Outbox?
  /// Where its acknowledgements go; its outbox, unless the configuration names another folder.
  let acknowledgements: Outbox?
  /// Where its rejected files and their reports go.
  let rejected: Archive?

  init(
    _ system: System, format: CompiledFormat, rejected: String, tenure: Tenure, settle: Duration?,
    calls: any FileCalls, clock: any SteadyClock
  ) throws(FolderError) {
    self.system = system
    self.format = format
    if let path = system.inbox?.absolute {
      inbox = try Inbox(
        path: path, tenure: tenure, policy: Self.policy(system.settle, override: settle),
        emptyGrace: settle ?? system.settle.empty, rules: NameRules(patterns: system.names),
        order: system.order == .name ? .name : .modified, calls: calls, clock: clock)
      let root = try Folder(path: rejected, calls: calls)
      _ = try root.subfolder(FileName.safe(system.name))
      // An earlier run may have been ended between making that folder and making it durable.
      try root.synchronize()
      self.rejected = try Archive(path: rejected + "/" + system.name, layout: .flat, calls: calls)
    } else {
      inbox = nil
      self.rejected = nil
    }
    outbox = try system.outbox.map { path throws(FolderError) in
      try Outbox(path: path.absolute, tenure: tenure, calls: calls)
    }
    if let own = system.acknowledge.to {
      acknowledgements = try Outbox(path: own.absolute, tenure: tenure, calls: calls)
    } else {
      acknowledgements = outbox
    }
  }

  private static func policy(_ rule: SettleRule, override: Duration?) -> SettlePolicy {
    switch rule.proof {
    case .quiet(let time): .quiet(for: override ?? time)
    case .marker(let suffix): .marker(suffix: suffix)
    case .renamedIn: .renameIn
    }
  }

  /// Where documents of a kind for this system are prepared and published.
  func room(for kind: Document.Kind) -> Outbox? {
    switch kind {
    case .import: outbox
    case .acknowledgement: acknowledgements
    }
  }

  /// Its outboxes, each once.
  var outboxes: [Outbox] {
    [outbox, acknowledgements === outbox ? nil : acknowledgements].compactMap { $0 }
  }
}
