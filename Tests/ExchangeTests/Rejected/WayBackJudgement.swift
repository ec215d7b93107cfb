import DropFolder
import Exchange
import Simulated

/// What must hold after each history. It goes by what was dropped, by what the ERP got and by the rows of the ledger, and
/// draws its conclusions itself.
struct WayBackJudgement {
  let history: WayBackHistory
  let site: any HistorySite
  let interchanges: [Interchange]
  let rejections: [InterchangeID: Rejection]
  let settlements: [InterchangeID: [Settlement]]
  let records: [InterchangeID: [Int: RecordOutcome]]
  /// Import documents by their names.
  let documents: [FileName: Document]
  /// What the interchanges told of orders, by their positions.
  let told: [InterchangeID: [Int: ToldOrder]]
  /// Where the records of each interchange stand in the order of the sender: at the first attempt.
  let places: [InterchangeID: Int]

  init(_ history: WayBackHistory) throws {
    self.history = history
    let site = history.site
    self.site = site
    var rejections: [InterchangeID: Rejection] = [:]
    var settlements: [InterchangeID: [Settlement]] = [:]
    var records: [InterchangeID: [Int: RecordOutcome]] = [:]
    var documents: [FileName: Document] = [:]
    var told: [InterchangeID: [Int: ToldOrder]] = [:]
    interchanges = try site.withLedger { ledger in
      let all = try allInterchanges(in: ledger)
      for interchange in all {
        let id = interchange.id
        rejections[id] = try ledger.rejection(of: id)
        settlements[id] = try ledger.settlements(of: id)
        try ledger.forEachRecord(of: id, exceptions: false) { record, _, _ in
          records[id, default: [:]][record.position] = record
        }
        for document in try ledger.documents(of: id, kind: .import, after: nil, limit: .max)
        where document.system == "erp" {
          documents[document.name] = document
        }
        told[id] = Self.source(of: interchange, site).map { ToldOrder.all(in: String(decoding: $0, as: UTF8.self)) }
      }
      return all
    }
    (self.rejections, self.settlements, self.records, self.documents) = (rejections, settlements, records, documents)
    self.told = told
    let order = Dictionary(uniqueKeysWithValues: interchanges.enumerated().map { ($1.id, $0) })
    let corrects = Dictionary(uniqueKeysWithValues: interchanges.map { ($0.id, $0.corrects) })
    var places: [InterchangeID: Int] = [:]
    for interchange in interchanges {
      var first = interchange.id
      for _ in interchanges { first = (corrects[first] ?? nil) ?? first }
      places[interchange.id] = order[first]
    }
    self.places = places
  }

  func violations() throws -> [String] {
    try accountViolations() + rejectionViolations() + recognitionViolations() + settlementViolations()
      + deliveryViolations() + decisionViolations() + folderViolations() + verification()
  }

  /// The file of an interchange, from where it lies.
  private static func source(of interchange: Interchange, _ site: any HistorySite) -> [UInt8]? {
    guard let place = interchange.place else { return nil }
    guard interchange.verdict == .rejected else {
      return site.bytes(of: "\(site.configuration.archive.absolute)/\(place)")
    }
    let folder = "\(site.configuration.rejected.absolute)/\(interchange.sender)"
    return site.bytes(of: "\(folder)/\(place)") ?? site.bytes(of: "\(folder)/closed/\(place)")
  }

  // MARK: - The account

