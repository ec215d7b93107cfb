package import Exchange

extension SimulatedLedger {
  package func lastArrival() throws(LedgerError) -> Int64 { try ask { Int64($0.interchanges.count) } }

  package func arrivals(from sender: String, after number: Int64, limit: Int) throws(LedgerError) -> [ArrivedFile] {
    try ask { state in
      let arrived = state.interchanges.enumerated().filter { $0.element.sender == sender && $0.offset >= number }
      return arrived.prefix(max(0, limit)).map { offset, file in
        ArrivedFile(
          number: Int64(offset + 1), interchange: file.id, name: file.fileName, at: file.receivedAt,
          isDecided: file.verdict != nil, isRepeat: file.repeats != nil)
      }
    }
  }

  package func hasRecord(of kinds: [Entity], in interchange: InterchangeID) throws(LedgerError) -> Bool {
    try ask { state in
      (state.records[interchange] ?? [:]).values.contains { record in
        kinds.contains { $0.rawValue == record.entity }
      }
    }
  }

  package func oddities(after number: Int64, limit: Int) throws(LedgerError) -> [Oddity] {
    try ask { Array($0.incidents.oddities.filter { $0.number > number }.prefix(max(0, limit))) }
  }

  package func lastOddity() throws(LedgerError) -> Int64 { try ask { $0.incidents.oddities.last?.number ?? 0 } }

  package func numberBelow(_ interchange: InterchangeID) throws(LedgerError) -> Int64? {
    try ask { state in
      guard let place = state.interchanges.firstIndex(where: { $0.id == interchange }),
        let own = state.interchanges[place].number
      else { return nil }
      return state.interchanges[..<place]
        .filter { $0.sender == state.interchanges[place].sender && $0.verdict != nil && $0.verdict != .rejected }
        .compactMap(\.number).filter { $0 < own }.max()
    }
  }

  package func numbers(from sender: String, in range: ClosedRange<Int64>, limit: Int) throws(LedgerError) -> [Int64] {
    try ask { state in
      let came = state.interchanges.filter { $0.sender == sender && $0.verdict != nil }.compactMap(\.number)
      return Array(Set(came.filter { range.contains($0) }).sorted().prefix(max(0, limit)))
    }
  }

  package func highestNumber(from sender: String) throws(LedgerError) -> Int64? {
    try ask { state in
      state.interchanges.filter { $0.sender == sender && $0.verdict != nil && $0.verdict != .rejected }
        .compactMap(\.number).max()
    }
  }

  package func unpublished() throws(LedgerError) -> [String: Backlog] {
    let waits = try ask { $0.waits.values.filter { $0.endedBy == nil } }
    var standings = try standings(.prepared, kind: .import)
    for wait in waits { standings.add(1, since: wait.since, to: wait.system) }
    return standings
  }

  package func inDoubt() throws(LedgerError) -> [String: Backlog] { try standings(.inDoubt, kind: nil) }

  private func standings(_ documentState: Document.State, kind: Document.Kind?) throws(LedgerError) -> [String: Backlog]
  {
    try ask { state in
      var standings: [String: Backlog] = [:]
      for document in state.documents.values.flatMap(\.values) where document.state == documentState {
        guard kind == nil || document.kind == kind, let at = state.interchange(document.interchange)?.decidedAt else {
          continue
        }
        standings.add(1, since: at, to: document.system)
      }
      return standings
    }
  }

  package func unconfirmed(by system: String, publishedBy moment: Timestamp) throws(LedgerError) -> Backlog? {
    try ask { state in
      var standings: [String: Backlog] = [:]
      let all = state.memory.deliveries { $0.system == system }
      for delivery in all where delivery.state == .sent {
        let isOvertaken = all.contains { $0.entity == delivery.entity && $0.number > delivery.number }
        guard !isOvertaken, let place = state.documentPlaces[delivery.document],
          state.documents[place.interchange]?[place.ordinal]?.state == .published,
          let at = state.receipts.moments[delivery.document]?.publishedAt, at <= moment
        else { continue }
        standings.add(1, since: at, to: system)
      }
      return standings[system]
    }
  }

  package func openRejections(from sender: String, since moment: Timestamp) throws(LedgerError) -> Backlog? {
    try ask { state in
      var standings: [String: Backlog] = [:]
      for rejection in state.rejections.all where rejection.state == .open && rejection.sender == sender {
        if rejection.since <= moment { standings.add(1, since: rejection.since, to: sender) }
      }
      return standings[sender]
    }
  }

  package func overdueHolds(at moment: Timestamp) throws(LedgerError) -> Backlog? {
    try ask { state in
      var standings: [String: Backlog] = [:]
      for hold in state.memory.openHolds where hold.afterwards == .wait {
        if let deadline = hold.deadline, deadline <= moment { standings.add(1, since: deadline, to: "") }
      }
      return standings[""]
    }
  }

  package func conflicts(limit: Int) throws(LedgerError) -> Int {
    try ask { $0.memory.entities(after: 0, limit: max(0, limit)) { !$0.conflicts.isEmpty }.count }
  }
}

extension [String: Backlog] {
  fileprivate mutating func add(_ count: Int, since moment: Timestamp, to system: String) {
    let known = self[system]
    self[system] = Backlog(count: (known?.count ?? 0) + count, since: Swift.min(known?.since ?? moment, moment))
  }
}

extension Interchange {
  /// Its control number, where that is a whole number.
  fileprivate var number: Int64? {
    envelope.controlNumber.flatMap { number in
      number.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(number) : nil
    }
  }
}
