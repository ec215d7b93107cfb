package import DropFolder

/// What would be forgotten, or is kept although its time is over.
package struct PruneItem {
  package var interchange: Interchange
  package var `class`: RetentionClass
  /// Nil where it is due.
  package var kept: KeepReason?
  /// Bytes of its files, as they lie there.
  package var bytes: Int64
}

/// Goes along the chain of what is done and finds what is to be forgotten. Changes nothing.
package struct PruneWalk {
  private let ledger: any Ledger
  private let judge: PruneJudge
  private let sizes: FiledSizes
  private let isTrial: Bool

  private static let pageSize = 500

  /// - Parameter isTrial: nothing is forgotten meanwhile.
  package init(
    _ configuration: Configuration, ledger: any Ledger, isTrial: Bool, calls: any FileCalls = LinuxFileCalls()
  ) {
    self.ledger = ledger
    self.isTrial = isTrial
    judge = PruneJudge(configuration, ledger: ledger)
    sizes = FiledSizes(configuration, calls: calls)
  }

  /// Class by class, and each from the oldest to the youngest.
  package func forEach(_ scope: PruneScope, _ body: (PruneItem) throws -> Void) throws {
    for kind in scope.classes { try forEach(kind, scope, body) }
  }

  private func forEach(_ kind: RetentionClass, _ scope: PruneScope, _ body: (PruneItem) throws -> Void) throws {
    guard let limit = scope[kind] else { return }
    var last: Int64 = 0
    while case let page = try ledger.closings(after: last, limit: Self.pageSize), let end = page.last {
      for link in page {
        guard let interchange = try ledger.interchange(link.interchange) else { continue }
        if let done = interchange.doneAt, done >= limit.before { return }
        switch try judge.judge(interchange, kind, scope, isTrial: isTrial) {
        case .due: try body(try item(interchange, kind, nil))
        case .kept(let reason): try body(try item(interchange, kind, reason))
        case .later, .nothing: break
        }
      }
      last = end.number
    }
  }

  private func item(_ interchange: Interchange, _ kind: RetentionClass, _ kept: KeepReason?) throws -> PruneItem {
    PruneItem(interchange: interchange, class: kind, kept: kept, bytes: try sizes.bytes(of: interchange, kind))
  }
}

/// How much room filed files take.
private struct FiledSizes {
  private let configuration: Configuration
  private let calls: any FileCalls

  init(_ configuration: Configuration, calls: any FileCalls) {
    self.configuration = configuration
    self.calls = calls
  }

  func bytes(of interchange: Interchange, _ kind: RetentionClass) throws -> Int64 {
    guard let place = interchange.place, let name = place.split(separator: "/").last else { return 0 }
    switch kind {
    case .payload: return try bytes(configuration.archive.absolute, place, kind.suffixes)
    case .rejected:
      let folder = RejectedFolder.path(configuration, of: interchange.sender)
      return try bytes(folder, "\(RejectedFolder.closed.display)/\(name)", kind.suffixes)
        + bytes(folder, String(name), kind.suffixes)
    case .metadata: return 0
    }
  }

  private func bytes(_ root: String, _ place: String, _ suffixes: [String]) throws -> Int64 {
    do {
      guard let (folder, name) = try ArchiveView(path: root, calls: calls).find(place) else { return 0 }
      return try suffixes.reduce(0) { sum, suffix in
        let name = try FileName(name.display + suffix)
        return try sum + (folder.status(of: name)?.size ?? 0) + (folder.status(of: name.compressed)?.size ?? 0)
      }
    } catch let error as FolderError where error.code == .missing {
      return 0
    }
  }
}
