package import DropFolder

/// A folder of the configuration that can be asked what it promises.
package struct ExaminedFolder: Sendable {
  /// Nil for what belongs to no system.
  package let system: String?
  /// `inbox`, `outbox`, `acknowledgements`, `desk`, `archive`, `rejected`, `ledger`.
  package let title: String
  package let role: FolderRole
  /// As the configuration has it; of the ledger, its file.
  package let written: ConfiguredPath
  /// Absolute.
  package let path: String
  /// How its files settle; for inboxes only.
  package let settle: SettleRule?
}

extension Configuration {
  /// The folders of one system, or of all and Kontor's own; each path once. Looks at no disk.
  package func examinedFolders(of only: System? = nil) -> [ExaminedFolder] {
    var folders: [ExaminedFolder] = []
    func add(
      _ system: String?, _ title: String, _ role: FolderRole, _ path: ConfiguredPath?, _ settle: SettleRule? = nil
    ) {
      guard let path, !folders.contains(where: { $0.path == path.absolute && $0.role == role && $0.system == system })
      else { return }
      folders.append(
        ExaminedFolder(
          system: system, title: title, role: role, written: path,
          path: role == .ledger ? ledgerFolder : path.absolute, settle: settle))
    }
    for system in only.map({ [$0] }) ?? systems {
      add(system.name, "inbox", .inbox, system.inbox, system.settle)
      add(system.name, "outbox", .outbox, system.outbox)
      add(system.name, "acknowledgements", .outbox, system.acknowledge.to)
    }
    if only == nil {
      add(nil, "desk", .inbox, desk)
      add(nil, "archive", .store, archive)
      add(nil, "rejected", .store, rejected)
      add(nil, "ledger", .ledger, ledger)
    }
    return folders
  }
}