  /// All is done, all that was dropped lies somewhere, and sums agree.
  private func accountViolations() -> [String] {
    var found: [String] = []
    for interchange in interchanges {
      if interchange.state != .done { found.append("\(interchange.id) is still \(interchange.state.rawValue)") }
      let source = Self.source(of: interchange, site)
      if source.map(WayBackHistory.sha256) != interchange.sha256 {
        found.append("the file of \(interchange.id) is not at its place")
      }
      let counted = Dictionary(grouping: (records[interchange.id] ?? [:]).values, by: \.verdict).mapValues(\.count)
      let isTold = RecordVerdict.allCases.allSatisfy { interchange.totals[$0] == counted[$0] ?? 0 }
      if !interchange.totals.agree || !isTold { found.append("the sums of \(interchange.id) do not agree") }
    }
    for (name, system, bytes) in history.dropped {
      let hash = WayBackHistory.sha256(bytes)
      let count = interchanges.count { $0.fileName == name && $0.sender == system && $0.sha256 == hash }
      let dropped = history.dropped.count { $0.name == name && $0.system == system && $0.bytes == bytes }
      // An attempt that a person hands in keeps the name, and may have the same content.
      let attempts = interchanges.count { $0.fileName == name && $0.sha256 == hash && $0.handedIn != nil }
      if count != dropped + attempts {
        found.append("\(name.display) was dropped \(dropped) times and taken in \(count)")
      }
    }
    return found
  }

  private func rejectionViolations() -> [String] {
    var found: [String] = []
    for interchange in interchanges {
      let id = interchange.id
      let rejected = interchange.totals[.rejected]
      let isExpected = interchange.sender != System.desk && (rejected > 0 || interchange.verdict == .rejected)
      guard let rejection = rejections[id] else {
        if isExpected { found.append("\(id) has no rejection") }
        continue
      }
      let settled = settlements[id] ?? []
      if !isExpected { found.append("\(id) has a rejection") }
      if rejection.count != max(1, rejected) || rejection.open != rejection.count - settled.count {
        found.append("the rejection of \(id) has \(rejection.open) of \(rejection.count) open after \(settled.count)")
      }
      if Set(settled.map(\.position)).count != settled.count { found.append("something of \(id) was settled twice") }
      if (rejection.state == .open) != (rejection.open > 0)
        || (rejection.open == 0 && rejection.state != settled.last?.state)
      {
        found.append("the rejection of \(id) is \(rejection.state.rawValue) with \(rejection.open) open")
      }
    }
    for interchange in interchanges {
      guard let corrects = interchange.corrects else { continue }
      guard let earlier = interchanges.first(where: { $0.id == corrects }), earlier.sender == interchange.sender,
        earlier.receivedAt <= interchange.receivedAt,
        interchanges.contains(where: { places[$0.id] == places[corrects] && rejections[$0.id] != nil })
      else {
        found.append("\(interchange.id) puts \(corrects) right, which nothing is wrong with")
        continue
      }
    }
    return found
  }

  /// What a file was recognised by must be so.
  private func recognitionViolations() -> [String] {
    interchanges.compactMap { interchange in
      guard let corrects = interchange.corrects, let recognition = interchange.recognition,
        let earlier = interchanges.first(where: { $0.id == corrects })
      else { return nil }
      let lineage = interchanges.filter { places[$0.id] == places[corrects] && $0.id != interchange.id }
      let number = interchange.envelope.controlNumber
      let isSo =
        switch recognition {
        case .controlNumber: lineage.contains { $0.envelope.controlNumber == number }
        case .marker:
          lineage.contains { attempt in
            let text = Self.source(of: interchange, site).map { String(decoding: $0, as: UTF8.self) } ?? ""
            return text.contains("<?kontor-reject \(attempt.id)?>")
          }
        case .name:
          lineage.contains { interchange.fileName.display.hasPrefix("\($0.id)-") }
            || earlier.fileName == interchange.fileName && (number == nil || earlier.envelope.controlNumber == nil)
        case .content: lineage.contains { $0.sha256 == interchange.sha256 }
        case .handedIn: interchange.handedIn != nil
        }
      return isSo ? nil : "\(interchange.id) was taken for a correction of \(corrects) by its \(recognition.rawValue)"
    }
  }

  // MARK: - What was put right

