package import Exchange

/// Documents that wait for their flow.
extension LedgerState {
  struct Wait: Sendable {
    let place: Int
    let interchange: InterchangeID
    let flow: String
    let system: String
    let since: Timestamp
    var endedBy: InterchangeID?
  }

  func document(_ id: String) -> Document? {
    documentPlaces[id].flatMap { documents[$0.interchange]?[$0.ordinal] }
  }

  /// What waits, or waited and was ended by an interchange, in its order.
  func waits(_ isMeant: (Wait) -> Bool) -> [(id: String, wait: Wait)] {
    waits.filter { isMeant($0.value) }.map { ($0.key, $0.value) }.sorted { $0.wait.place < $1.wait.place }
  }

  func released(by id: InterchangeID) -> [Document] {
    waits { $0.endedBy == id }.compactMap { document($0.id) }.filter { $0.state != .superseded }
  }

  mutating func beginWait(_ document: Document) throws(LedgerError) {
    guard let flow = document.flow, let since = interchange(document.interchange)?.receivedAt else {
      throw .misuse("\(document.id) waits for no flow.")
    }
    let place = (waits.values.map(\.place).max() ?? 0) + 1
    waits[document.id] = Wait(
      place: place, interchange: document.interchange, flow: flow, system: document.system, since: since)
  }

  mutating func end(_ id: String, _ state: Document.State, by interchange: InterchangeID) throws(LedgerError) {
    guard let place = documentPlaces[id], waits[id] != nil, waits[id]?.endedBy == nil else {
      throw .misuse("Document \(id) does not wait.")
    }
    waits[id]?.endedBy = interchange
    documents[place.interchange]?[place.ordinal]?.state = state
  }

  mutating func release(_ flow: String, through moment: Timestamp?, limit: Int, by id: InterchangeID)
    throws(LedgerError) -> [(interchange: InterchangeID, count: Int)]
  {
    let all = waits { $0.flow == flow && $0.endedBy == nil }
    let last = all.last { entry in moment.map { entry.wait.since <= $0 } ?? true }?.wait.place ?? 0
    for entry in all.filter({ $0.wait.place <= last }).prefix(max(0, limit)) { try end(entry.id, .prepared, by: id) }
    var counts: [(interchange: InterchangeID, count: Int)] = []
    for document in released(by: id) where document.state == .prepared && waits[document.id]?.flow == flow {
      if let index = counts.firstIndex(where: { $0.interchange == document.interchange }) {
        counts[index].count += 1
      } else {
        counts.append((document.interchange, 1))
      }
    }
    return counts
  }

  mutating func putInDoubt(releasedBy id: InterchangeID, unlessPrepared prepared: Set<String>) {
    for document in released(by: id) where document.state == .prepared && !prepared.contains(document.id) {
      guard let place = documentPlaces[document.id] else { continue }
      documents[place.interchange]?[place.ordinal]?.state = .inDoubt
    }
  }
}

extension Document {
  var isUnpublished: Bool { state == .prepared || state == .inDoubt }
}

extension SimulatedMemory {
  package func waiting() throws(LedgerError) -> [WaitingDocuments] {
    try ask { state in
      Dictionary(grouping: state.waits { $0.endedBy == nil }.map(\.wait), by: \.flow).compactMap { flow, waits in
        waits.map(\.since).min().map {
          WaitingDocuments(flow: flow, system: waits[0].system, count: waits.count, since: $0)
        }
      }.sorted { ($0.since, $0.flow) < ($1.since, $1.flow) }
    }
  }

  package func publishedCount(of flow: String, after moment: Timestamp) throws(LedgerError) -> Int {
    try ask { state in
      state.documents.values.flatMap(\.values).filter { document in
        document.flow == flow && state.receipts.moments[document.id]?.publishedAt.map { $0 > moment } ?? false
      }.count
    }
  }

  package func pauses() throws(LedgerError) -> [FlowPause] {
    try ask { $0.pauses.values.sorted { $0.flow < $1.flow } }
  }

  package func documentsToTakeBack(for replacement: String) throws(LedgerError) -> [Document] {
    try ask { state in
      state.takeBacks.filter { $0.value == replacement }.keys.sorted().compactMap { state.document($0) }
    }
  }

  package func endedWaits(by id: InterchangeID) throws(LedgerError) -> [EndedWait] {
    try ask { state in
      state.waits { $0.endedBy == id }.map { entry in
        EndedWait(document: entry.id, isSuperseded: state.document(entry.id)?.state == .superseded)
      }
    }
  }
}

extension SimulatedDecisions {
  func release(_ flow: String, through moment: Timestamp?, limit: Int, by id: InterchangeID) throws(LedgerError)
    -> [(interchange: InterchangeID, count: Int)]
  {
    try requireOpen()
    return try state.release(flow, through: moment, limit: limit, by: id)
  }

  func putInDoubt(releasedBy id: InterchangeID, unlessPrepared prepared: Set<String>) throws(LedgerError) {
    try requireOpen()
    state.putInDoubt(releasedBy: id, unlessPrepared: prepared)
  }

  func hasWaiting(of id: InterchangeID) throws(LedgerError) -> Bool {
    try ask { state in !state.waits { $0.interchange == id && $0.endedBy == nil }.isEmpty }
  }

  func supersede(_ documentID: String, by id: InterchangeID) throws(LedgerError) {
    try requireOpen()
    try state.end(documentID, .superseded, by: id)
  }

  func takeBack(_ documentID: String, for replacement: String) throws(LedgerError) {
    try requireOpen()
    state.takeBacks[documentID] = replacement
  }

  func restore(_ wait: EndedWait, by id: InterchangeID) throws(LedgerError) -> Bool {
    try requireOpen()
    guard state.documentPlaces[wait.document] != nil else { return false }
    try state.end(wait.document, wait.isSuperseded ? .superseded : .published, by: id)
    return true
  }

  func pause(_ pause: FlowPause) throws(LedgerError) {
    try requireOpen()
    state.pauses[pause.flow] = pause
  }

  func resume(_ flow: String) throws(LedgerError) -> Bool {
    try requireOpen()
    return state.pauses.removeValue(forKey: flow) != nil
  }
}
