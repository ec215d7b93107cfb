import DropFolder
package import Exchange

/// What `status --json` says, and what `status` is written from.
package struct StatusReport: Encodable, Sendable {
  package struct Folder: Encodable, Sendable {
    package var path: String
    /// Why it cannot be used; left out where it can.
    package var fault: String?
    package var files: Int
    package var unfinished: Int

    package init(_ view: FolderView) {
      path = view.path.written
      fault = view.fault
      files = view.files
      unfinished = view.unfinished
    }
  }

  package struct System: Encodable, Sendable {
    package var name: String
    package var inbox: Folder?
    package var outbox: Folder?
    /// Documents that were published and not taken, as far as is known; left out where that is not watched.
    package var standing: Int?
    package var standingSince: Moment?
    package var standingForSeconds: Int64?
  }

  package struct Open: Encodable, Sendable {
    package var state: String
    package var count: Int
    /// When the oldest of them was received.
    package var oldest: Moment
    package var ageInSeconds: Int64
  }

  package struct PassedOver: Encodable, Sendable {
    package var system: String
    package var name: String
    package var reason: String
    package var firstSeen: Moment
  }

  package var environment: String
  /// What the service, or the last scan, left word of.
  package var health: Health
  package var systems: [System]
  /// Where decisions come in; told only where something lies there, or it cannot be used.
  package var desk: Folder
  package var archive: Folder
  package var rejected: Folder
  package var ledger: Folder
  package var open: [Open]
  package var interchanges: [String: Int]
  package var records: [String: Int]
  package var documentsPrepared: Int
  package var documentsWaiting: Int
  package var documentsPublished: Int
  package var documentsInDoubt: Int
  /// Records that wait.
  package var held: Int
  package var heldSince: Moment?
  package var heldForSeconds: Int64?
  /// Business objects with fields that a person has to decide.
  package var inConflict: Int
  /// Files of which something was rejected that is still to be put right.
  package var rejections: Int
  package var rejectionsSince: Moment?
  package var rejectionsForSeconds: Int64?
  package var passedOver: [PassedOver]
  /// Open incidents, by severity.
  package var incidents: [String: Int]

  package init(
    _ configuration: Configuration, counts: LedgerCounts, open interchanges: [Interchange],
    passedOver names: [PassedOverName], incidents: [Incident], standing: [String: OutboxStanding],
    register: FolderRegister, health: Health, now: Timestamp
  ) {
    environment = configuration.environment.rawValue
    self.health = health
    let view = { (path: ConfiguredPath, rules: NameRules?, register: FolderRegister?) in
      Folder(FolderView(path, rules: rules, register: register, reserve: configuration.reserve))
    }
    systems = configuration.systems.map { system in
      System(
        name: system.name,
        inbox: system.inbox.map { view($0, NameRules(patterns: system.names), register) },
        outbox: system.outbox.map { view($0, nil, register) }, standing: standing[system.name]?.count,
        standingSince: standing[system.name]?.since?.moment,
        standingForSeconds: standing[system.name]?.since.map { max(0, now.milliseconds - $0.milliseconds) / 1000 })
    }
    desk = view(configuration.desk, NameRules(), register)
    archive = view(configuration.archive, nil, register)
    rejected = view(configuration.rejected, nil, register)
    var folder = configuration.ledger
    folder.absolute = configuration.ledgerFolder
    ledger = view(folder, nil, nil)
    open = InterchangeState.allCases.compactMap { state in
      let these = interchanges.filter { $0.state == state }
      guard let oldest = these.map(\.receivedAt).min() else { return nil }
      return Open(
        state: state.rawValue, count: these.count, oldest: oldest.moment,
        ageInSeconds: max(0, now.milliseconds - oldest.milliseconds) / 1000)
    }
    self.interchanges = Dictionary(uniqueKeysWithValues: counts.byVerdict.map { ($0.key.rawValue, $0.value) })
    records = Dictionary(uniqueKeysWithValues: counts.byRecordVerdict.map { ($0.key.rawValue, $0.value) })
    documentsPrepared = counts.documentsPrepared
    documentsWaiting = counts.documentsWaiting
    documentsPublished = counts.documentsPublished
    documentsInDoubt = counts.documentsInDoubt
    held = counts.held
    heldSince = counts.heldSince?.moment
    heldForSeconds = counts.heldSince.map { max(0, now.milliseconds - $0.milliseconds) / 1000 }
    inConflict = counts.inConflict
    rejections = counts.rejections
    rejectionsSince = counts.rejectionsSince?.moment
    rejectionsForSeconds = counts.rejectionsSince.map { max(0, now.milliseconds - $0.milliseconds) / 1000 }
    self.incidents = Dictionary(incidents.map { ($0.severity.rawValue, 1) }, uniquingKeysWith: +)
    passedOver = names.map {
      PassedOver(
        system: $0.system, name: $0.name.display, reason: $0.reason, firstSeen: $0.firstSeen.moment)
    }
  }
}