  private func settlementViolations() -> [String] {
    var found: [String] = []
    for interchange in interchanges {
      let id = interchange.id
      for settlement in settlements[id] ?? [] {
        guard let by = interchanges.first(where: { $0.id == settlement.by }) else { continue }
        if settlement.state != .discarded, by.sender != interchange.sender {
          found.append("\(by.sender) settled what was rejected of \(interchange.sender), \(id)")
        }
        if let position = settlement.position, let other = settlement.byPosition, settlement.state != .discarded,
          by.corrects != id, let wrong = version(id, position), let right = version(by.id, other),
          right.changed < wrong.changed
        {
          found.append("\(id) record \(position) was settled by an older version, \(by.id) record \(other)")
        }
        // What puts an older file right says nothing of a newer one.
        if settlement.byPosition != nil, settlement.state != .discarded, let wrong = places[id],
          let right = places[by.id], right < wrong
        {
          found.append("\(id) was settled by what puts an older file right, \(by.id)")
        }
      }
      guard let rejection = rejections[id], rejection.state == .open else { continue }
      if interchange.totals[.rejected] == 0 {
        let right = interchanges.first { $0.corrects == id && $0.verdict == .accepted }
        if let right { found.append("the rejection of \(id) is open after \(right.id) put it right") }
      }
      let settled = Set((settlements[id] ?? []).map(\.position))
      for (position, record) in records[id] ?? [:] where record.verdict == .rejected && !settled.contains(position) {
        guard let wrong = version(id, position) else { continue }
        for later in interchanges
        where (later.decidedAt ?? later.receivedAt) > (interchange.decidedAt ?? .init(milliseconds: 0)) {
          for (other, right) in records[later.id] ?? [:]
          where later.sender == interchange.sender && right.key == record.key && right.entity == record.entity
            && [.accepted, .unchanged].contains(right.verdict)
            && version(later.id, other).map({ !($0 < wrong) }) ?? false
            && places[later.id] ?? 0 >= places[id] ?? 0
          {
            found.append("\(id) record \(position) is open after \(later.id) record \(other) put it right")
          }
        }
      }
    }
    return found
  }

  // MARK: - What the ERP got

  /// A version of an order by the order of its sender.
  private struct Version: Comparable {
    let changed: Int
    let place: Int

    static func < (left: Version, right: Version) -> Bool {
      (left.changed, left.place) < (right.changed, right.place)
    }
  }

  private func version(_ id: InterchangeID, _ position: Int) -> Version? {
    guard let order = told[id]?[position], let place = places[id] else { return nil }
    return Version(changed: order.changed, place: place)
  }

  private func deliveryViolations() -> [String] {
    var found: [String] = []
    var offers: [FileName: Int] = [:]
    var names: [Int: Set<FileName>] = [:]
    var last: [String: (version: Version, quantity: Int)] = [:]
    for taken in site.taken where !taken.name.display.hasSuffix(".ack.xml") {
      offers[taken.name, default: 0] += 1
      guard offers[taken.name] == 1 else { continue }
      guard let document = documents[taken.name], document.sha256 == WayBackHistory.sha256(taken.bytes) else {
        found.append("\(taken.name.display) is not what was decided")
        continue
      }
      if document.entity != "Order" { continue }
      let original = document.resends.flatMap { id in documents.values.first { $0.id == id } } ?? document
      guard let position = original.records?.lowerBound, let order = told[original.interchange]?[position],
        let version = version(original.interchange, position)
      else {
        found.append("\(taken.name.display) is of no record")
        continue
      }
      if !String(decoding: taken.bytes, as: UTF8.self).contains("<Quantity>\(order.quantity)<") {
        found.append("\(taken.name.display) is not of \(order)")
      }
      let before = last[order.id]
      if document.resends == nil {
        names[order.quantity, default: []].insert(taken.name)
        if let before, !(before.version < version) {
          found.append("\(taken.name.display), \(order), overwrites a newer version, of \(before.quantity)")
        }
      } else {
        if !taken.name.display.contains(".resend-") {
          found.append("\(taken.name.display) does not say it is sent again")
        }
        if let before, before.version != version { found.append("\(taken.name.display) takes back a newer version") }
      }
      if before.map({ $0.version < version }) ?? true { last[order.id] = (version, order.quantity) }
    }
    for (name, count) in offers where count > 1 + site.excuses[name, default: 0] {
      found.append("\(name.display) came \(count) times")
    }
    for (quantity, names) in names where names.count > 1 { found.append("the order of \(quantity) came as \(names)") }
    for name in documents.keys where offers[name] == nil { found.append("\(name.display) never came") }
    return found + newestViolations(last.mapValues(\.quantity))
  }

