import DropFolder
import Exchange

/// What `status --json` says, and what `status` is written from.
struct StatusReport: Encodable {
  struct Folder: Encodable {
    var path: String
    /// Why it cannot be used; left out where it can.
    var fault: String?
    var files: Int
    var unfinished: Int

    init(_ view: FolderView) {
      path = view.path.written
      fault = view.fault
      files = view.files
      unfinished = view.unfinished
    }
  }

  struct System: Encodable {
    var name: String
    var inbox: Folder?
    var outbox: Folder?
    /// Documents that were published and not taken, as far as is known; left out where that is not watched.
    var standing: Int?
    var standingSince: String?
    var standingForSeconds: Int64?
  }

  struct Open: Encodable {
    var state: String
    var count: Int
    /// When the oldest of them was received.
    var oldest: String
    var ageInSeconds: Int64
  }

  struct PassedOver: Encodable {
    var system: String
    var name: String
    var reason: String
    var firstSeen: String
  }

  var environment: String
  /// What the service, or the last scan, left word of.
  var health: Health
  var systems: [System]
  /// Where decisions come in; told only where something lies there, or it cannot be used.
  var desk: Folder
  var archive: Folder
  var rejected: Folder
  var ledger: Folder
  var open: [Open]
  var interchanges: [String: Int]
  var records: [String: Int]
  var documentsPrepared: Int
  var documentsWaiting: Int
  var documentsPublished: Int
  var documentsInDoubt: Int
  /// Records that wait.
  var held: Int
  var heldSince: String?
  var heldForSeconds: Int64?
  /// Business objects with fields that a person has to decide.
  var inConflict: Int
  /// Files of which something was rejected that is still to be put right.
  var rejections: Int
  var rejectionsSince: String?
  var rejectionsForSeconds: Int64?
  var passedOver: [PassedOver]
  /// Open incidents, by severity.
  var incidents: [String: Int]

  init(
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
        standingSince: standing[system.name]?.since?.description,
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
        state: state.rawValue, count: these.count, oldest: oldest.description,
        ageInSeconds: max(0, now.milliseconds - oldest.milliseconds) / 1000)
    }
    self.interchanges = Dictionary(uniqueKeysWithValues: counts.byVerdict.map { ($0.key.rawValue, $0.value) })
    records = Dictionary(uniqueKeysWithValues: counts.byRecordVerdict.map { ($0.key.rawValue, $0.value) })
    documentsPrepared = counts.documentsPrepared
    documentsWaiting = counts.documentsWaiting
    documentsPublished = counts.documentsPublished
    documentsInDoubt = counts.documentsInDoubt
    held = counts.held
    heldSince = counts.heldSince?.description
    heldForSeconds = counts.heldSince.map { max(0, now.milliseconds - $0.milliseconds) / 1000 }
    inConflict = counts.inConflict
    rejections = counts.rejections
    rejectionsSince = counts.rejectionsSince?.description
    rejectionsForSeconds = counts.rejectionsSince.map { max(0, now.milliseconds - $0.milliseconds) / 1000 }
    self.incidents = Dictionary(incidents.map { ($0.severity.rawValue, 1) }, uniquingKeysWith: +)
    passedOver = names.map {
      PassedOver(
        system: $0.system, name: $0.name.display, reason: $0.reason, firstSeen: $0.firstSeen.description)
    }
  }
}
