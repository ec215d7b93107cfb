import DropFolder

extension Processor {
  /// Import documents that were published into a system's outbox and lie there still; since when the oldest is decided.
  ///
  /// What lies there under a name that the ledger does not know is somebody else's. Nil where nothing of that kind lies
  /// there, and where the outbox cannot be looked at.
  func standing(inOutboxOf system: String) throws -> Backlog? {
    guard let outbox = ports.first(where: { $0.system.name == system })?.outbox?.opened else { return nil }
    let names: [FileName]
    do throws(FolderError) {
      names = try outbox.folder.entries().map(\.name)
    } catch {
      return nil
    }
    var standing: Backlog?
    for name in names {
      guard let id = try ledger.document(named: name, for: system), let document = try ledger.document(id),
        let decided = try ledger.interchange(document.interchange)?.decidedAt
      else { continue }
      standing = Backlog(count: (standing?.count ?? 0) + 1, since: min(standing?.since ?? decided, decided))
    }
    return standing
  }
}