  /// Of each order the ERP has the newest version that was right.
  private func newestViolations(_ last: [String: Int]) -> [String] {
    var newest: [String: (version: Version, order: ToldOrder)] = [:]
    for interchange in interchanges where interchange.repeats == nil {
      for (position, order) in told[interchange.id] ?? [:] {
        guard let record = records[interchange.id]?[position], record.verdict != .rejected, order.currency == "EUR",
          let version = version(interchange.id, position)
        else { continue }
        if newest[order.id].map({ $0.version < version }) ?? true { newest[order.id] = (version, order) }
      }
    }
    return newest.values.filter { last[$0.order.id] != $0.order.quantity }
      .map { "the ERP has \(last[$0.order.id] ?? 0) of \($0.order.id), and not \($0.order)" }
  }

  // MARK: - What people decided

  private func decisionViolations() -> [String] {
    interchanges.filter { history.outdated.contains($0.fileName) && $0.verdict != .rejected }
      .map { "\($0.fileName.display) was carried out on an outdated attempt" }
  }

  // MARK: - Folders

  private func folderViolations() -> [String] {
    var found: [String] = []
    let root = site.configuration.folder
    let hidden =
      ["inbox/crm", "inbox/erp", "desk"].map { "\($0)/.claimed/main.1" }
      + ["outbox/crm", "outbox/erp"].map { "\($0)/.prepared/main.1" }
      + ["archive/.incoming", "rejected/crm/.incoming", "rejected/erp/.incoming"]
    for folder in hidden + ["inbox/crm", "inbox/erp", "desk"] {
      let left = site.names(in: "\(root)/\(folder)").filter {
        hidden.contains(folder) || $0.bytes.first != UInt8(ascii: ".")
      }
      if !left.isEmpty { found.append("left in \(folder): \(left.map(\.display))") }
    }
    for sender in ["crm", "erp"] {
      var wanted: [Bool: Set<String>] = [true: [], false: []]
      for interchange in interchanges where interchange.sender == sender {
        guard let rejection = rejections[interchange.id] else { continue }
        let suffixes = interchange.verdict == .partiallyAccepted ? [] : [".jsonl"]
        let names = (["", ".report.txt", ".report.html"] + suffixes).map { interchange.filedName.display + $0 }
        wanted[rejection.state == .open]?.formUnion(names)
      }
      if wanted[false] != [] { wanted[true]?.insert("closed") }
      for (isOpen, names) in wanted {
        let folder = "\(root)/rejected/\(sender)\(isOpen ? "" : "/closed")"
        let seen = Set(site.names(in: folder).map(\.display).filter { !$0.hasPrefix(".") })
        if seen != names { found.append("\(folder) has, or has not: \(seen.symmetricDifference(names).sorted())") }
      }
    }
    return found
  }

  /// As `kontor verify` does it.
  private func verification() throws -> [String] {
    try site.withLedger { ledger in
      var found: [String] = []
      _ = try Verification(site.configuration, ledger: ledger, calls: site.calls) { finding in
        if finding.severity == .error { found.append("kontor verify: \(finding.subject): \(finding.message)") }
      }.run()
      return found
    }
  }
}
