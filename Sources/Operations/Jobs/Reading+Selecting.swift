import DropFolder
import Exchange

extension Reading {
  /// Finds what a job is to be about. What cannot be done any more is left out and counted.
  ///
  /// - Throws: ``Failure`` where the action does not fit, or there are too many.
  package func selection(_ question: JobQuestion) throws -> JobSelection {
    guard question.isFit else {
      throw Failure(.usage, "\(question.action.rawValue) cannot be done to these")
    }
    var selection = JobSelection(question.action)
    switch question.subject {
    case .interchanges(let ids) where question.action == .resend: try select(sentBy: ids, &selection)
    case .interchanges(let ids): try select(rejected: ids, &selection)
    case .documents(let ids): try select(documents: ids, &selection)
    case .holds(let numbers): try select(holds: numbers, &selection)
    case .rejections(let cause, let filter): try select(cause, filter, &selection)
    case .conflicts(let alike, let answer): try select(conflicts: alike, answer, &selection)
    }
    return selection
  }

  // MARK: - What was rejected

  private func select(rejected ids: [String], _ selection: inout JobSelection) throws {
    var seen: Set<InterchangeID> = []
    for id in Set(ids).sorted() {
      guard let interchange = try ledger.interchange(InterchangeID(id)), interchange.sender != System.desk,
        case let lineage = try Lineage(of: interchange, in: ledger), let open = try lineage.open(in: ledger)
      else {
        selection.gone += 1
        continue
      }
      if seen.insert(open.id).inserted { try add(open, basis: lineage.latest.id, &selection) }
    }
  }

  private func select(
    _ cause: JobQuestion.Cause?, _ filter: OpenRejectionFilter, _ selection: inout JobSelection
  ) throws {
    let keys: [CauseKey?]
    switch cause {
    case nil: keys = [nil]
    case .key(let key): keys = [key]
    case .code(let code): keys = try ledger.openCauses(filter).causes.map(\.key).filter { $0.code == code }
    case .id(let id): keys = try ledger.openCauses(filter).causes.map(\.key).filter { $0.id == id }
    }
    if keys.count == 1 { selection.cause = keys[0] }
    var seen: Set<InterchangeID> = []
    for key in keys { try select(with: key, filter, &seen, &selection) }
  }

  private func select(
    with cause: CauseKey?, _ filter: OpenRejectionFilter, _ seen: inout Set<InterchangeID>,
    _ selection: inout JobSelection
  ) throws {
    var place: RejectionPlace?
    repeat {
      let page = try ledger.openRejections(of: cause, filter, after: place, limit: 500)
      for rejection in page.rejections {
        let interchange = rejection.interchange
        guard interchange.corrects == nil, try ledger.attempts(correcting: interchange.id).isEmpty else {
          let lineage = try Lineage(of: interchange, in: ledger)
          guard let open = try lineage.open(in: ledger), seen.insert(open.id).inserted else { continue }
          try add(open, basis: lineage.latest.id, &selection)
          continue
        }
        if seen.insert(interchange.id).inserted { try add(interchange, basis: interchange.id, &selection) }
      }
      place = page.next
    } while place != nil
  }

  private func add(_ open: Interchange, basis: InterchangeID, _ selection: inout JobSelection) throws {
    let item = try selection.add(.interchange(open.id), basis: selection.action == .reprocess ? basis : nil)
    selection.systems.insert(open.sender)
    guard selection.first.count < JobSelection.mostShown else { return }
    let rejection = try ledger.rejection(of: open.id)
    var issue: Issue?
    if let rejection {
      let causes = try CauseReader(ledger: ledger).causes(of: rejection)
      let meant = causes.first { selection.cause == CauseKey(code: $0.cause.code, shape: $0.cause.path) }
      issue = (meant ?? causes.first)?.found.first
    }
    selection.first.append(
      JobSelection.Thing(
        item: item, name: .text(open.fileName.display), interchange: open.id, systems: [open.sender],
        since: rejection?.since ?? open.receivedAt, issue: issue))
  }

  // MARK: - What was sent

  private func select(sentBy ids: [String], _ selection: inout JobSelection) throws {
    for id in Set(ids).sorted() {
      guard let interchange = try ledger.interchange(InterchangeID(id)), interchange.state == .done,
        case let sent = try ledger.importDocuments(of: interchange.id).filter({ $0.state == .published }),
        !sent.isEmpty
      else {
        selection.gone += 1
        continue
      }
      let item = try selection.add(.interchange(interchange.id))
      selection.systems.formUnion(sent.map(\.system))
      selection.documents += sent.count
      guard selection.first.count < JobSelection.mostShown else { continue }
      selection.first.append(
        JobSelection.Thing(
          item: item, name: .text(interchange.fileName.display), interchange: interchange.id,
          systems: Set(sent.map(\.system)).sorted(), since: interchange.receivedAt, documents: sent.count))
    }
  }

  private func select(documents ids: [String], _ selection: inout JobSelection) throws {
    for id in Set(ids).sorted() {
      guard let document = try ledger.document(id), document.kind == .import, document.state == .published else {
        selection.gone += 1
        continue
      }
      let item = try selection.add(.document(id))
      selection.systems.insert(document.system)
      selection.documents += 1
      guard selection.first.count < JobSelection.mostShown else { continue }
      selection.first.append(
        JobSelection.Thing(
          item: item, name: .text(document.name.display), interchange: document.interchange, systems: [document.system],
          documents: 1))
    }
  }

  // MARK: - What waits

  private func select(holds numbers: [Int64], _ selection: inout JobSelection) throws {
    for number in Set(numbers).sorted() {
      guard let hold = try ledger.hold(number), hold.state == .open else {
        selection.gone += 1
        continue
      }
      let item = try selection.add(.hold(number))
      selection.systems.insert(hold.record.sender)
      guard selection.first.count < JobSelection.mostShown else { continue }
      selection.first.append(
        JobSelection.Thing(
          item: item, name: ThingName(hold), interchange: hold.record.source.interchange, systems: [hold.record.sender],
          since: hold.since))
    }
  }

  // MARK: - What is in conflict

  private func select(
    conflicts alike: String, _ answer: ConflictChoice.Answer, _ selection: inout JobSelection
  ) throws {
    selection.answer = answer
    var last: Int64 = 0
    while case let page = try ledger.entitiesInConflict(after: last, limit: 500), let end = page.last {
      for entity in page {
        let conflicts = try ConflictReport.all(of: entity, in: configuration, ledger)
          .filter { ConflictKind($0).text == alike }
        let choices = conflicts.map { ConflictChoice($0, answer) }.filter { Self.canBeTaken($0) }
        selection.gone += conflicts.count - choices.count
        guard let decision = try choices.decisions(because: nil).first else { continue }
        let item = try selection.add(decision.subject, fields: decision.fields)
        let answered = choices.map(\.conflict)
        selection.systems.formUnion(answered.flatMap(\.values.keys))
        selection.values += answered.flatMap { conflict in
          conflict.values.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        }
        guard selection.first.count < JobSelection.mostShown else { continue }
        selection.first.append(
          JobSelection.Thing(
            item: item, name: ThingName(decision.subject), interchange: nil, systems: [],
            since: answered.map(\.since.timestamp).min(), conflicts: answered))
      }
      last = end.id
    }
  }

  /// Nobody may know which value is the later one, or the system may have none.
  private static func canBeTaken(_ choice: ConflictChoice) -> Bool {
    switch choice.answer {
    case .take(let system): choice.conflict.values[system] != nil
    case .later: choice.conflict.later != nil
    case .value: true
    }
  }
}
