import DropFolder
package import Exchange

/// What a simulated ledger remembers: a value, so that a transaction works on a copy and a commit is one assignment.
package struct LedgerState: Sendable {
  struct RecordedIssue: Sendable {
    let record: Int?
    let issue: Issue
  }

  /// In the order of receipt.
  package internal(set) var interchanges: [Interchange] = []
  var records: [InterchangeID: [Int: RecordOutcome]] = [:]
  var issues: [InterchangeID: [RecordedIssue]] = [:]
  /// By ordinal.
  var documents: [InterchangeID: [Int: Document]] = [:]
  var documentPlaces: [String: (interchange: InterchangeID, ordinal: Int)] = [:]
  var sequences: [String: Int64] = [:]
  var passedOver: [PassedOverName] = []
  var chain: [Closing] = []
  var folders: [String: FolderMarker] = [:]
  var generation: Int64 = 1
  package internal(set) var memory = EntityRows()
  package internal(set) var rejections = RejectionRows()
  package internal(set) var incidents = IncidentRows()
  /// Documents that wait or waited, by id.
  var waits: [String: Wait] = [:]
  var pauses: [String: FlowPause] = [:]
  /// Published documents and what is to come in their place.
  var takeBacks: [String: String] = [:]
  package internal(set) var receipts = ReceiptRows()
  package internal(set) var prunings: [InterchangeID: [Pruning]] = [:]
  package internal(set) var erasures = ErasureRows()
  package internal(set) var housekeeping: [HousekeepingTask: HousekeepingProgress] = [:]

  package init() {}

  // MARK: - Asking

  package func interchange(_ id: InterchangeID) -> Interchange? {
    interchanges.first { $0.id == id }
  }

  /// In the order of publication.
  package func documents(of id: InterchangeID, kind: Document.Kind) -> [Document] {
    (documents[id] ?? [:]).values.filter { $0.kind == kind }.sorted { $0.precedes($1) }
  }

  func issues(of id: InterchangeID) -> [Issue] {
    (issues[id] ?? []).filter { $0.record == nil }.map(\.issue)
  }

  /// The first interchange of a sender with a content that is no repeat, does not wait and was not rejected.
  func original(of id: InterchangeID, sender: String, sha256: String) -> InterchangeID? {
    interchanges.first {
      $0.sender == sender && $0.sha256 == sha256 && $0.repeats == nil && $0.state != .waiting
        && $0.verdict != .rejected && $0.id != id
    }?.id
  }

  func forEachRecord(
    of id: InterchangeID, exceptions: Bool, _ body: (RecordOutcome, [Issue], [Document]) throws -> Void
  ) throws {
    let issues = Dictionary(grouping: issues[id] ?? []) { $0.record }
    var carriers: [Int: [Document]] = [:]
    for document in (documents[id] ?? [:]).values {
      for position in document.records.map(Array.init) ?? [] { carriers[position, default: []].append(document) }
    }
    for record in (records[id] ?? [:]).values.sorted(by: { $0.position < $1.position }) {
      let own = (issues[record.position] ?? []).map(\.issue)
      if exceptions, record.verdict == .accepted, own.isEmpty { continue }
      let documents = (carriers[record.position] ?? []).filter { $0.entity == record.entity }
        .sorted { ($0.records?.lowerBound ?? 0, $0.ordinal) < ($1.records?.lowerBound ?? 0, $1.ordinal) }
      try body(record, own, documents)
    }
  }

  func interchanges(from sender: String, controlNumber: String) -> [Interchange] {
    interchanges.filter {
      $0.sender == sender && $0.envelope.controlNumber == controlNumber && $0.repeats == nil
    }
  }

  /// Newest first.
  func matching(_ filter: InterchangeFilter) -> [Interchange] {
    let found = interchanges.reversed().filter { interchange in
      (filter.sender == nil || interchange.sender == filter.sender)
        && (filter.verdict == nil || interchange.verdict == filter.verdict)
        && (filter.state == nil || interchange.state == filter.state)
        && (filter.since.map { interchange.receivedAt >= $0 } ?? true)
        && (filter.until.map { interchange.receivedAt < $0 } ?? true)
        && (filter.rejection == nil || rejections.rejection(of: interchange.id)?.state == filter.rejection)
        && (filter.name.map { NamePattern($0).matches(interchange.fileName) } ?? true)
        && interchange.mentions(filter.text ?? "") && holds(filter, in: interchange.id)
    }
    return Array(found.prefix(max(0, filter.limit)))
  }

  func counts() -> LedgerCounts {
    var counts = LedgerCounts()
    for interchange in interchanges {
      counts.byState[interchange.state, default: 0] += 1
      guard let verdict = interchange.verdict else { continue }
      counts.byVerdict[verdict, default: 0] += 1
      for verdict in RecordVerdict.allCases where interchange.totals[verdict] > 0 {
        counts.byRecordVerdict[verdict, default: 0] += interchange.totals[verdict]
      }
    }
    for document in documents.values.flatMap(\.values) {
      switch document.state {
      case .prepared: counts.documentsPrepared += 1
      case .published: counts.documentsPublished += 1
      case .inDoubt: counts.documentsInDoubt += 1
      case .waiting: counts.documentsWaiting += 1
      case .superseded: break
      }
    }
    counts.passedOver = passedOver.count
    counts.held = memory.openHolds.count
    counts.heldSince = memory.openHolds.map(\.since).min()
    let open = rejections.all.filter { $0.state == .open }
    counts.rejections = open.count
    counts.rejectionsSince = open.map(\.since).min()
    counts.inConflict = memory.entities(after: 0, limit: .max) { !$0.conflicts.isEmpty }.count
    return counts
  }
}

extension Document {
  func precedes(_ other: Document) -> Bool {
    (publicationOrder, ordinal) < (other.publicationOrder, other.ordinal)
  }
}

extension Interchange {
  fileprivate func mentions(_ text: String) -> Bool {
    if text.isEmpty { return true }
    let lower = text.lowercased()
    let name = String(decoding: fileName.bytes, as: UTF8.self).lowercased()
    return id.text.contains(text.uppercased()) || name.contains(lower) || sha256.hasPrefix(lower)
      || envelope.controlNumber?.lowercased().contains(lower) == true
  }
}
